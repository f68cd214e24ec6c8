// Two people made one by mistake: taking it back brings the same two back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import { faultsOf } from '../support/folder.ts';
import { failureOf, makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { sampleCheckpoint, samplePhoto } from '../support/samples.ts';

/** All that a library says of people and faces. */
const told = (library: Library) => ({
  people: library.people(),
  faces: library.faces().map(({ id, person, denied }) => ({ id, person, denied: [...denied].sort() })),
});

async function twoAndAStranger() {
  const library = await makeLibrary();
  const [ada, bob] = [valueOf(await library.createPerson('Ada')), valueOf(await library.createPerson('Bob'))];
  valueOf(await library.changePerson(bob.id, { consent: 'asked in May' }));
  const faceOf = async (seed: string, people: (string | null)[]): Promise<string[]> => {
    const photo = samplePhoto(seed, people);
    valueOf(await library.addPhoto(photo));
    return photo.faces.map(({ id }) => id);
  };
  const [adas = ''] = await faceOf('ada', [ada.id]);
  const [bobs = ''] = await faceOf('bob', [bob.id]);
  await faceOf('both', [ada.id, bob.id]);
  const [nobodys = '', twice = ''] = await faceOf('crowd', [null, null]);
  valueOf(await library.deny(nobodys, bob.id));
  for (const person of [ada.id, bob.id]) valueOf(await library.deny(twice, person));
  valueOf(await library.deny(adas, bob.id));
  valueOf(await library.deny(bobs, ada.id));
  return { library, ada, bob, bobs };
}

test('a merge that is taken back leaves everything as it was, under the old id', async () => {
  const { library, ada, bob } = await twoAndAStranger();
  const before = told(library);
  const merged = valueOf(await library.mergePeople(bob.id, ada.id));
  expect(library.people().map(({ name }) => name)).toEqual(['Ada']);
  valueOf(await merged.takeBack());
  expect(told(library)).toEqual(before);
  // Whoever arrives afterwards has a folder to go to.
  valueOf(await library.addPhoto(samplePhoto('later', [bob.id])));
  valueOf(
    await library.removeFaces(
      library
        .faces({ person: bob.id })
        .map(({ id }) => id)
        .slice(-1),
    ),
  );
  const again = await reopen(library);
  expect(again.person(bob.id)).toMatchObject({ name: 'Bob', consent: 'asked in May' });
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('checkpoints know again whom they knew', async () => {
  const { library, ada, bob } = await twoAndAStranger();
  const knows = valueOf(await library.saveCheckpoint(sampleCheckpoint([ada, bob], [])));
  const merged = valueOf(await library.mergePeople(bob.id, ada.id));
  valueOf(await merged.takeBack());
  expect(valueOf(await library.removePerson(bob.id)).checkpoints).toEqual([knows.id]);
});

test('faces that were deleted before the merge come back to the person who stayed', async () => {
  const { library, ada, bob } = await twoAndAStranger();
  const merged = valueOf(await library.mergePeople(bob.id, ada.id));
  const expected = told(library);
  valueOf(await merged.takeBack());
  const removed = valueOf(await library.removeFaces(library.faces().map(({ id }) => id)));
  valueOf(await library.mergePeople(bob.id, ada.id));
  valueOf(await removed.restore());
  expect(told(library)).toEqual(expected);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('a face that went elsewhere after the merge stays there', async () => {
  const { library, ada, bob, bobs } = await twoAndAStranger();
  const merged = valueOf(await library.mergePeople(bob.id, ada.id));
  const cleo = valueOf(await library.createPerson('Cleo'));
  valueOf(await library.assign([bobs], cleo.id));
  valueOf(await merged.takeBack());
  expect(library.faces({ person: cleo.id }).map(({ id }) => id)).toEqual([bobs]);
  expect(library.faces({ person: bob.id })).toHaveLength(1);
});

test('a merge cannot be taken back once somebody else has the name', async () => {
  const { library, ada, bob } = await twoAndAStranger();
  const merged = valueOf(await library.mergePeople(bob.id, ada.id));
  const other = valueOf(await library.createPerson('Bob'));
  const before = told(library);
  expect(failureOf(await merged.takeBack()).kind).toBe('bad-arguments');
  expect(told(library)).toEqual(before);
  expect(library.person('Bob')?.id).toBe(other.id);
});

test('whom somebody has become part of is known after the next start, and forgotten when they are erased', async () => {
  const { library, ada, bob } = await twoAndAStranger();
  const cleo = valueOf(await library.createPerson('Cleo'));
  valueOf(await library.mergePeople(bob.id, ada.id));
  valueOf(await library.mergePeople(ada.id, cleo.id));
  const again = await reopen(library);
  for (const { id } of [bob, ada, cleo]) expect(again.currentPerson(id)?.name).toBe('Cleo');
  const knows = valueOf(await again.saveCheckpoint(sampleCheckpoint([bob], [])));
  const facet = () => readFileSync(join(again.folder, 'facet.json'), 'utf8');
  for (const { id } of [bob, ada]) expect(facet()).toContain(id);
  expect(valueOf(await again.removePerson(cleo.id)).checkpoints).toEqual([knows.id]);
  for (const { id } of [bob, ada, cleo]) {
    expect(again.currentPerson(id)).toBeUndefined();
    expect(facet()).not.toContain(id);
  }
  // What was being learned when they were merged knows them by the old id.
  expect(failureOf(await again.saveCheckpoint(sampleCheckpoint([bob], []))).message).toContain('erased');
  await again.close();
});
