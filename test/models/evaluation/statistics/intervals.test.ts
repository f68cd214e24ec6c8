// Intervals against worked examples from the literature and against simulation.
import { describe, expect, test } from 'vitest';
import {
  bootstrapByPerson,
  ruleOfThree,
  wilson,
  wilsonByPerson,
  type Interval,
  type PersonShare,
} from '../../../../models/evaluation/statistics/intervals.ts';
import { seededRandom, type Random } from '../../../../models/random.ts';

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

test('by person: one photo a person is as good as Wilson, many alike photos are worth one', () => {
  const single = (rights: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ successes: at < rights ? 1 : 0, trials: 1 }));
  const plain = wilson(90, 100);
  const byPerson = wilsonByPerson(single(90, 100));
  expect(byPerson.rate).toBe(plain.rate);
  expect(byPerson.low).toBeCloseTo(plain.low, 2);
  expect(byPerson.high).toBeCloseTo(plain.high, 2);
  // Ten photos of each, all right or all wrong: still a hundred trials, not a thousand.
  const alike = single(90, 100).map(({ successes }) => ({ successes: 10 * successes, trials: 10 }));
  expect(wilsonByPerson(alike).low).toBeCloseTo(byPerson.low, 10);
  // Everybody right: as many trials as people.
  expect(wilsonByPerson(single(20, 20))).toEqual(wilson(20, 20));
  expect(wilsonByPerson([{ successes: 40, trials: 40 }])).toEqual(wilson(1, 1));
  // Worked by hand: rates 1, 1, 1/2, 1/2 of 4 each. v = 4/3 * 4 * 1 / 256 = 1/48, worth = 9 trials, t(3) = 3.1824.
  const hand = wilsonByPerson([4, 4, 2, 2].map((successes) => ({ successes, trials: 4 })));
  const { low, high } = wilson(6.75, 9, 3.182446);
  expect(hand.low).toBeCloseTo(low, 5);
  expect(hand.high).toBeCloseTo(high, 5);
  expect(() => wilsonByPerson([])).toThrow('No share');
});

test('the bootstrap draws people, not photos, and repeats itself', () => {
  // Ten people of ten photos each, all right or all wrong: ten independent observations, not a hundred.
  const people = Array.from({ length: 10 }, (_, at) => ({ successes: at < 5 ? 10 : 0, trials: 10 }));
  const interval = bootstrapByPerson(people, shareOf, { seed: 1 });
  expect(interval.rate).toBe(0.5);
  // Binomial(10, 0.5): 2.5% and 97.5% points are 2 and 8, a little further for so few people.
  expect(interval.low).toBeGreaterThan(0.05);
  expect(interval.low).toBeLessThanOrEqual(0.2);
  expect(interval.high).toBeGreaterThanOrEqual(0.8);
  expect(interval.high).toBeLessThan(0.95);
  expect(bootstrapByPerson(people, shareOf, { seed: 1 })).toEqual(interval);
  expect(() => bootstrapByPerson(people.slice(0, 1), shareOf, { seed: 1 })).toThrow('1 people');
});

/** Photos of people who differ: each person's own rate is Beta distributed with that mean and correlation of photos. */
function drawStudy(
  random: Random,
  { people, mean, correlation }: { people: number; mean: number; correlation: number },
): PersonShare[] {
  const spread = (1 - correlation) / correlation;
  return Array.from({ length: people }, () => {
    const rate = beta(random, mean * spread, (1 - mean) * spread);
    const trials = 3 + random.integer(8);
    return {
      successes: Array.from({ length: trials }, () => random.uniform() < rate).filter(Boolean).length,
      trials,
    };
  });
}

describe('95% intervals by person hold the truth in 93% to 97% of simulated studies', () => {
  const studies = [10, 20, 40].flatMap((people) =>
    [0.7, 0.9].flatMap((mean) => [0.05, 0.2].map((correlation) => ({ people, mean, correlation }))),
  );

  test.each(studies)('Wilson: $people people, $mean right, photos correlate by $correlation', (study) => {
    const random = seededRandom(3, JSON.stringify(study));
    const covered = coverage(4000, study.mean, () => wilsonByPerson(drawStudy(random, study)));
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  // With fewer errors than three people's worth there is too little to draw from.
  const drawable = studies.filter(({ people, mean }) => people * (1 - mean) > 2.9);
  test.each(drawable)('bootstrap: $people people, $mean right, photos correlate by $correlation', (study) => {
    const random = seededRandom(4, JSON.stringify(study));
    let seed = 0;
    const covered = coverage(1500, study.mean, () =>
      bootstrapByPerson(drawStudy(random, study), shareOf, { seed: seed++, rounds: 300 }),
    );
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  test('bootstrap of a mean that is no share: 15 people', () => {
    const random = seededRandom(5);
    let seed = 0;
    const covered = coverage(1500, 0, () => {
      const people = Array.from({ length: 15 }, () => {
        const skill = random.normal();
        return Array.from({ length: 3 }, () => skill + 0.5 * random.normal());
      });
      return bootstrapByPerson(people, (drawn) => meanOf(drawn.flat()), { seed: seed++, rounds: 300 });
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });

  test('Wilson on independent trials', () => {
    // Averaged over rates: at any one of them the few possible outcomes make coverage jump.
    const random = seededRandom(6);
    let held = 0;
    for (let study = 0; study < 20_000; study++) {
      const truth = 0.05 + 0.9 * random.uniform();
      const successes = Array.from({ length: 60 }, () => random.uniform() < truth).filter(Boolean).length;
      const { low, high } = wilson(successes, 60);
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 20_000).toBeGreaterThan(0.93);
    expect(held / 20_000).toBeLessThan(0.97);
  });

  test('Wilson that takes photos for independent falls short, which is why people are drawn', () => {
    const random = seededRandom(7);
    const covered = coverage(4000, 0.7, () => {
      const people = drawStudy(random, { people: 20, mean: 0.7, correlation: 0.2 });
      return wilson(
        people.reduce((sum, { successes }) => sum + successes, 0),
        people.reduce((sum, { trials }) => sum + trials, 0),
      );
    });
    expect(covered).toBeLessThan(0.85);
  });
});

function coverage(studies: number, truth: number, study: () => Interval): number {
  let held = 0;
  for (let at = 0; at < studies; at++) {
    const { low, high } = study();
    if (low <= truth && truth <= high) held++;
  }
  return held / studies;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const shareOf = (people: readonly PersonShare[]): number =>
  people.reduce((sum, { successes }) => sum + successes, 0) /
  people.reduce((sum, { trials }) => sum + trials, 0);

function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a);
  return x / (x + gamma(random, b));
}

/** Marsaglia and Tsang, ACM TOMS 26, 2000. */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = random.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(random.uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
