// `models pull`: brings a model of the catalogue from the hub, or from files fetched elsewhere, into the data folder.
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failed, success, type Failure, type Result } from '../../models/failure.ts';
import type { ModelFile } from '../../models/manifest.ts';
import type { Progress, PullRequest } from '../../preload/contract.ts';
import { readCatalogue, type CatalogueEntry } from './catalogue.ts';
import { hashFile } from './digest.ts';
import { downloadPart, partState } from './hub/download.ts';
import { describeRemote, fileAddress, type RemoteFile } from './hub/hub.ts';
import { findActivation } from './activation.ts';
import { copyIn, install, type Installation } from './install.ts';
import { describeModel } from './presets.ts';
import { modelIn, resolveModel, type ResolvedModel } from './models.ts';
import { checkTensors } from './weights.ts';

export interface InstallOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Tries the model before it is put in place; what it has against it, or null. */
  readonly prove: (model: ResolvedModel) => Promise<Failure | null>;
}

/** Installs the model and resolves it. A model that is already there, and whole, is left alone. */
export async function pullModel(
  request: PullRequest,
  options: InstallOptions,
): Promise<Result<ResolvedModel>> {
  const catalogue = await readCatalogue();
  if (!catalogue.ok) return catalogue;
  const present = await resolveModel(request.id);
  if (present.ok) return present;
  const entry = catalogue.value.find(({ id }) => id === request.id);
  if (entry === undefined) {
    const known = catalogue.value.map(({ id }) => id).join(', ');
    return failed('model-missing', `The catalogue has no model called ${request.id}.`, `It has: ${known}`);
  }
  if (entry.preset === 'clip' && entry.activation === undefined && entry.files.config === undefined) {
    return failed(
      'bad-arguments',
      `The catalogue does not say which activation ${entry.id} was trained with.`,
      'Give its entry "activation": "quick-gelu" or "gelu", or name its open_clip_config.json as "config" in "files".',
    );
  }
  const installed = await install(entry.id, async (installation) => {
    const { from } = request;
    const files =
      from === undefined
        ? await fromHub(entry, installation, options)
        : await fromDisk(entry, from, installation, options);
    return files.ok ? settle(entry, from, files.value, installation, options) : files;
  });
  return installed.ok ? resolveModel(entry.id) : installed;
}

const namesOf = ({ files }: CatalogueEntry): readonly string[] => Object.values(files);

const addressOf = (entry: CatalogueEntry, name: string): string =>
  fileAddress(
    entry.elsewhere?.[name]?.repository ?? entry.repository,
    entry.elsewhere?.[name]?.revision ?? entry.revision,
    name,
  );

async function fromHub(
  entry: CatalogueEntry,
  { folder }: Installation,
  { signal, onProgress }: InstallOptions,
): Promise<Result<ModelFile[]>> {
  const remotes: RemoteFile[] = [];
  for (const name of namesOf(entry)) {
    const remote = await describeRemote(addressOf(entry, name), entry.sha256?.[name], { signal });
    signal.throwIfAborted();
    if (!remote.ok) return remote;
    remotes.push(remote.value);
  }
  const total = remotes.reduce((sum, { bytes }) => sum + bytes, 0);
  const files: ModelFile[] = [];
  let before = 0;
  for (const [index, name] of namesOf(entry).entries()) {
    const remote = remotes[index];
    const onBytes = (bytes: number) =>
      onProgress({ phase: 'Fetching', done: before + bytes, total, unit: 'bytes', detail: name });
    const part = await downloadPart(remote, join(folder, name), { signal, onBytes });
    if (!part.ok) return part;
    const { kind, hex } = remote.checksum;
    const sha256 = kind === 'sha256' ? hex : await hashFile(part.value, signal);
    files.push({ name, bytes: remote.bytes, sha256 });
    before += remote.bytes;
  }
  for (const name of namesOf(entry)) await rename(join(folder, `${name}.part`), join(folder, name));
  return success(files);
}

/** `from` is a folder with all files under the hub's names, or the network's file with the others beside it. */
async function fromDisk(
  entry: CatalogueEntry,
  from: string,
  installation: Installation,
  { signal, onProgress }: InstallOptions,
): Promise<Result<ModelFile[]>> {
  const kind = await stat(from).catch(() => null);
  if (kind === null) return failed('not-found', `There is no ${from}.`, 'Check the path.', from);
  const beside = kind.isDirectory() ? from : dirname(from);
  const sources = namesOf(entry).map((name) =>
    name === entry.files.network && !kind.isDirectory() ? from : join(beside, name),
  );
  const sizes = await Promise.all(sources.map((path) => stat(path).catch(() => null)));
  for (const [index, name] of namesOf(entry).entries()) {
    if (sizes[index] !== null) continue;
    const advice = `Fetch ${addressOf(entry, name)} and put it there.`;
    return failed('not-found', `${name} is not in ${beside}.`, advice, beside);
  }
  const total = sizes.reduce((sum, size) => sum + (size?.size ?? 0), 0);
  const files: ModelFile[] = [];
  let before = 0;
  for (const [index, name] of namesOf(entry).entries()) {
    const onBytes = (bytes: number) =>
      onProgress({ phase: 'Copying', done: before + bytes, total, unit: 'bytes', detail: name });
    const copied = await copyIn(sources[index], installation.folder, name, { signal, onBytes });
    if (!copied.ok) return discarding(installation, copied);
    const expected = entry.sha256?.[name];
    if (expected !== undefined && expected !== copied.value.sha256) {
      return discarding(
        installation,
        failed(
          'checksum-mismatch',
          `Checksum mismatch: ${sources[index]} is not the ${name} that Facet expects.`,
          `Fetch it again: ${addressOf(entry, name)}`,
          from,
        ),
      );
    }
    files.push(copied.value);
    before += copied.value.bytes;
  }
  return success(files);
}

/** Looks at what has come, writes the manifest and makes the model visible. */
async function settle(
  entry: CatalogueEntry,
  from: string | undefined,
  files: readonly ModelFile[],
  installation: Installation,
  { prove }: InstallOptions,
): Promise<Result<void>> {
  const { id, title, licence, preset } = entry;
  const inFolder = (name: string) => join(installation.folder, name);
  const configs = entry.files.config === undefined ? [] : [entry.files.config];
  const wrong = await checkTensors(inFolder(entry.files.network), entry.tensors ?? {});
  if (wrong !== null) return discarding(installation, { ok: false, failure: wrong });
  const source = `${entry.repository} at ${entry.revision}${from === undefined ? '' : ', from a local file'}`;
  const activation =
    preset === 'clip'
      ? await findActivation(inFolder(entry.files.network), configs.map(inFolder), entry.activation)
      : success(null);
  if (!activation.ok) return discarding(installation, activation);
  const manifest = await describeModel(
    {
      id,
      title,
      licence,
      source,
      preset,
      roles: entry.files,
      activation: activation.value,
      files,
      input: {},
    },
    installation.folder,
  );
  if (!manifest.ok) return discarding(installation, manifest);
  const unfit = await prove(modelIn(installation.folder, manifest.value));
  if (unfit !== null) {
    const result = { ok: false, failure: unfit } as const;
    // Its checksum was right: where it could not be tried for another reason, the download need not be repeated.
    return unfit.kind === 'model-unusable' ? discarding(installation, result) : result;
  }
  for (const name of namesOf(entry)) await rm(partState(join(installation.folder, name)), { force: true });
  await installation.commit(manifest.value);
  return success(undefined);
}

async function discarding<T>(installation: Installation, result: Result<T>): Promise<Result<T>> {
  await installation.discard();
  return result;
}
