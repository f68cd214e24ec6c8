// Intervals against worked examples from the literature and against simulation.
import { expect, test } from 'vitest';
import { bootstrapByPerson, ruleOfThree, wilson } from '../../../models/evaluation/intervals.ts';
import { seededRandom } from '../../../models/random.ts';

test.each([
  // R. G. Newcombe, Statistics in Medicine 17 (1998), Table I, method 3.
  { successes: 81, trials: 263, low: 0.2553, high: 0.3662 },
  { successes: 15, trials: 148, low: 0.0624, high: 0.1605 },
  { successes: 0, trials: 20, low: 0, high: 0.1611 },
  { successes: 1, trials: 29, low: 0.0061, high: 0.1718 },
  { successes: 20, trials: 20, low: 0.8389, high: 1 },
])('Wilson interval of $successes of $trials', ({ successes, trials, low, high }) => {
  const interval = wilson(successes, trials);
  expect(interval.rate).toBe(successes / trials);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('a share of nothing is refused', () => {
  expect(() => wilson(0, 0)).toThrow('0 of 0');
  expect(() => wilson(4, 3)).toThrow('4 of 3');
});

test('the rule of three is close to the exact bound and never optimistic', () => {
  expect(ruleOfThree(300)).toBe(0.01);
  for (const trials of [1, 2, 3, 10, 300, 10_000]) {
    expect(ruleOfThree(trials)).toBeGreaterThanOrEqual(1 - 0.05 ** (1 / trials));
  }
});

test('the bootstrap draws people, not photos', () => {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  // Ten people of ten photos each, all right or all wrong: ten independent observations, not a hundred.
  const people = Array.from({ length: 10 }, (_, person) => Array<number>(10).fill(person < 5 ? 1 : 0));
  const { rate, low, high } = bootstrapByPerson(people, mean, { seed: 1 });
  expect(rate).toBe(0.5);
  // Binomial(10, 0.5): 2.5% and 97.5% points are 2 and 8.
  expect(low).toBeCloseTo(0.2, 5);
  expect(high).toBeCloseTo(0.8, 5);
  expect(bootstrapByPerson(people, mean, { seed: 1 })).toEqual({ rate, low, high });
});

test('the bootstrap covers the truth about as often as it says', () => {
  const random = seededRandom(7);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  let covered = 0;
  for (let study = 0; study < 300; study++) {
    const people = Array.from({ length: 40 }, () => {
      const skill = random.normal();
      return Array.from({ length: 3 }, () => skill + 0.5 * random.normal());
    });
    const { low, high } = bootstrapByPerson(people, mean, { seed: study, rounds: 400 });
    if (low <= 0 && high >= 0) covered++;
  }
  expect(covered / 300).toBeGreaterThan(0.9);
  expect(covered / 300).toBeLessThan(0.98);
});
