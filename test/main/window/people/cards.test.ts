// What is wrong with somebody's photos is said, and nothing else: each warning on photos that deserve it.
import { expect, test } from 'vitest';
import type { FaceKey } from '../../../../main/library/photos.ts';
import { personCards } from '../../../../main/window/people/cards.ts';
import { Doubts, type Weighed } from '../../../../main/window/people/doubts.ts';
import { success } from '../../../../models/failure.ts';
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
  const doubtful = async (): Promise<Record<string, readonly PersonWarning[]>> => {
    const people = library.people().map(({ id }) => id);
    return Object.fromEntries<readonly PersonWarning[]>(
      valueOf(await screens['people.cards']({ people }, call())).map(({ id, warnings }) => [
        library.person(id)?.name ?? '',
        warnings.filter(({ kind }) => kind === 'doubtful'),
      ]),
    );
  };
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
  ...faces: readonly { readonly day?: string; readonly hash?: string; readonly sharpness?: number }[]
): Promise<readonly PersonWarning[]> {
  const library = await makeLibrary();
  const { id } = valueOf(await library.createPerson('Ada'));
  for (const [at, { day, hash, sharpness = 1 }] of faces.entries()) {
    const photo = samplePhoto(`photo ${at}`, [id]);
    const [face] = photo.faces;
    if (face === undefined) throw new Error('a sample photo has a face');
    valueOf(
      await library.addPhoto({
        ...photo,
        takenAt: day === undefined ? null : `${day}T12:00:0${at}`,
        faces: [
          {
            ...face,
            quality: { ...good, sharpness },
            ...(hash === undefined ? {} : { differenceHash: hash }),
          },
        ],
      }),
    );
  }
  return personCards(library, [id], new Map())[0]?.warnings ?? [];
}

const good = { score: 1, pixels: 200, sharpness: 1, exposure: 1, clipped: 0, detection: 1 };

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

test('weak: more than half of the faces are blurred, dark or small', async () => {
  const [sharp, blurred] = [{ sharpness: 0.8 }, { sharpness: 0.1 }];
  expect(await warningsOf(sharp, blurred, blurred)).toEqual([{ kind: 'weak', faces: 2 }]);
  expect(await warningsOf(sharp, sharp, blurred, blurred)).toEqual([]);
});

test('one session: all from one day, and it is known which', async () => {
  const [may, june] = ['2024-05-01', '2024-06-01'];
  expect(await warningsOf(...days(may, may, may, may, may))).toEqual([{ kind: 'one-session' }]);
  expect(await warningsOf(...days(may, may, may, may, june))).toEqual([]);
  expect(await warningsOf(...days(may, may, may, may), {})).toEqual([]);
  expect(await warningsOf({}, {}, {}, {}, {})).toEqual([]);
});

/** Sixty people with a hundred photos each; the first photo of the first one is said to be of the second. */
function manyPeople(): Weighed {
  const world = makeWorld(64, { noise: 0.3 });
  const people = Array.from({ length: 60 }, (_, at) => ({ id: `${at}`, who: world.person() }));
  const faces = new Map(people.map(({ id }) => [id, [] as FaceKey[]]));
  const embeddings = new Map<string, Float32Array>();
  for (const { id, who } of people) {
    for (let shot = 0; shot < 100; shot++) {
      const face = `${id} ${shot}`;
      embeddings.set(face, world.photo(who));
      faces.get(face === '0 0' ? '1' : id)?.push({ id: face, photo: face });
    }
  }
  return {
    encoder: 'encoder',
    cache: {
      get: (face) => embeddings.get(face),
      size: embeddings.size,
      put: () => Promise.resolve(success(undefined)),
    },
    library: {
      revision: () => 1,
      people: () =>
        people.map(({ id }) => ({
          ...{ id, name: id, consent: null, hidden: false, born: null, photos: 100, faces: 100 },
        })),
      faceKeys: ({ person } = {}) => faces.get(person ?? '') ?? [],
    },
  };
}

test('faces are weighed for the people who are asked for; those that take long are told later', async () => {
  const weighed = manyPeople();
  let told = 0;
  const doubts = new Doubts(() => void told++);
  const everybody = weighed.library.people().map(({ id }) => id);
  const wrongIn = (found: ReadonlyMap<string, number>): string[] =>
    [...found].filter(([, doubt]) => doubt > 0).map(([face]) => face);

  const some = await doubts.of(['1', '2'], weighed);
  // On a slow machine the answer comes without them, and the page is told.
  if (some.size === 0) await expect.poll(() => told).toBe(1);
  expect(wrongIn(await settled(doubts, ['1', '2'], weighed, 201))).toEqual(['0 0']);
  expect(wrongIn(await settled(doubts, everybody, weighed, 6000))).toEqual(['0 0']);
});

/** What is known when all is weighed. */
async function settled(
  doubts: Doubts,
  people: readonly string[],
  weighed: Weighed,
  faces: number,
): Promise<ReadonlyMap<string, number>> {
  let found: ReadonlyMap<string, number> = new Map();
  await expect.poll(async () => (found = await doubts.of(people, weighed)).size).toBe(faces);
  return found;
}
