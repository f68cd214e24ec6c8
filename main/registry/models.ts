// What models there are and where: built in, in the user's data folder, or a pull away.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, success, type Failure, type Result } from '../../models/failure.ts';
import type { EncoderManifest, ModelManifest } from '../../models/manifest.ts';
import type { ModelEntry } from '../../preload/contract.ts';
import { fileFailure, isMissing } from '../files/failures.ts';
import { readCatalogue } from './catalogue.ts';
import { hashFile, modelDigest } from './digest.ts';
import { builtInModels, userModels } from './folders.ts';
import { putBack, setAsideIds } from './install.ts';
import { modelId, readManifest } from './manifest.ts';
import { FUSED } from '../../models/identity/fused/embeddings.ts';
import { kindOf } from './presets.ts';
import { resolveFused } from './fused.ts';

export interface ResolvedModel {
  readonly manifest: ModelManifest;
  /** The absolute folder that holds the manifest's files. */
  readonly folder: string;
  /** SHA-256 over everything that decides what the model answers, hex. */
  readonly digest: string;
  readonly builtIn: boolean;
  /** Of a fused encoder. */
  readonly parts?: readonly (ResolvedModel & { readonly manifest: EncoderManifest })[];
}

/** What the build makes, in `models/starter/`, and what is used where nobody says otherwise. */
export const builtInDetector = 'blazeface';
export const builtInEncoder = 'duo';
/** The built-in encoder whose towers can be trained, and the usual one of libraries that were made before there was another. */
export const trainableEncoder = 'starter';
export const builtInIds: readonly string[] = [builtInDetector, builtInEncoder, trainableEncoder];

/** A model's manifest, folder and digest; its files are known to be there and as long as they should be. */
export async function resolveModel(id: string): Promise<Result<ResolvedModel>> {
  if (id.includes(FUSED)) return resolveFused(id, resolveModel);
  if (modelId.safeParse(id).success) {
    for (const [root, builtIn] of roots()) {
      const found = await openModel(join(root, id), id, builtIn);
      if (found !== null) return found;
    }
    if (await putBack(id)) return resolveModel(id);
    const catalogue = await readCatalogue();
    if (!catalogue.ok) return catalogue;
    if (catalogue.value.some((entry) => entry.id === id)) {
      return failed(
        'model-missing',
        `The model ${id} is not on this machine yet.`,
        `Fetch it: facet models pull ${id}`,
      );
    }
    if (builtInIds.includes(id)) {
      return failed('model-missing', `The built-in model ${id} has not been made.`, 'Make it: npm run build');
    }
  }
  return failed('model-missing', `There is no model called ${id}.`, 'See which there are: facet models list');
}

/** Every model that can be used or pulled, built-in ones first. */
export async function listModels(): Promise<Result<readonly ModelEntry[]>> {
  const entries: ModelEntry[] = [];
  for (const id of await setAsideIds()) await putBack(id);
  for (const [root, builtIn] of roots()) {
    const folders = await modelFolders(root);
    if (!folders.ok) return folders;
    for (const id of folders.value) {
      const found = await openModel(join(root, id), id, builtIn);
      if (found === null) continue;
      entries.push(found.ok ? entryOf(found.value) : damaged(id, found.failure));
    }
  }
  const ratedBy = await qualityNetwork();
  for (const [at, entry] of entries.entries()) entries[at] = withRater(entry, ratedBy);
  const catalogue = await readCatalogue();
  if (!catalogue.ok) return catalogue;
  const present = new Set(entries.map(({ id }) => id));
  for (const { id, title, licence, bytes, preset, recommended } of catalogue.value) {
    if (present.has(id)) continue;
    const available = { id, kind: kindOf(preset), title, licence, bytes, state: 'available' } as const;
    entries.push(recommended === undefined ? available : { ...available, recommended });
  }
  return success(entries);
}

/** The quality network that the user pulled or added: of several the first by id; null where there is none. */
export async function qualityNetwork(): Promise<string | null> {
  const folders = await modelFolders(userModels());
  for (const id of folders.ok ? folders.value : []) {
    const manifest = await readManifest(join(userModels(), id));
    if (manifest?.ok === true && manifest.value.kind === 'quality') return id;
  }
  return null;
}

/** @param ratedBy what `qualityNetwork` answers */
export const withRater = (entry: ModelEntry, ratedBy: string | null): ModelEntry =>
  entry.state === 'damaged' || entry.kind !== 'quality' || ratedBy === null ? entry : { ...entry, ratedBy };

/** Reads every file of the model and compares it with its recorded checksum. Null: all is well. */
export async function checkModel(model: ResolvedModel, signal?: AbortSignal): Promise<Failure | null> {
  for (const file of model.manifest.files) {
    const path = join(model.folder, file.name);
    try {
      if ((await hashFile(path, signal)) === file.sha256) continue;
    } catch (error) {
      signal?.throwIfAborted();
      return fileFailure(error, path).failure;
    }
    const message = `Checksum mismatch: ${path} is not the file that was installed.`;
    return { kind: 'checksum-mismatch', message, advice: repair(model.manifest.id, model.builtIn), path };
  }
  return null;
}

const roots = (): readonly (readonly [root: string, builtIn: boolean])[] => [
  [builtInModels(), true],
  [userModels(), false],
];

async function modelFolders(root: string): Promise<Result<readonly string[]>> {
  try {
    return success((await readdir(root)).filter((name) => modelId.safeParse(name).success).sort());
  } catch (error) {
    return isMissing(error) ? success([]) : fileFailure(error, root);
  }
}

/** A model whose files lie in `folder`, of the user's own. */
export const modelIn = (folder: string, manifest: ModelManifest): ResolvedModel => ({
  manifest,
  folder,
  digest: modelDigest(manifest),
  builtIn: false,
});

/** Null where there is no such model. */
async function openModel(
  folder: string,
  id: string,
  builtIn: boolean,
): Promise<Result<ResolvedModel> | null> {
  const manifest = await readManifest(folder);
  if (manifest === null || !manifest.ok) return manifest;
  if (manifest.value.id !== id) {
    return failed(
      'model-unusable',
      `${folder} holds the model ${manifest.value.id}, not ${id}.`,
      'Rename the folder.',
      folder,
    );
  }
  for (const { name, bytes } of manifest.value.files) {
    const path = join(folder, name);
    const size = await fileSize(path);
    if (!size.ok) return size;
    if (size.value === bytes) continue;
    return failed(
      'model-unusable',
      size.value === null
        ? `The file ${name} of the model ${id} is missing.`
        : `The file ${name} of the model ${id} has ${size.value} bytes instead of ${bytes}.`,
      repair(id, builtIn),
      path,
    );
  }
  return success({ ...modelIn(folder, manifest.value), builtIn });
}

/** Null where there is no such file. */
async function fileSize(path: string): Promise<Result<number | null>> {
  try {
    return success((await stat(path)).size);
  } catch (error) {
    return isMissing(error) ? success(null) : fileFailure(error, path);
  }
}

const damaged = (id: string, problem: Failure): ModelEntry => ({ id, state: 'damaged', problem });

const repair = (id: string, builtIn: boolean): string =>
  builtIn
    ? 'Make it again: npm run build'
    : `Fetch it again: facet models pull ${id}, or add its file again.`;

/** A model on this machine, for the list. */
export const entryOf = ({ manifest, builtIn }: ResolvedModel): ModelEntry => ({
  id: manifest.id,
  kind: manifest.kind,
  title: manifest.title,
  licence: manifest.licence,
  bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
  state: builtIn ? 'built-in' : 'installed',
});
