import { beforeAll, expect, test } from 'vitest';
import { fitCohort, type Cohort } from '../../../models/identity/cohort/cohort.ts';
import { knownPairsOf, verifyPair, type PairVerdict } from '../../../models/identity/verify.ts';
import { seededRandom } from '../../../models/random.ts';

const SIZE = 32;
const random = seededRandom(5);
const direction = (): Float32Array => {
  const drawn = Float32Array.from({ length: SIZE }, () => random.normal());
  const length = Math.hypot(...drawn);
  return drawn.map((value) => value / length);
};
/** Another photo of the same person, so far away. */
const photoOf = (person: Float32Array, noise: number): Float32Array => {
  const other = direction();
  const moved = person.map((value, at) => value + noise * (other[at] ?? 0));
  const length = Math.hypot(...moved);
  return moved.map((value) => value / length);
};
const album = (people: number, noise: number) =>
  Array.from({ length: people }, () => {
    const person = direction();
    return [0, 1, 2].map(() => photoOf(person, noise));
  });

let cohort: Cohort;
beforeAll(() => {
  const strangers = Array.from({ length: 600 }, direction);
  const rows = new Float32Array(strangers.length * SIZE);
  strangers.forEach((row, at) => rows.set(row, at * SIZE));
  cohort = fitCohort(rows, SIZE, { encoder: { id: 'test', digest: 'x' }, source: 'a test' }, 0);
});

const verify = (
  a: Float32Array,
  b: Float32Array,
  people: Float32Array[][] = [],
  known = knownPairsOf('starter'),
): PairVerdict => verifyPair({ cohort, a, b, people, known });

test('two photos of one person speak for one, photos of two people for two', () => {
  const ada = direction();
  const same = verify(photoOf(ada, 0.4), photoOf(ada, 0.4));
  const different = verify(photoOf(ada, 0.4), photoOf(direction(), 0.4));
  expect(same.likelihoodRatio).toBeGreaterThan(20);
  expect(different.likelihoodRatio).toBeLessThan(0.3);
  expect(same.falseMatchRate).toBeLessThan(0.002);
  expect(different.falseMatchRate).toBeGreaterThan(0.02);
  expect(same.people).toBe(0);
});

test('the order of the two does not matter', () => {
  const [a, b] = [direction(), direction()] as const;
  expect(verify(a, b)).toEqual(verify(b, a));
});

test('no stranger stands for one in as many as were drawn, and the cohort’s tail counts', () => {
  const ada = direction();
  expect(verify(ada, ada).falseMatchRate).toBeCloseTo(cohort.tail / 10_000, 9);
});

test('of an encoder that nobody knows a ratio needs people whose faces are named', () => {
  const ada = direction();
  const [a, b] = [photoOf(ada, 0.4), photoOf(ada, 0.4)] as const;
  expect(verify(a, b, [], null).likelihoodRatio).toBeNull();
  expect(verify(a, b, album(4, 0.4), null).likelihoodRatio).toBeNull();
  const known = verify(a, b, album(5, 0.4), null);
  expect(known.likelihoodRatio).toBeGreaterThan(1);
  expect(known.people).toBe(5);
});

test('ratios of a library are calibrated: of an album whose photos vary much the same score says more', () => {
  const ada = direction();
  const [a, b] = [photoOf(ada, 1), photoOf(ada, 1)] as const;
  const steady = verify(a, b, album(60, 0.2));
  const varied = verify(a, b, album(60, 1.2));
  expect(varied.score).toBe(steady.score);
  expect(varied.likelihoodRatio).toBeGreaterThan(2 * (steady.likelihoodRatio ?? 0));
});

test('over many pairs the ratio means what it says', () => {
  const people = album(20, 0.9);
  const tried = album(9, 0.9);
  let [cost, pairs] = [0, 0];
  for (const [at, [first, second]] of tried.entries()) {
    const [stranger] = tried[(at + 1) % tried.length] ?? [];
    if (first === undefined || second === undefined || stranger === undefined) throw new Error('no photo');
    const same = verify(first, second, people).likelihoodRatio ?? 0;
    const different = verify(first, stranger, people).likelihoodRatio ?? 0;
    cost += (Math.log2(1 + 1 / same) + Math.log2(1 + different)) / 2;
    pairs++;
    if (pairs === 8) break;
  }
  // Bits a pair; 1 is what knowing nothing costs.
  expect(cost / pairs).toBeLessThan(0.75);
});
