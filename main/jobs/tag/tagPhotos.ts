// Names of faces for other programs: in XMP files beside the photos, or in copies of them. What the user said in the library
// counts; of other faces, what recognition says.
import { createHash } from 'node:crypto';
import { overlap } from '../../../models/face/detection/overlap.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import type { Answer, IdentifiedFace, TagRequest } from '../../../preload/contract.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPhoto } from '../../library/photos.ts';
import { readPhoto } from '../../images/read.ts';
import { findExiftool } from '../../metadata/exiftool.ts';
import { writeSidecar } from '../../metadata/writeTags.ts';
import type { NamedRegion } from '../../metadata/writeXmp.ts';
import { cancelled, type JobCall } from '../call.ts';
import { isHidden } from '../faces/hiddenPeople.ts';
import { identifyPhotos, type IdentifyParts } from '../identify/identifyPhotos.ts';
import { findPhotoFiles } from '../photoFiles/photoFiles.ts';
import { TaggedCopies } from './taggedCopies.ts';

/** Overlap from which a face that was found now is one that the library holds. */
const SAME_FACE = 0.3;

type Parts = Extract<IdentifyParts, { readonly library: Library }>;

/** Emits `tagged` for every photo. */
export async function tagPhotos(
  parts: Parts,
  { paths, embed, confirmed = false, fpir }: TagRequest,
  { signal, emit }: JobCall<'progress' | 'tagged'>,
): Promise<Result<Answer<'photos.tag'>>> {
  const { library } = parts;
  if (embed !== undefined) {
    const there = await findExiftool();
    if (!there.ok) return there;
  }
  const copies = embed === undefined ? null : new TaggedCopies(embed);
  const count = { photos: 0, written: 0, skipped: 0 };
  const skip = (path: string, error: Failure): void => {
    count.photos++;
    count.skipped++;
    emit('tagged', { path, error });
  };
  const tag = async (path: string, seen: readonly IdentifiedFace[], width = 1, height = 1): Promise<void> => {
    const bytes = await readPhoto(path);
    if (!bytes.ok) return skip(path, bytes.failure);
    const photo = library.photo(createHash('sha256').update(bytes.value).digest('hex'));
    const regions = [...confirmedIn(library, photo), ...recognisedIn(seen, photo, width, height)];
    const written = await (copies === null
      ? writeSidecar(path, bytes.value, regions)
      : copies.write(path, bytes.value, regions));
    if (!written.ok) return skip(path, written.failure);
    count.photos++;
    if (written.value.changed) count.written++;
    const people = regions.map(({ name }) => name).sort();
    emit('tagged', { path, people, ...written.value });
  };

  if (!confirmed) {
    const named = await identifyPhotos(
      { ...parts, also: ({ path, faces, width, height }) => tag(path, faces, width, height) },
      { paths, ...(fpir === undefined ? {} : { fpir }) },
      {
        signal,
        emit: (event, detail) => {
          if (event === 'progress')
            emit('progress', { ...(detail as Parameters<typeof emit<'progress'>>[1]), phase: PHASE });
          else if ('error' in detail) skip(detail.path, detail.error);
        },
      },
    );
    if (named.ok) return success({ ...count, leftOut: named.value.leftOut });
    const { kind, message, advice } = named.failure;
    return kind === 'not-found' && library.activeCheckpoint() === undefined
      ? failed(kind, message, `${advice}; or write the names that the library holds alone: --confirmed`)
      : named;
  }
  const { files, skipped, leftOut } = await findPhotoFiles(paths, signal);
  for (const { path, reason } of skipped) skip(path, reason);
  for (const path of files) {
    if (signal.aborted) return cancelled('Writing names');
    await tag(path, []);
    emit('progress', {
      phase: PHASE,
      done: count.photos,
      total: files.length + skipped.length,
      detail: path,
    });
  }
  return success({ ...count, leftOut });
}

const PHASE = 'Writing names';

function confirmedIn(library: Library, photo: LibraryPhoto | undefined): readonly NamedRegion[] {
  if (photo === undefined) return [];
  return photo.faces.flatMap(({ person, box }) =>
    person === null || isHidden(library, person.id)
      ? []
      : [regionOf(person.name, box, photo.width, photo.height, 'person')],
  );
}

/** Of faces that the library has no name for and does not ignore, and of people who are not elsewhere in the photo. */
function recognisedIn(
  seen: readonly IdentifiedFace[],
  photo: LibraryPhoto | undefined,
  width: number,
  height: number,
): readonly NamedRegion[] {
  const known = (photo?.faces ?? []).filter(({ person, ignored }) => person !== null || ignored);
  // Faces of a crowd overlap: each one of the library is the nearest of those that were found.
  const taken = new Set(
    known.flatMap((face) => {
      const [nearest] = [...seen].sort((a, b) => overlap(face.box, b.box) - overlap(face.box, a.box));
      return nearest !== undefined && overlap(face.box, nearest.box) >= SAME_FACE ? [nearest] : [];
    }),
  );
  return seen.flatMap((face) => {
    const { name, box } = face;
    const isKnown = taken.has(face) || known.some(({ person }) => person?.name === name);
    return name === null || isKnown ? [] : [regionOf(name, box, width, height, 'recognition')];
  });
}

function regionOf(
  name: string,
  [x, y, w, h]: IdentifiedFace['box'],
  width: number,
  height: number,
  namedBy: NamedRegion['namedBy'],
): NamedRegion {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(width, x + w), Math.min(height, y + h)];
  return {
    name,
    namedBy,
    x: (left + right) / 2 / width,
    y: (top + bottom) / 2 / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
}
