// Faces that nobody is to be asked about: nobody's, with their photos, until they are given to somebody.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureOf, makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { samplePhoto } from '../support/samples.ts';

test('an ignored face stays with its photo, in no list of faces that wait for a name', async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const photo = samplePhoto('two', [ada.id, null, null]);
  valueOf(await library.addPhoto(photo));
  const [hers = '', stranger = '', other = ''] = photo.faces.map(({ id }) => id);
  valueOf(await library.deny(other, ada.id));
  const ignored = valueOf(await library.ignore([hers, stranger], true));
  expect(ignored.map(({ person, ignored }) => [person, ignored])).toEqual([
    [null, true],
    [null, true],
  ]);
  const again = await reopen(library);
  expect(again.faces({ person: null }).map(({ id }) => id)).toEqual([other]);
  expect(again.faceKeys({ person: null }).map(({ id }) => id)).toEqual([other]);
  expect(new Set(again.faces({ ignored: true }).map(({ id }) => id))).toEqual(new Set([hers, stranger]));
  expect(again.faces()).toHaveLength(3);
  expect(existsSync(again.photo(photo.id)?.path ?? '')).toBe(true);
  // Nobody in particular is denied by it.
  expect(again.deniedFaces().map(({ id }) => id)).toEqual([other]);
  expect(again.faces({ ignored: true })[0]?.denied).toEqual([]);
});

test('who is given an ignored face takes it back, and so does who says so', async () => {
  const library = await makeLibrary();
  const photo = samplePhoto('two', [null, null]);
  valueOf(await library.addPhoto(photo));
  const [first = '', second = ''] = photo.faces.map(({ id }) => id);
  valueOf(await library.ignore([first, second], true));
  valueOf(await library.ensurePerson('Ada', { faces: [first] }));
  valueOf(await library.ignore([second], false));
  const again = await reopen(library);
  expect(again.faces({ ignored: true })).toEqual([]);
  expect(again.faces({ person: null }).map(({ id }) => id)).toEqual([second]);
  expect(failureOf(await again.ignore(['ab'.repeat(32)], true)).kind).toBe('not-found');
});

test('a face that is taken out and put back is ignored as before', async () => {
  const library = await makeLibrary();
  const photo = samplePhoto('two', [null, null]);
  valueOf(await library.addPhoto(photo));
  const [first = ''] = photo.faces.map(({ id }) => id);
  valueOf(await library.ignore([first], true));
  const removed = valueOf(await library.removeFaces([first]));
  valueOf(await removed.restore());
  expect(library.faces({ ignored: true }).map(({ id }) => id)).toEqual([first]);
});
