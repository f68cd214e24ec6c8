import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureOf, makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { samplePhoto } from '../support/samples.ts';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /[0-9a-f]{64}\./.test(path));

test('a face goes with its photo where it is the only one, and comes back whole', async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const alone = valueOf(await library.addPhoto(samplePhoto('alone', [ada.id]))).photo;
  const group = valueOf(await library.addPhoto(samplePhoto('group', [ada.id, null]))).photo;
  const before = library.faces();
  const hers = library.faces({ person: ada.id }).map(({ id }) => id);

  const removed = valueOf(await library.removeFaces(hers));
  expect(removed.faces).toBe(2);
  expect(library.faces({ person: ada.id })).toEqual([]);
  expect(library.photo(alone.id)).toBeUndefined();
  expect(library.photo(group.id)?.faces).toHaveLength(1);
  expect(filesOf(join(library.folder, 'people'))).toEqual([]);

  valueOf(await removed.restore());
  expect(library.faces()).toEqual(before);
  expect(filesOf(join(library.folder, 'people'))).toHaveLength(4);
  const again = await reopen(library);
  expect(again.faces()).toEqual(before);
  expect(again.health).toMatchObject({ swept: 0, missing: [] });
});

test('what was removed is gone for good when the library is opened again', async () => {
  const library = await makeLibrary();
  const { photo } = valueOf(await library.addPhoto(samplePhoto('alone')));
  valueOf(await library.removeFaces(photo.faces.map(({ id }) => id)));
  const again = await reopen(library);
  expect(again.faces()).toEqual([]);
  expect(filesOf(library.folder)).toEqual([]);
});

test('a face cannot come back to somebody who is gone', async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const { photo } = valueOf(await library.addPhoto(samplePhoto('alone', [ada.id])));
  const removed = valueOf(await library.removeFaces(photo.faces.map(({ id }) => id)));
  valueOf(await library.removePerson(ada.id));
  expect(failureOf(await removed.restore()).kind).toBe('not-found');
  expect(library.faces()).toEqual([]);
  expect(failureOf(await library.removeFaces(['0'.repeat(64)])).kind).toBe('not-found');
});
