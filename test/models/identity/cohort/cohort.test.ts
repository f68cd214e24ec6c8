// Cohorts: the distribution is that of the people it was fitted on, its file is read back, hostile bytes are refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawStrangers, FEWEST_STRANGERS, fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { encodeCohort, parseCohort } from '../../../../models/identity/cohort/cohortFile.ts';
import { momentsOf } from '../../../../models/identity/cohort/mixture.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { encodeRecogniser, parseRecogniser } from '../../../../models/identity/recogniserFile.ts';
import { cosines, rowOf } from '../../../../models/linear/vectors.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const about = { encoder: { id: 'numbers', digest: '00' }, source: 'a test' };
const world = makeWorld(2);
const portraits = stack(Array.from({ length: 800 }, () => world.photo(world.person())));
const cohort = fitCohort(portraits, DIMENSIONS, about, 0);

test('drawn strangers have the mean and the spread of the people', () => {
  const drawn = drawStrangers(cohort, 4000, 1);
  const { mean, covariance } = momentsOf(cohort.mixture);
  for (let at = 0; at < DIMENSIONS; at++) {
    const values = Array.from({ length: 4000 }, (_, row) => drawn[row * DIMENSIONS + at]);
    const average = values.reduce((sum, value) => sum + value, 0) / 4000;
    expect(average).toBeCloseTo(mean[at], 1);
    const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / 4000;
    expect(Math.sqrt(variance)).toBeCloseTo(Math.sqrt(covariance[at * DIMENSIONS + at]), 1);
  }
  expect(drawStrangers(cohort, 4000, 1)).toEqual(drawn);
  const few = drawStrangers(cohort, 100, 1);
  expect(few).toEqual(drawn.slice(0, 100 * DIMENSIONS));
  expect(drawStrangers(cohort, 4000, 2)).not.toEqual(drawn);
  // Fewer of what was drawn before are those that are drawn anew.
  expect(drawStrangers(cohort, 100, 1)).toEqual(few);
});

test('strangers are drawn once for a cohort that comes again from another thread, and anew for another one', () => {
  const drawn = drawStrangers(cohort, 100, 4);
  expect(drawStrangers(structuredClone(cohort), 100, 4).buffer).toBe(drawn.buffer);
  const other = structuredClone(cohort);
  other.mixture.means[0] += 0.01;
  expect(drawStrangers(other, 100, 4)).not.toEqual(drawn);
});

test('nobody is in it: no drawn stranger and no part of it is anybody it was fitted on', () => {
  const closest = (rows: Float32Array): number =>
    cosines(rows, portraits, DIMENSIONS).reduce((a, b) => Math.max(a, b));
  // As close as two different people come to each other.
  const apart = cosines(portraits, portraits, DIMENSIONS)
    .filter((_, at) => at % 801 !== 0)
    .reduce((a, b) => Math.max(a, b));
  expect(closest(drawStrangers(cohort, 4000, 3))).toBeLessThan(apart + 0.03);
  expect(cohort.mixture.shares.every((share) => share * 800 >= 29.99)).toBe(true);
});

test('the fewest strangers are enough; fewer are refused', () => {
  const few = portraits.slice(0, FEWEST_STRANGERS * DIMENSIONS);
  expect(fitCohort(few, DIMENSIONS, about, 0).tail).toBeGreaterThanOrEqual(1);
  expect(() => fitCohort(portraits.slice(0, 20 * DIMENSIONS), DIMENSIONS, about, 0)).toThrow('too few');
});

test('a cohort is read back as it was written, to 16 bits', () => {
  const parsed = parseCohort(encodeCohort(cohort));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  expect(parsed.value).toMatchObject({ ...about, people: 800, tail: cohort.tail });
  const [before, after] = [cohort, parsed.value].map((from) => drawStrangers(from, 200, 5));
  for (let row = 0; row < 200; row++) {
    const [similarity] = cosines(rowOf(before, row, DIMENSIONS), rowOf(after, row, DIMENSIONS), DIMENSIONS);
    expect(similarity).toBeGreaterThan(0.9999);
  }
});

test('damaged cohorts are refused and never throw', () => {
  const file = encodeCohort(cohort);
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
      const damaged = file.slice();
      damaged[at] = byte;
      parseCohort(damaged);
      expect(parseCohort(damaged.subarray(0, at)).ok).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('a recogniser is read back as it was written; one for other people is refused', () => {
  const everybody = [world.person(), world.person()];
  const gallery = galleryOf(everybody.map((who) => [world.photo(who), world.photo(who)]));
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
  const file = Buffer.concat([...encodeRecogniser(recogniser)]);
  const numbers = { blend: recogniser.head.blend, calibration: recogniser.calibration };
  expect(parseRecogniser(file, numbers, 2)).toEqual({ ok: true, value: recogniser });
  expect(parseRecogniser(file, numbers, 3).ok).toBe(false);
  expect(parseRecogniser(file.subarray(0, 100), numbers, 2).ok).toBe(false);
});
