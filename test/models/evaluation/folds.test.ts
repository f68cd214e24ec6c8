// Folds of a library: everybody is tested by what was kept from them, and a planted near-duplicate never leaks.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  crossValidation,
  leavePeopleOut,
  MOST_FOLDS,
  strangerGroups,
  type Fold,
  type FoldSample,
} from '../../../models/evaluation/folds.ts';
import { findLeaks } from '../../../models/evaluation/split.ts';
import { isNearDuplicate, nearDuplicatesOf } from '../../../models/face/nearDuplicate.ts';
import { seededRandom } from '../../../models/random.ts';

interface Photo extends FoldSample {
  readonly differenceHash: string;
}

const random = seededRandom(5, 'hashes');
const hash = (): string => Array.from({ length: 16 }, () => random.integer(16).toString(16)).join('');
const photo = (person: string, session: string | null = null, differenceHash = hash()): Photo => ({
  person,
  session,
  differenceHash,
});
/** Another frame of the same moment: one bit differs. */
const frameOf = ({ person, session, differenceHash }: Photo): Photo =>
  photo(person, session, differenceHash.slice(0, 15) + (parseInt(differenceHash[15], 16) ^ 1).toString(16));
const many = (person: string, count: number, session: string | null = null): Photo[] =>
  Array.from({ length: count }, () => photo(person, session));

const optionsFor = (photos: readonly Photo[], seed = 0) => ({
  twins: nearDuplicatesOf(photos.map(({ differenceHash }) => differenceHash)),
  seed,
});
const validate = (photos: readonly Photo[], seed = 0) => crossValidation(photos, optionsFor(photos, seed));
const leaksOf = (photos: readonly Photo[], folds: readonly Fold[]) =>
  folds.flatMap((fold) => findLeaks(photos, fold, isNearDuplicate));
const probesOf = (folds: readonly Fold[]): number[] =>
  folds.flatMap(({ probes }) => probes).sort((a, b) => a - b);

test('near-duplicates are found by their bits, both ways', () => {
  const hashes = [
    '0000000000000000',
    '000000000000000f',
    '00000000000000ff',
    'ffffffffffffffff',
    'f00000000000000f',
  ];
  expect(nearDuplicatesOf(hashes)).toEqual([[1], [0, 2, 4], [1], [], [1]]);
  const some = Array.from({ length: 40 }, hash);
  some.forEach((one, at) => {
    const other = some[(at * 7) % 40].slice(0, 15) + one[15];
    expect(nearDuplicatesOf([one, other])[0].length === 1).toBe(isNearDuplicate(one, other));
  });
});

test('without sessions every photo is looked for once, among the four fifths that are left', () => {
  const photos = [...many('ada', 10), ...many('bob', 5), ...many('cy', 2)];
  const { folds, leftOut, people } = validate(photos);
  expect(folds).toHaveLength(5);
  expect(probesOf(folds)).toEqual([...photos.keys()]);
  expect(leftOut).toEqual([]);
  expect(people).toEqual({ bySession: 0, byPhoto: 3 });
  for (const { enrolled, probes } of folds) {
    expect(enrolled.length + probes.length).toBe(17);
    expect(probes.filter((at) => photos[at].person === 'ada')).toHaveLength(2);
  }
});

test('with known days nobody is looked for on a day from which a photo is enrolled', () => {
  const photos = [
    ...many('ada', 3, '2024-01-01'),
    ...many('ada', 2, '2024-02-01'),
    photo('ada'),
    ...many('bob', 2, '2024-01-01'),
    ...many('bob', 2, '2024-03-01'),
    ...many('cy', 4, '2024-01-01'),
  ];
  const { folds, leftOut, people } = validate(photos);
  expect(people).toEqual({ bySession: 2, byPhoto: 1 });
  // Of which day Ada's last photo is, nobody knows.
  expect(leftOut).toEqual([5]);
  for (const { enrolled, probes } of folds) {
    for (const probe of probes.filter((at) => photos[at].person !== 'cy')) {
      const days = enrolled
        .filter((at) => photos[at].person === photos[probe].person)
        .map((at) => photos[at].session);
      expect(days).not.toContain(photos[probe].session);
    }
  }
});

test('a whole film of one moment is looked for among other moments, and never with one of its frames', () => {
  const film = many('ada', 1);
  for (let frame = 0; frame < 9; frame++) film.push(frameOf(film[0]));
  const photos = [...film, ...many('ada', 3), ...many('bob', 4)];
  const { folds, leftOut } = validate(photos);
  expect(leaksOf(photos, folds)).toEqual([]);
  expect(leftOut).toEqual([]);
  // Somebody of whom there is nothing else cannot be tested.
  const alone = [...film, ...many('bob', 4)];
  expect(validate(alone).leftOut).toEqual([...film.keys()]);
});

test('whatever is in the library: no leak, each photo a probe once at most, strangers wholly unknown', () => {
  const library = fc.array(
    fc.record({
      person: fc.constantFrom('ada', 'bob', 'cy', 'dee', 'eve'),
      session: fc.constantFrom(null, '2024-01-01', '2024-01-02', '2024-01-03'),
      moment: fc.integer({ min: 0, max: 12 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const moments = Array.from({ length: 13 }, hash);
  fc.assert(
    fc.property(library, fc.integer({ min: 0, max: 99 }), (drawn, seed) => {
      const photos = drawn.map(({ person, session, moment }) => photo(person, session, moments[moment]));
      const { folds, leftOut } = validate(photos, seed);
      expect(folds.length).toBeLessThanOrEqual(MOST_FOLDS);
      expect([...probesOf(folds), ...leftOut].sort((a, b) => a - b)).toEqual([...photos.keys()]);
      expect(leaksOf(photos, folds)).toEqual([]);
      for (const { enrolled, probes } of folds) {
        const known = new Set(enrolled.map((at) => photos[at].person));
        expect(probes.every((at) => known.has(photos[at].person))).toBe(true);
      }
      const strangers = leavePeopleOut(photos, 10, optionsFor(photos, seed));
      expect(leaksOf(photos, strangers)).toEqual([]);
      for (const { enrolled, probes } of strangers) {
        const met = new Set(probes.map((at) => photos[at].person));
        expect(enrolled.some((at) => met.has(photos[at].person))).toBe(false);
      }
      const all = new Set(photos.map(({ person }) => person)).size;
      expect(probesOf(strangers)).toEqual(all > 1 ? [...photos.keys()] : []);
    }),
    { numRuns: 200 },
  );
});

test('a seed repeats the folds; another one gives others', () => {
  const photos = [...many('ada', 10), ...many('bob', 10), ...many('cy', 3)];
  expect(validate(photos, 1)).toEqual(validate(photos, 1));
  expect(validate(photos, 1)).not.toEqual(validate(photos, 2));
  expect(strangerGroups(photos, 2, 1).map(({ size }) => size)).toEqual([2, 1]);
  expect(strangerGroups(many('ada', 5), 2, 1)).toEqual([]);
});
