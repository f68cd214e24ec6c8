// Faces that were drawn in photos that the library has, and what is kept of a person besides their name.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureOf, makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { sampleFace, samplePhoto } from '../support/samples.ts';

test('a drawn face is nobody’s, lies in the photo with the others, and stays marked whoever gets it', async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const photo = samplePhoto('one', [ada.id]);
  valueOf(await library.addPhoto(photo));
  const [missed] = valueOf(await library.addFaces(photo.id, [{ ...sampleFace('missed'), drawn: true }]));
  expect(missed).toMatchObject({ person: null, drawn: true, denied: [] });
  valueOf(await library.ensurePerson('Bob', { faces: [missed?.id ?? ''] }));
  const again = await reopen(library);
  expect(
    again
      .photo(photo.id)
      ?.faces.map(({ person, drawn }) => [person?.name, drawn])
      .sort(),
  ).toEqual([
    ['Ada', false],
    ['Bob', true],
  ]);
  expect(existsSync(again.faces({ person: again.person('Bob')?.id ?? '' })[0]?.cropPath ?? '')).toBe(true);
  // Added again it is the same face, with its name.
  const [same] = valueOf(await again.addFaces(photo.id, [{ ...sampleFace('missed'), drawn: true }]));
  expect(same?.person?.name).toBe('Bob');
  expect(again.faces()).toHaveLength(2);
  expect(failureOf(await again.addFaces('ab'.repeat(32), [])).kind).toBe('not-found');
});

test('taken out and put back, a drawn face is one still', async () => {
  const library = await makeLibrary();
  const photo = samplePhoto('one', [null]);
  valueOf(await library.addPhoto(photo));
  const [drawn] = valueOf(await library.addFaces(photo.id, [{ ...sampleFace('missed'), drawn: true }]));
  const removed = valueOf(await library.removeFaces([drawn?.id ?? '']));
  expect(library.photo(photo.id)?.faces).toHaveLength(1);
  valueOf(await removed.restore());
  expect(valueOf(library.face(drawn?.id ?? '')).drawn).toBe(true);
});

test('who is hidden, and when somebody was born, is kept; what is not a day is refused', async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  expect(ada).toMatchObject({ hidden: false, born: null });
  valueOf(await library.changePerson(ada.id, { hidden: true, born: '1815-12-10' }));
  valueOf(await library.changePerson(ada.id, { consent: 'asked' }));
  const again = await reopen(library);
  expect(again.person('Ada')).toMatchObject({ hidden: true, born: '1815-12-10', consent: 'asked' });
  expect(failureOf(await again.changePerson(ada.id, { born: '1815-02-30' })).kind).toBe('bad-arguments');
  expect(failureOf(await again.changePerson(ada.id, { born: '3015-12-10' })).message).toContain(
    'yet to come',
  );
  const merged = valueOf(await again.mergePeople(ada.id, valueOf(await again.createPerson('Bob')).id));
  valueOf(await merged.takeBack());
  expect(again.person('Ada')).toMatchObject({ hidden: true, born: '1815-12-10' });
});
