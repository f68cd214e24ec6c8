// The first part of an import: reads files, finds their faces and adds what is new.
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { success, type Failure, type Result } from '../../../models/failure.ts';
import type { Skipped } from '../../../preload/contract.ts';
import type { FoundFace, PhotoFaces } from '../../engine/engine.ts';
import { OF_ONE_PHOTO } from '../../images/failures.ts';
import { readPhoto } from '../../images/read.ts';
import type { PhotoTags } from '../../metadata/tags.ts';
import { TagReader } from '../../metadata/readTags.ts';
import type { TagsOfPhotos } from './tags.ts';
import { Additions } from './additions.ts';
import type { ImportGroup } from './parts.ts';
import type { Tally } from './tally.ts';
import { facesInBoxes } from '../faces/drawFaces.ts';
import { missedBoxes } from './matchRegions.ts';
import {
  placeOf,
  type ImportCall,
  type ImportTools,
  type File,
  type Origin,
  type ReadFile,
  type Claim,
} from './parts.ts';
import { Stills, type StillsFile } from './stills/stills.ts';
import { noFace } from './stills/reasons.ts';
import { tiffPages } from '../../images/pages/tiffPages.ts';
import { motionOffset } from '../../files/filmType.ts';
import { inOrder } from '../faces/inOrder.ts';
import { IN_FLIGHT } from '../call.ts';
/** Files that are read ahead, and photos in the engine: enough that it never waits for either. */
const READ_AHEAD = 4;

/** When this many photos in a row end the engine, each of them alone in it, it is not the photos. */
const MOST_DEATHS = 3;

