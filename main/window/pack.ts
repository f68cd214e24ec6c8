// Writes a library, or one person of it, as one ZIP.
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { success, type Result } from '../../models/failure.ts';
import { storageFailure } from '../jobs/storageFailure.ts';
import type { Library, LibraryFace } from '../library/library.ts';
import { groupBy } from './groupBy.ts';
import { faceEntry, INDEX, photoEntry, type ArchiveIndex } from './archive.ts';

/** The file appears when it is whole. Fails with `disk-full`, `no-permission` or `not-found` (its folder). */
export async function packLibrary(
  library: Library,
  file: string,
  person?: string,
): Promise<Result<{ readonly bytes: number }>> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(addFiles(zip, library, person))), INDEX);
  zip.end();
  const temporary = `${file}.part`;
  try {
    await finished(zip.outputStream.pipe(createWriteStream(temporary)));
    await rename(temporary, file);
    return success({ bytes: (await stat(file)).size });
  } catch (error) {
    await rm(temporary, { force: true });
    return storageFailure(error, file);
  }
}

function addFiles(zip: ZipFile, library: Library, person?: string): ArchiveIndex {
  const people = library.people().filter(({ id }) => person === undefined || id === person);
  const place = new Map(people.map(({ id }, at) => [id, at]));
  const faces = library.faces(person === undefined ? {} : { person });
  const photos = [...groupBy(faces, ({ photo }) => photo)].flatMap(([id, shown]) => {
    const photo = library.photo(id);
    if (photo === undefined) return [];
    // Photos are compressed already.
    zip.addFile(photo.path, photoEntry(id), { compress: false });
    for (const face of shown) zip.addFile(face.cropPath, faceEntry(face.id), { compress: false });
    const { name, width, height, takenAt } = photo;
    return [{ id, name, width, height, takenAt, faces: shown.map((face) => describe(face, place)) }];
  });
  return {
    format: 'facet-library',
    version: 2,
    people: people.map(({ name, consent }) => ({ name, consent })),
    photos,
  };
}

type ArchivedFace = ArchiveIndex['photos'][number]['faces'][number];

function describe(face: LibraryFace, place: ReadonlyMap<string, number>): ArchivedFace {
  const { id, pose, quality, differenceHash } = face;
  return {
    id,
    person: place.get(face.person?.id ?? '') ?? null,
    box: [...face.box],
    landmarks: mutable(face.landmarks),
    cropLandmarks: mutable(face.cropLandmarks),
    pose,
    quality,
    differenceHash,
    // A ZIP of one person does not speak of others.
    denied: face.denied.flatMap((person) => place.get(person) ?? []),
  };
}

const mutable = ([a, b, c, d, e]: LibraryFace['landmarks']): ArchivedFace['landmarks'] => [
  [...a],
  [...b],
  [...c],
  [...d],
  [...e],
];
