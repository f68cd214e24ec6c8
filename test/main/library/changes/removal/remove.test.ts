import { existsSync, utimesSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../../../../main/files/below.ts';
import type { Library } from '../../../../../main/library/library.ts';
import { failureOf, makeLibrary, reopen, temporaryFolder, valueOf } from '../../support/libraries.ts';
import { sampleFace, samplePhoto } from '../../support/samples.ts';

const filesOf = (folder: string): string[] =>
  filesBelow(folder).filter((path) => /[0-9a-f]{64}\./.test(path));

const faceless = (library: Library): string[] => library.photos({ faceless: true }).map(({ id }) => id);

/** Ada alone, and with a stranger; a stranger alone. */
async function furnished() {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const alone = valueOf(await library.addPhoto(samplePhoto('alone', [ada.id]))).photo;
  const group = valueOf(await library.addPhoto(samplePhoto('group', [ada.id, null]))).photo;
  const stranger = valueOf(await library.addPhoto(samplePhoto('stranger'))).photo;
  return { library, ada, alone, group, stranger };
}

const idsOf = (faces: readonly { readonly id: string }[]): string[] => faces.map(({ id }) => id);

test('a face goes alone: its photo stays, without any face where it was the only one, and both come back whole', async () => {
  const { library, ada, alone, group, stranger } = await furnished();
  const before = library.faces();
  const hers = [...idsOf(library.faces({ person: ada.id })), ...idsOf(stranger.faces)];

  const removed = valueOf(await library.removeFaces(hers));
  expect(removed).toMatchObject({ faces: 3, photos: 0 });
  expect(library.faces({ person: ada.id })).toEqual([]);
  expect(library.photo(alone.id)).toMatchObject({ name: 'alone.jpg', faces: [] });
  expect(library.photo(group.id)?.faces).toHaveLength(1);
  expect(faceless(library)).toEqual([alone.id, stranger.id]);
  expect(library.photos().map(({ name }) => name)).toEqual(['alone.jpg', 'group.jpg', 'stranger.jpg']);
  expect(filesOf(join(library.folder, 'people'))).toEqual([]);

  valueOf(await removed.restore());
  expect(library.faces()).toEqual(before);
  expect(faceless(library)).toEqual([]);
  expect(filesOf(join(library.folder, 'people'))).toHaveLength(4);
  expect(filesOf(join(library.folder, 'unnamed'))).toHaveLength(4);
  const again = await reopen(library);
  expect(again.faces()).toEqual(before);
  expect(again.health).toMatchObject({ swept: 0, missing: [], unknown: [] });
});

test('a photo without a face is there when the library is opened again, and known when it is imported again', async () => {
  const { library, alone } = await furnished();
  valueOf(await library.removeFaces(idsOf(alone.faces)));
  const again = await reopen(library);
  expect(faceless(again)).toEqual([alone.id]);
  expect(again.health).toMatchObject({ missing: [], unknown: [] });
  const added = valueOf(await again.addPhoto(samplePhoto('alone', [null])));
  expect(added).toMatchObject({ status: 'known', photo: { id: alone.id, faces: [] } });
});

test('a photo goes with everybody in it, and comes back whole', async () => {
  const { library, group, stranger, alone } = await furnished();
  valueOf(await library.removeFaces(idsOf(stranger.faces)));
  const before = [library.faces(), faceless(library)];
  const removed = valueOf(await library.removePhotos([group.id, stranger.id]));
  expect(removed).toMatchObject({ faces: 2, photos: 2 });
  expect(library.photos().map(({ id }) => id)).toEqual([alone.id]);
  expect(filesOf(join(library.folder, 'unnamed'))).toEqual([]);
  valueOf(await removed.restore());
  expect([library.faces(), faceless(library)]).toEqual(before);
  const again = await reopen(library);
  expect([again.faces(), faceless(again)]).toEqual(before);
  expect(failureOf(await again.removePhotos(['0'.repeat(64)])).kind).toBe('not-found');
});

test('what was removed is gone for good when the library is opened again', async () => {
  const library = await makeLibrary();
  const { photo } = valueOf(await library.addPhoto(samplePhoto('alone')));
  valueOf(await library.removePhotos([photo.id]));
  const again = await reopen(library);
  expect(again.photos()).toEqual([]);
  expect(filesOf(library.folder)).toEqual([]);
});

test('a face is drawn into a photo without one, and given to somebody, as into any other', async () => {
  const { library, ada, alone } = await furnished();
  const removed = valueOf(await library.removeFaces(idsOf(alone.faces)));
  const [drawn] = valueOf(await library.addFaces(alone.id, [{ ...sampleFace('drawn'), drawn: true }]));
  expect(faceless(library)).toEqual([]);
  valueOf(await library.assign([drawn?.id ?? ''], ada.id));
  expect(filesOf(join(library.folder, 'unnamed')).filter((path) => path.includes(alone.id))).toEqual([]);
  // Nobody is in a photo twice: the face that comes back is nobody's.
  valueOf(await removed.restore());
  expect(
    library
      .photo(alone.id)
      ?.faces.map(({ person }) => person?.name ?? null)
      .sort(),
  ).toEqual(['Ada', null]);
  expect((await reopen(library)).health).toMatchObject({ missing: [], unknown: [] });
});

test('nothing comes back twice that was imported again in the meantime', async () => {
  const { library, alone } = await furnished();
  const removed = valueOf(await library.removePhotos([alone.id]));
  valueOf(await library.addPhoto(samplePhoto('alone', [null])));
  valueOf(await removed.restore());
  expect(library.photo(alone.id)?.faces).toMatchObject([{ person: null }]);
  const again = await reopen(library);
  expect(again.photo(alone.id)?.faces).toMatchObject([{ person: null }]);
});

test('erasing a person leaves photos without a face, which nothing says they are in', async () => {
  const { library, ada, alone, group } = await furnished();
  valueOf(await library.removeFaces(idsOf(alone.faces)));
  valueOf(await library.removePerson(ada.id));
  expect(faceless(library)).toEqual([alone.id]);
  expect(library.photo(group.id)?.faces).toHaveLength(1);
});

test('of a photo in place the note stays when its faces go, and the photo when the note does', async () => {
  const library = await makeLibrary();
  const place = join(temporaryFolder(), 'mine.jpg');
  const photo = samplePhoto('mine');
  await writeFile(place, photo.bytes);
  valueOf(await library.addPhoto({ ...photo, place }));
  valueOf(await library.removeFaces(idsOf(photo.faces)));
  const again = await reopen(library);
  expect(again.photo(photo.id)).toMatchObject({ inPlace: true, path: place, faces: [] });
  const removed = valueOf(await again.removePhotos([photo.id]));
  expect([again.photo(photo.id), existsSync(place)]).toEqual([undefined, true]);
  valueOf(await removed.restore());
  expect(again.photo(photo.id)).toMatchObject({ inPlace: true, path: place });
});

test('what is kept comes back in another process, for a day, and until something else is erased', async () => {
  const { library, alone, group, stranger } = await furnished();
  const before = library.faces();
  const kept = valueOf(await valueOf(await library.removePhotos([alone.id, group.id])).keep());
  let again = await reopen(library);
  expect(again.photos().map(({ id }) => id)).toEqual([stranger.id]);
  valueOf(await again.restoreRemoved(kept));
  expect(again.faces()).toEqual(before);
  expect(failureOf(await again.restoreRemoved(kept)).kind).toBe('not-found');

  const old = valueOf(await valueOf(await again.removePhotos([alone.id])).keep());
  const yesterday = new Date(Date.now() - 86_400_001);
  utimesSync(join(library.folder, 'cache', old, 'removed.json'), yesterday, yesterday);
  again = await reopen(again);
  expect(failureOf(await again.restoreRemoved(old)).kind).toBe('not-found');

  const overtaken = valueOf(await valueOf(await again.removePhotos([group.id])).keep());
  valueOf(await again.removeFaces(idsOf(stranger.faces)));
  expect(failureOf(await again.restoreRemoved(overtaken)).kind).toBe('not-found');
  expect(failureOf(await again.restoreRemoved('../unnamed')).kind).toBe('not-found');
  await reopen(again);
  expect(filesOf(library.folder)).toEqual([expect.stringContaining(stranger.id)]);
});

test('a face cannot come back to somebody who is gone', async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const { photo } = valueOf(await library.addPhoto(samplePhoto('alone', [ada.id])));
  const removed = valueOf(await library.removeFaces(idsOf(photo.faces)));
  valueOf(await library.removePerson(ada.id));
  expect(failureOf(await removed.restore()).kind).toBe('not-found');
  expect(library.faces()).toEqual([]);
  expect(failureOf(await library.removeFaces(['0'.repeat(64)])).kind).toBe('not-found');
});
