// What is wrong with somebody's photos is said, and nothing else: each warning on photos that deserve it.
import { expect, test } from 'vitest';
import type { EmbeddingCache, LibraryFace } from '../../../../main/library/library.ts';
import { personCards } from '../../../../main/window/people/cards.ts';
import { Doubts } from '../../../../main/window/people/doubts.ts';
import type { PersonWarning } from '../../../../preload/window.ts';
import { makeWorld } from '../../../models/identity/support/people.ts';
import { makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';
import { call, makeDesk, photoOf } from '../support/desk.ts';

test('a wrong face is found without anybody having asked for likeness, and comes first when doubt orders', async () => {
  const first = await makeDesk();
  await first.capture('Ada', 'a1', 'a2', 'a3');
  await first.capture('Ben', 'b1', 'b2', 'b3');
  valueOf(await first.screens['photos.add']({ files: [photoOf('planted', 'Ben')], person: 'Ada' }, call()));

  // Another session: the engine was not asked for anything yet.
  const { screens, library, changes } = await makeDesk(first.library);
  const doubtful = async (): Promise<Record<string, readonly PersonWarning[]>> =>
    Object.fromEntries(
      valueOf(await screens['people.cards']({}, call())).map(({ name, warnings }) => [
        name,
        warnings.filter(({ kind }) => kind === 'doubtful'),
      ]),
    );
  expect(await doubtful()).toEqual({ Ada: [], Ben: [] });
  await expect.poll(changes).toBe(1);
  expect(await doubtful()).toEqual({ Ada: [{ kind: 'doubtful', faces: 1 }], Ben: [] });
  const faces = valueOf(await screens['faces.grid']({ person: library.person('Ada')?.id ?? '' }, call()));
  const [most] = [...faces].sort((a, b) => (b.doubt ?? -2) - (a.doubt ?? -2));
  expect(most?.photoName).toBe('planted.jpg');
  expect(changes()).toBe(1);
});

/** Warnings about a person with these faces: the day each was taken on, and its difference hash. */
async function warningsOf(
  ...faces: readonly { readonly day?: string; readonly hash?: string }[]
): Promise<readonly PersonWarning[]> {
  const library = await makeLibrary();
  const { id } = valueOf(await library.createPerson('Ada'));
  for (const [at, { day, hash }] of faces.entries()) {
    const photo = samplePhoto(`photo ${at}`, [id]);
    const [face] = photo.faces;
    if (face === undefined) throw new Error('a sample photo has a face');
    valueOf(
      await library.addPhoto({
        ...photo,
        takenAt: day === undefined ? null : `${day}T12:00:0${at}`,
        faces: [{ ...face, ...(hash === undefined ? {} : { differenceHash: hash }) }],
      }),
    );
  }
  return personCards(library, new Map())[0]?.warnings ?? [];
}

const days = (...all: string[]) => all.map((day) => ({ day }));

test('too few', async () => {
  expect(await warningsOf({}, {})).toEqual([{ kind: 'too-few', faces: 2 }]);
  expect(await warningsOf({}, {}, {})).toEqual([]);
});

test('too similar: more than a third are near-duplicates of others', async () => {
  const like = [{ hash: '00ff00ff00ff00ff' }, { hash: '00ff00ff00ff00fe' }, { hash: '00ff00ff00ff00fc' }];
  expect(await warningsOf(...like, {}, {})).toEqual([{ kind: 'too-similar', faces: 2 }]);
  expect(await warningsOf(...like.slice(0, 2), {}, {})).toEqual([]);
});

test('one session: all from one day, and it is known which', async () => {
  const [may, june] = ['2024-05-01', '2024-06-01'];
  expect(await warningsOf(...days(may, may, may, may, may))).toEqual([{ kind: 'one-session' }]);
  expect(await warningsOf(...days(may, may, may, may, june))).toEqual([]);
  expect(await warningsOf(...days(may, may, may, may), {})).toEqual([]);
  expect(await warningsOf({}, {}, {}, {}, {})).toEqual([]);
});

test('weighing many faces lets others have their turn, and tells when it is done', async () => {
  const world = makeWorld(64, { noise: 0.3 });
  const people = Array.from({ length: 60 }, (_, at) => ({ at, who: world.person() }));
  const all = people.flatMap(({ at, who }) =>
    Array.from({ length: 100 }, (_, shot) => ({
      id: `${at} ${shot}`,
      person: `${at}`,
      embedding: world.photo(who),
    })),
  );
  const known = new Map(all.map(({ id, embedding }) => [id, embedding]));
  const cache = { get: (id: string) => known.get(id) } as EmbeddingCache;
  // The first photo of the first person is said to be of the second one.
  const faces = all.map(
    ({ id, person }, at) => ({ id, person: { id: at === 0 ? '1' : person } }) as LibraryFace,
  );
  let told = 0;
  const doubts = new Doubts(() => void told++);
  expect(doubts.of(faces, 'encoder', cache).size).toBe(0);
  await expect.poll(() => told).toBe(1);
  const weighed = doubts.of(faces, 'encoder', cache);
  expect(weighed.size).toBe(all.length);
  const wrong = [...weighed].filter(([, doubt]) => doubt > 0).map(([id]) => id);
  expect(wrong).toEqual(['0 0']);
  // Nothing has changed: the same answer, at once.
  expect(doubts.of(faces, 'encoder', cache)).toBe(weighed);
});
