// Photos that stay where they are: the library keeps notes of them, and never touches the photos.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NewPhoto } from '../../../../main/library/photos.ts';
import { faultsOf, filesIn, placeIn } from '../support/folder.ts';
import { makeLibrary, reopen, temporaryFolder, valueOf } from '../support/libraries.ts';
import { samplePhoto } from '../support/samples.ts';

/** A photo with its file, which stays where it is. */
function photoInPlace(folder: string, ...[seed, people]: Parameters<typeof samplePhoto>) {
  const photo = samplePhoto(seed, people);
  const place = join(folder, `${seed}.jpg`);
  writeFileSync(place, photo.bytes);
  return { ...photo, place } satisfies NewPhoto;
}

test('the library keeps a note for each person and no copy, and shows where the photo is', async () => {
  const folder = temporaryFolder();
  const library = await makeLibrary();
  const [anna, ben] = [
    valueOf(await library.createPerson('Anna')),
    valueOf(await library.createPerson('Ben')),
  ];
  const photo = photoInPlace(folder, 'group', [anna.id, ben.id, null]);
  const { photo: added } = valueOf(await library.addPhoto(photo));
  expect([added.path, added.inPlace]).toEqual([photo.place, true]);
  const originals = filesIn(library.folder).filter((path) => path.includes('photos'));
  expect(originals.map((path) => placeIn(join(library.folder, path)))).toEqual(Array(3).fill(photo.place));
  expect(library.files().filter(({ inPlace }) => inPlace)).toMatchObject(
    Array(3).fill({ path: photo.place }),
  );
  const again = await reopen(library);
  expect(again.photo(photo.id)).toMatchObject({ path: photo.place, inPlace: true });
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('whatever goes from the library, the photo stays: a face deleted and brought back, a person moved and erased', async () => {
  const folder = temporaryFolder();
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const photo = photoInPlace(folder, 'one', [anna.id]);
  const face = photo.faces[0]?.id ?? '';
  await library.addPhoto(photo);
  const removed = valueOf(await library.removeFaces([face]));
  expect(library.photo(photo.id)).toMatchObject({ faces: [], path: photo.place });
  valueOf(await removed.restore());
  expect(library.photo(photo.id)?.path).toBe(photo.place);
  valueOf(await library.assign([face], null));
  valueOf(await library.assign([face], anna.id));
  expect(library.photo(photo.id)?.path).toBe(photo.place);
  valueOf(await library.removePerson(anna.id));
  const rest = filesIn(library.folder).map((path) => readFileSync(join(library.folder, path), 'latin1'));
  expect(rest.join('\n')).not.toContain(photo.place);
  const again = await reopen(library);
  expect(again.photo(photo.id)).toBeUndefined();
  expect(readFileSync(photo.place)).toEqual(photo.bytes);
});

test('a photo that has moved is noted where it is now; while it is there, another file of it changes nothing', async () => {
  const folder = temporaryFolder();
  const library = await makeLibrary();
  const photo = photoInPlace(folder, 'one', [null]);
  await library.addPhoto(photo);
  const copy = { ...photo, place: join(folder, 'copy.jpg') };
  writeFileSync(copy.place, photo.bytes);
  expect(valueOf(await library.restorePhoto(copy))).toBe(true);
  expect(library.photo(photo.id)?.path).toBe(photo.place);
  const moved = { ...photo, place: join(folder, 'elsewhere', 'renamed.jpg') };
  mkdirSync(join(folder, 'elsewhere'));
  renameSync(photo.place, moved.place);
  expect(valueOf(await library.restorePhoto(moved))).toBe(true);
  expect((await reopen(library)).photo(photo.id)?.path).toBe(moved.place);
});

test('imported as a copy, a photo in place becomes one, for everybody in it', async () => {
  const folder = temporaryFolder();
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const { place, ...photo } = photoInPlace(folder, 'group', [anna.id, null]);
  await library.addPhoto({ ...photo, place });
  expect(valueOf(await library.restorePhoto(photo))).toBe(true);
  rmSync(place);
  const again = await reopen(library);
  const kept = again.photo(photo.id);
  expect(kept?.inPlace).toBe(false);
  expect(readFileSync(kept?.path ?? '')).toEqual(photo.bytes);
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('a lost note comes back from another person, and one that nothing names goes', async () => {
  const folder = temporaryFolder();
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const photo = photoInPlace(folder, 'group', [anna.id, null]);
  await library.addPhoto(photo);
  const note = join(library.folder, 'unnamed', 'photos', `${photo.id}.place`);
  const stray = join(library.folder, 'unnamed', 'photos', `${'0'.repeat(64)}.place`);
  await library.close();
  renameSync(note, stray);
  const again = await reopen(library);
  expect(again.health).toMatchObject({ restored: 1, missing: [], unknown: [] });
  expect([existsSync(note), existsSync(stray)]).toEqual([true, false]);
  expect(existsSync(photo.place)).toBe(true);
});
