// Faces and whole photos are deleted, for the command line: either can be taken back until something else is erased.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Deletion, Request, StoredPhoto } from '../../../preload/contract.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPhoto, Removed } from '../../library/photos.ts';
import { photoAnswer } from '../answers.ts';
import { findFaces } from './curate.ts';
import { keepStep } from './steps.ts';

export const listPhotos = (
  library: Library,
  { faceless = false }: Request<'photos.list'>,
): readonly StoredPhoto[] => library.photos({ faceless }).map(photoAnswer);

export async function removeFaces(
  library: Library,
  { faces: prefixes }: Request<'faces.remove'>,
): Promise<Result<Deletion>> {
  const faces = findFaces(library, prefixes);
  if (!faces.ok) return faces;
  return keepDeletion(library, await library.removeFaces(faces.value.map(({ id }) => id)));
}

export async function removePhotos(
  library: Library,
  { photos: prefixes }: Request<'photos.remove'>,
): Promise<Result<Deletion>> {
  const photos = findPhotos(library, prefixes);
  if (!photos.ok) return photos;
  return keepDeletion(library, await library.removePhotos(photos.value.map(({ id }) => id)));
}

/** It has happened: that it cannot be taken back is no failure of it. */
async function keepDeletion(library: Library, removed: Result<Removed>): Promise<Result<Deletion>> {
  if (!removed.ok) return removed;
  const { faces, photos, keep } = removed.value;
  const kept = await keep();
  if (kept.ok) await keepStep(library, { kind: 'deleted', kept: kept.value, faces, photos });
  return success({ faces, photos });
}

function findPhotos(library: Library, prefixes: readonly string[]): Result<readonly LibraryPhoto[]> {
  const all = library.photos();
  const found = new Map<string, LibraryPhoto>();
  for (const prefix of prefixes) {
    if (!/^[0-9a-f]{6,64}$/i.test(prefix)) {
      const advice = 'Give the first 6 or more digits of its id, as the list of photos shows it.';
      return failed('bad-arguments', `"${prefix}" does not name a photo.`, advice);
    }
    const [first, second] = all.filter(({ id }) => id.startsWith(prefix.toLowerCase()));
    if (first === undefined)
      return failed('not-found', `There is no photo ${prefix} in the library.`, 'See which: facet photos');
    if (second !== undefined)
      return failed(
        'bad-arguments',
        `More than one photo begins with ${prefix}.`,
        'Give more digits of its id.',
      );
    found.set(first.id, first);
  }
  return success([...found.values()]);
}
