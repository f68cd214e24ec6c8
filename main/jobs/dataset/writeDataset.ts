// The library's photos and faces as a data set for training elsewhere: written beside its place, then renamed, so that it is
// whole or not there.
import { copyFile, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import type { Answer, Request } from '../../../preload/contract.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import { passingName, sweepLeftBehind } from '../../files/leftBehind.ts';
import { photoType } from '../../files/photoType.ts';
import { handOver } from '../../files/private.ts';
import { uprightCopy } from '../../images/uprightCopy.ts';
import { readPhoto } from '../../images/read.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace, LibraryPhoto } from '../../library/photos.ts';
import { cancelled, type JobCall } from '../call.ts';
import { isHidden } from '../faces/hiddenPeople.ts';
import { folderNames, layouts, type DatasetFace, type DatasetPhoto } from './formats.ts';

/** What faces are called that nobody owns, where they are wanted. */
const UNKNOWN = 'Unknown';

type Wanted = Request<'library.dataset'>;

/** Fails with `bad-arguments` where the folder has anything in it, with `not-enough-data` where no face has a name. */
export async function writeDataset(
  library: Library,
  { folder, format, unknown = false }: Wanted,
  call: JobCall<'progress'>,
): Promise<Result<Answer<'library.dataset'>>> {
  // Who is hidden is in no data set, as nobody's neither.
  const faces = library
    .faces()
    .filter(({ person }) => (person === null ? unknown : !isHidden(library, person.id)));
  if (faces.every(({ person }) => person === null)) {
    return failed(
      'not-enough-data',
      'No face in the library has a name yet.',
      'Import photos of people first.',
    );
  }
  const target = resolve(folder);
  const stem = `.${basename(target)}`;
  const temporary = join(dirname(target), passingName(stem, 'tmp'));
  try {
    if (!(await isFree(target))) {
      return failed(
        'bad-arguments',
        `${target} has files in it.`,
        'Name a new folder, or an empty one.',
        target,
      );
    }
    await sweepLeftBehind(dirname(target), stem, 'tmp');
    await mkdir(temporary, { recursive: true });
    const written =
      format === 'imagefolder'
        ? await writeCrops(faces, temporary, call)
        : await writePhotos(library, faces, layouts[format], temporary, call);
    if (written !== null) return { ok: false, failure: written };
    handOver(temporary);
    await rmdir(target).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await rename(temporary, target);
    return success({
      folder: target,
      photos: new Set(faces.map(({ photo }) => photo)).size,
      faces: faces.length,
      people: new Set(faces.flatMap(({ person }) => person?.id ?? [])).size,
    });
  } catch (error) {
    return fileFailure(error, target);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}

const labelOf = ({ person }: LibraryFace): string => person?.name ?? UNKNOWN;

const labelsOf = (faces: readonly LibraryFace[]): readonly string[] =>
  [...new Set(faces.map(labelOf))].sort();

/** As torchvision's ImageFolder and Hugging Face's imagefolder read them: `train/label/file`. */
async function writeCrops(
  faces: readonly LibraryFace[],
  folder: string,
  { signal, emit }: JobCall<'progress'>,
): Promise<Failure | null> {
  const names = folderNames(labelsOf(faces));
  for (const name of names.values()) await mkdir(join(folder, 'train', name), { recursive: true });
  for (const [done, face] of faces.entries()) {
    if (signal.aborted) return cancelled('The export').failure;
    await copyFile(face.cropPath, join(folder, 'train', names.get(labelOf(face)) ?? '', `${face.id}.png`));
    emit('progress', { phase: PHASE, done: done + 1, total: faces.length, detail: face.photoName });
  }
  return null;
}

const PHASE = 'Writing the data set';

async function writePhotos(
  library: Library,
  faces: readonly LibraryFace[],
  layout: (typeof layouts)[keyof typeof layouts],
  folder: string,
  { signal, emit }: JobCall<'progress'>,
): Promise<Failure | null> {
  await mkdir(join(folder, layout.folder));
  const wanted = new Set(faces.map(({ id }) => id));
  const ids = [...new Set(faces.map(({ photo }) => photo))].sort();
  const written: DatasetPhoto[] = [];
  for (const id of ids) {
    if (signal.aborted) return cancelled('The export').failure;
    const photo = library.photo(id);
    if (photo === undefined) continue;
    const bytes = await readPhoto(photo.path);
    if (!bytes.ok) return bytes.failure;
    // Boxes are of the upright photo, and many readers do not turn what they read.
    const upright = await uprightCopy(bytes.value, { name: photo.name, path: photo.path });
    if (!upright.ok) return upright.failure;
    const file = `${id}${upright.value === null ? `.${photoType(bytes.value)}` : '.jpg'}`;
    await writeFile(join(folder, layout.folder, file), upright.value ?? bytes.value);
    written.push(describe(photo, file, wanted));
    emit('progress', { phase: PHASE, done: written.length, total: ids.length, detail: photo.name });
  }
  const [path, text] = layout.labels(written, labelsOf(faces));
  await writeFile(join(folder, path), text);
  return null;
}

function describe(photo: LibraryPhoto, file: string, wanted: ReadonlySet<string>): DatasetPhoto {
  const { width, height, takenAt, faces } = photo;
  const shown = faces
    .filter(({ id }) => wanted.has(id))
    .map((face): DatasetFace => {
      // Detectors guess what lies beyond the edge.
      const [x, y, w, h] = face.box;
      const [left, top] = [Math.max(0, x), Math.max(0, y)];
      const [right, bottom] = [Math.min(width, x + w), Math.min(height, y + h)];
      return { label: labelOf(face), box: [left, top, right - left, bottom - top] };
    });
  return { file, width, height, takenAt, faces: shown };
}