/** Adds the new photos of all groups. Answers with everything that still has to be named. */
export async function addFiles(
  tools: ImportTools,
  groups: readonly ImportGroup[],
  tally: Tally,
  call: ImportCall,
): Promise<{ readonly claims: readonly Claim[]; readonly tags: TagsOfPhotos }> {
  const { signal, emit } = call;
  const { engine, library, detector, encoder, search = {}, origin } = tools;
  const files = groups.flatMap(({ person, files }) => files.map((path) => ({ path, person })));
  const additions = new Additions(tools, tally, (faces) => emit('arrived', { faces }));
  /** Photos of this run, by content; why the first one with that content was skipped, where it was. */
  const seen = new Map<string, Skipped | null>();
  const copies: Claim[] = [];
  const reader = new TagReader();
  const tags = new Map<string, { readonly path: string; readonly tags: PhotoTags }>();
  const holders: StillsFile[] = films(groups, tools.live, tally);
  const goesOn = () => !signal.aborted && tally.stopped === null;
  let done = 0;
  const finish = (path: string) =>
    emit('progress', {
      phase: 'Importing photos',
      done: ++done,
      total: files.length + holders.length,
      detail: path,
    });

  async function* newFiles(): AsyncGenerator<ReadFile> {
    for await (const { file, read } of inOrder(files, READ_AHEAD, (file) => readFile(file, origin, signal))) {
      if (!goesOn()) return;
      if (read.ok && !tags.has(read.value.id)) {
        const found =
          (await origin?.tags(file.path, read.value.bytes)) ??
          (await reader.read(file.path, read.value.bytes));
        if (found.regions.length + found.names.length > 0)
          tags.set(read.value.id, { path: file.path, tags: found });
      }
      // Another application knows its photos as files, not as pages.
      if (read.ok && origin === undefined && (await tiffPages(read.value.bytes)).length > 1) {
        holders.push({ ...file, kind: 'scan' });
        finish(file.path);
        continue;
      }
      const offset = read.ok && origin === undefined ? motionOffset(read.value.bytes) : null;
      if (offset !== null && tools.live) holders.push({ ...file, kind: 'film', offset });
      else if (offset !== null) tally.live.inside++;
      if (read.ok && !seen.has(read.value.id) && !(await isWhole(read.value))) {
        seen.set(read.value.id, null);
        yield read.value;
        continue;
      }
      if (read.ok) copies.push({ ...file, photo: read.value.id, isCopy: true });
      else if (origin !== undefined && read.failure.kind === 'network') tally.stop(read.failure);
      else tally.skip(file.path, read.failure);
      finish(file.path);
    }
  }

  /** Whether the library has all of the photo; an original that it has lost is put back, one that has moved is noted. */
  const isWhole = async ({ id, bytes, path }: ReadFile): Promise<boolean> => {
    if (library.photo(id) === undefined) return false;
    const restored = await library.restorePhoto({ id, bytes, ...placeOf(tools, path) });
    if (restored.ok) return restored.value;
    tally.stop(restored.failure);
    return true;
  };

  const findFaces = async (file: ReadFile): Promise<Found> => {
    const source = { kind: 'bytes', bytes: file.bytes, name: file.path } as const;
    const found = await engine.findFaces({ source, detector, search, encoder, crops: true }, signal);
    if (!found.ok) return { file, found, drawn: [] };
    const regions = tags.get(file.id)?.tags.regions ?? [];
    const boxes = missedBoxes(regions, found.value.faces, found.value);
    const drawn = boxes.length === 0 ? null : await facesInBoxes(tools, source, boxes, signal);
    return {
      file,
      found: drawn?.ok === false ? drawn : found,
      drawn: drawn?.ok === true ? drawn.value.faces : [],
    };
  };

  const take = async ({ file, found, drawn }: Found): Promise<void> => {
    if (!goesOn()) return;
    if (found.ok && found.value.faces.length + drawn.length > 0) {
      await additions.add(file, found.value, drawn);
    } else if (found.ok || OF_ONE_PHOTO.has(found.failure.kind)) {
      const reason = found.ok ? noFace(file.path) : found.failure;
      seen.set(file.id, { path: file.path, reason });
      tally.skip(file.path, reason);
    } else {
      tally.stop(found.failure);
    }
    finish(file.path);
  };

  let deaths = 0;
  /** Tries photos one by one: each was in the engine when it ended, and one of them is to blame. */
  const tryAlone = async (suspects: readonly ReadFile[]): Promise<void> => {
    for (const suspect of suspects) {
      if (!goesOn()) return;
      const looked = await findFaces(suspect);
      const { found } = looked;
      if (found.ok || found.failure.kind !== 'engine-died') {
        deaths = 0;
        await take(looked);
        continue;
      }
      seen.set(suspect.id, { path: suspect.path, reason: found.failure });
      tally.skip(suspect.path, found.failure);
      finish(suspect.path);
      if (++deaths === MOST_DEATHS) tally.stop(found.failure);
    }
  };

  let suspects: ReadFile[] = [];
  for await (const looked of inOrder(newFiles(), IN_FLIGHT, findFaces)) {
    if (!goesOn()) break;
    const { file, found } = looked;
    if (!found.ok && found.failure.kind === 'engine-died') suspects.push(file);
    else await take(looked);
    if (suspects.length === IN_FLIGHT) {
      await tryAlone(suspects);
      suspects = [];
    }
  }
  await tryAlone(suspects);
  const stills = new Stills(tools, additions, tally, call);
  for (const holder of holders) {
    if (!goesOn()) break;
    await stills.add(holder);
    finish(holder.path);
  }
  const added = await additions.finish();

  const claims = [...added, ...copies].sort((a, b) => (a.path < b.path ? -1 : 1));
  const open = claims.filter(({ path, photo, isCopy, isStill }) => {
    const skipped = seen.get(photo);
    if (skipped) tally.skip(path, ofCopy(skipped, path));
    else if (isCopy && isStill !== true) tally.duplicates++;
    return !skipped;
  });
  return { claims: [...open, ...stills.claims], tags };
}

/** Films that are read; those of live photos only where they are asked for, as the photo is there already. */
function films(groups: readonly ImportGroup[], live: boolean, tally: Tally): StillsFile[] {
  const stem = (path: string) => path.slice(0, path.length - extname(path).length).toLowerCase();
  const photos = new Set(groups.flatMap(({ files }) => files.map(stem)));
  return groups.flatMap(({ person, films }) =>
    films.flatMap((path): StillsFile[] => {
      if (live || !photos.has(stem(path))) return [{ path, person, kind: 'film' }];
      tally.live.beside++;
      return [];
    }),
  );
}

/** A photo, and what the engine said of it. */
interface Found {
  readonly file: ReadFile;
  readonly found: Result<PhotoFaces>;
  /** Faces that are named in it and that were not found. */
  readonly drawn: readonly FoundFace[];
}

async function readFile(
  file: File,
  origin: Origin | undefined,
  signal: AbortSignal,
): Promise<{ file: File; read: Result<ReadFile> }> {
  const read = await (origin?.read(file.path, signal) ?? readPhoto(file.path));
  if (!read.ok) return { file, read };
  const bytes = read.value;
  return { file, read: success({ ...file, bytes, id: createHash('sha256').update(bytes).digest('hex') }) };
}

/** What is wrong with a file is wrong with another one of the same bytes, under its own name. */
const ofCopy = ({ path: first, reason }: Skipped, path: string): Failure => ({
  ...reason,
  message: reason.message.replaceAll(first, () => path),
  ...(reason.path !== undefined && { path }),
});
