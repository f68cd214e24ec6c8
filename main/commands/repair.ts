// Mends the files of a library: originals from other copies, crops from their originals; and names what cannot be mended.
import { stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { failed, success, type Failure, type Result } from '../../models/failure.ts';
import type { Progress, Repair } from '../../preload/contract.ts';
import { onDisk } from '../files/pathBytes.ts';
import { readPhoto } from '../images/read.ts';
import type { Engine } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import type { LibraryFile } from '../library/photos.ts';
import { hashFile } from '../registry/digest.ts';

export interface RepairParts {
  readonly engine: Engine;
  readonly library: Library;
  /** Model id: the one that finds faces in photos. */
  readonly detector: string;
}

export interface RepairCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Fails where the library cannot be written. Rejects with the signal's reason. */
export async function repairLibrary(parts: RepairParts, call: RepairCall): Promise<Result<Repair>> {
  const { library } = parts;
  const failures: Repair['failed'][number][] = [];
  const fail = ({ path, kind, photoName, person }: LibraryFile, reason: Failure) =>
    failures.push({ path, kind, photoName, person, reason });
  const files = library.files();
  const broken = await checkFiles(files, call);

  let originals = 0;
  for (const file of broken.filter(({ kind }) => kind === 'original')) {
    if (file.inPlace) {
      fail(file, notInPlace(file));
      continue;
    }
    const bytes = await readWhole(files.filter(({ id }) => id === file.id).filter((copy) => copy !== file));
    if (bytes === null) {
      fail(file, noOriginal(file));
      continue;
    }
    const put = await library.putBack(file, bytes);
    if (!put.ok) return put;
    originals++;
  }

  let crops = 0;
  const byPhoto = new Map<string, LibraryFile[]>();
  for (const file of broken.filter(({ kind }) => kind === 'crop')) {
    byPhoto.set(file.photo, [...(byPhoto.get(file.photo) ?? []), file]);
  }
  let done = 0;
  for (const [photo, faces] of byPhoto) {
    call.onProgress({ phase: 'Cutting crops again', done: done++, total: byPhoto.size });
    const cut = await cutAgain(parts, files, photo, call.signal);
    for (const face of faces) {
      const png = cut.ok ? cut.value.get(face.id) : undefined;
      if (png === undefined) {
        fail(face, cut.ok ? otherCrop(face) : cut.failure);
        continue;
      }
      const put = await library.putBack(face, png);
      if (!put.ok) return put;
      crops++;
    }
  }

  const embeddings = await library.mendEmbeddings();
  if (!embeddings.ok) return embeddings;
  return success({ crops, originals, embeddings: embeddings.value, failed: failures });
}

/** Files that are not there, or whose content is not what their name says. Rejects with the signal's reason. */
export async function checkFiles(
  files: readonly LibraryFile[],
  { signal, onProgress }: RepairCall,
): Promise<readonly LibraryFile[]> {
  const broken: LibraryFile[] = [];
  for (const [done, file] of files.entries()) {
    onProgress({ phase: 'Checking files', done, total: files.length });
    if (!(await isIntact(file.path, file.id, signal))) broken.push(file);
  }
  return broken;
}

/** Whether the file can be read and has the content of this SHA-256. Rejects with the signal's reason. */
export async function isIntact(path: string, id: string, signal: AbortSignal): Promise<boolean> {
  try {
    // Where a photo was in place, anything can lie by now: a pipe would be read for ever.
    return (await stat(onDisk(path))).isFile() && (await hashFile(path, signal)) === id;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** The first of the copies that has the content which its name says. */
async function readWhole(copies: readonly LibraryFile[]): Promise<Uint8Array | null> {
  for (const { path, id } of copies) {
    const bytes = await readPhoto(path);
    if (bytes.ok && createHash('sha256').update(bytes.value).digest('hex') === id) return bytes.value;
  }
  return null;
}

/** By their ids, the crops that the photo gives when its faces are found as at its import. */
async function cutAgain(
  { engine, detector }: RepairParts,
  files: readonly LibraryFile[],
  photo: string,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const copies = files.filter(({ kind, id }) => kind === 'original' && id === photo);
  const bytes = await readWhole(copies);
  const name = copies[0]?.photoName ?? photo;
  if (bytes === null) {
    return failed(
      'not-found',
      `The crop cannot be cut again: its photo ${name} is missing or damaged.`,
      `Import ${name} again: that puts back the photo with its crops.`,
    );
  }
  const found = await engine.findFaces(
    { source: { kind: 'bytes', bytes, name }, detector, crops: true },
    signal,
  );
  signal.throwIfAborted();
  if (!found.ok) return found;
  return success(
    new Map(found.value.faces.flatMap(({ crop }) => (crop ? [[crop.hash, crop.png] as const] : []))),
  );
}

const notInPlace = ({ path, photoName }: LibraryFile): Failure =>
  failed(
    'not-found',
    `The photo ${photoName} is kept in place, and is not at ${path} any more, or was changed.`,
    'Connect its drive again, or import the folder where it is now with --in-place.',
    path,
  ).failure;

const noOriginal = ({ path, photoName, person }: LibraryFile): Failure =>
  failed(
    'not-found',
    `The original ${photoName} of ${person ?? 'somebody without a name'} is missing or damaged, and the library has no whole copy of it.`,
    `Import ${photoName} again, or bring ${path} back from a backup.`,
    path,
  ).failure;

const otherCrop = ({ path, photoName }: LibraryFile): Failure =>
  failed(
    'not-found',
    `The crop cannot be cut again: the detector finds the face in ${photoName} at another place now.`,
    'Install the detector that the photo was imported with, or remove the face and import the photo again.',
    path,
  ).failure;
