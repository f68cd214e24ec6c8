// One person who turns out to be two.
import { expect, test } from 'vitest';
import { call, makeDesk, photoOf } from '../support/desk.ts';
import { valueOf } from '../../library/support/libraries.ts';

test('the faces of the one with fewer photos are proposed', async () => {
  const { screens, library } = await makeDesk();
  for (const [shot, who] of ['Ada', 'Ben', 'Ada', 'Ada', 'Ben'].entries())
    valueOf(await screens['photos.add']({ files: [photoOf(`shot ${shot}`, who)], person: 'Ada' }, call()));
  const [ada] = library.people();
  const { faces } = valueOf(await screens['faces.split']({ person: ada.id }, call()));
  const shots = faces.map((id) => {
    const face = valueOf(library.face(id));
    return library.photo(face.photo)?.name;
  });
  expect(shots.toSorted()).toEqual(['shot 1.jpg', 'shot 4.jpg']);
});

test('one face is not two people', async () => {
  const { screens, library, capture } = await makeDesk();
  await capture('Ada', 'only');
  const [ada] = library.people();
  expect(await screens['faces.split']({ person: ada.id }, call())).toMatchObject({
    ok: false,
    failure: { kind: 'not-enough-data', message: 'Ada has too few faces to be two people.' },
  });
});
