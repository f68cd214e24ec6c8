// McNemar's test against published examples; the paired bootstrap against cases worked by hand and simulation.
import { expect, test } from 'vitest';
import {
  discordanceOf,
  holm,
  mcnemar,
  pairedBootstrap,
  swapTest,
} from '../../../../models/evaluation/statistics/significance.ts';
import { seededRandom } from '../../../../models/random.ts';

test.each([
  // Fagerland, Lydersen and Laake (2013), section on airway hyper-responsiveness before and after transplantation.
  { first: 1, second: 7, exact: 0.0703, midP: 0.0391, statistic: 3.125, p: 0.0771 },
  // S. Raschka, mlxtend's documentation of mcnemar: chi-squared 2.025, p 0.155; exact fractions.
  { first: 25, second: 15, exact: 0.1539, midP: 0.1173, statistic: 2.025, p: 0.1547 },
  // The drug against placebo of G. Cardillo's mcnemar for Matlab: 20.672, p 0.000005.
  { first: 59, second: 121, exact: 0, midP: 0, statistic: 20.672, p: 0.000005 },
])('McNemar: $first to $second', ({ first, second, exact, midP, statistic, p }) => {
  const test = mcnemar({ first, second });
  expect(test.exact).toBeCloseTo(exact, 4);
  expect(test.midP).toBeCloseTo(midP, 4);
  expect(test.chiSquare.statistic).toBeCloseTo(statistic, 3);
  expect(test.chiSquare.p).toBeCloseTo(p, 4);
  // Which system is called the first does not matter.
  expect(mcnemar({ first: second, second: first })).toEqual(test);
});

test('McNemar at the ends', () => {
  expect(mcnemar({ first: 0, second: 0 })).toEqual({ exact: 1, midP: 1, chiSquare: { statistic: 0, p: 1 } });
  // 1 less half of 252 / 1024, as the supplement of Fagerland et al. says for equal counts.
  expect(mcnemar({ first: 5, second: 5 })).toMatchObject({ exact: 1, midP: 1 - 126 / 1024 });
  expect(mcnemar({ first: 0, second: 5 }).exact).toBeCloseTo(2 / 32, 12);
  // Many trials: the three agree, and nothing underflows.
  const { exact, midP, chiSquare } = mcnemar({ first: 1900, second: 2100 });
  expect(chiSquare.p).toBeCloseTo(0.00165, 5);
  expect(exact).toBeCloseTo(chiSquare.p, 4);
  expect(midP).toBeLessThan(exact);
});

/** Of all 2^n ways that n coins can fall, those as uneven as this one or more. */
function byEnumeration(first: number, second: number): number {
  const tosses = first + second;
  let uneven = 0;
  for (let fall = 0; fall < 2 ** tosses; fall++) {
    const heads = fall.toString(2).replaceAll('0', '').length;
    if (Math.min(heads, tosses - heads) <= Math.min(first, second)) uneven++;
  }
  return uneven / 2 ** tosses;
}

test('the exact p-value is the share of coin tosses that are as uneven', () => {
  for (let first = 0; first <= 6; first++) {
    for (let second = 0; second <= 6; second++) {
      expect(mcnemar({ first, second }).exact).toBeCloseTo(byEnumeration(first, second), 12);
    }
  }
  expect(mcnemar({ first: 4000, second: 0 }).exact).toBeLessThan(1e-300);
});

test('discordant trials are counted', () => {
  expect(discordanceOf([true, true, false, false, true], [true, false, true, false, false])).toEqual({
    first: 2,
    second: 1,
  });
});

test('the paired bootstrap sees a difference that people share, and none that one person makes', () => {
  const shared = Array.from({ length: 20 }, (_, at) => ({
    first: 10,
    second: at % 2 === 0 ? 8 : 9,
    trials: 10,
  }));
  const clear = pairedBootstrap(shared, { seed: 1 });
  expect(clear?.rate).toBeCloseTo(0.15, 10);
  expect(clear?.low).toBeGreaterThan(0.1);
  const single = Array.from({ length: 20 }, (_, at) => ({
    first: 10,
    second: at === 0 ? 0 : 10,
    trials: 10,
  }));
  const lone = pairedBootstrap(single, { seed: 1 });
  expect(lone?.rate).toBeCloseTo(0.05, 10);
  // Half of it is one person's: a second sample without them shows nothing.
  expect(lone?.low).toBeLessThan(0.02);
  expect(pairedBootstrap(shared.slice(0, 1), { seed: 1 })).toBeNull();
});

test('the paired bootstrap holds the true difference in 93% to 97% of studies', () => {
  const random = seededRandom(8);
  let held = 0;
  for (let study = 0; study < 2000; study++) {
    const people = Array.from({ length: 20 }, () => {
      // Both systems find the same people hard; the first is right in 5 points more.
      const ease = 0.6 + 0.3 * random.uniform();
      const right = (rate: number): number =>
        Array.from({ length: 8 }, () => random.uniform() < rate).filter(Boolean).length;
      return { first: right(ease + 0.05), second: right(ease), trials: 8 };
    });
    const interval = pairedBootstrap(people, { seed: study, rounds: 500 });
    if (interval !== null && interval.low <= 0.05 && interval.high >= 0.05) held++;
  }
  expect(held / 2000).toBeGreaterThan(0.93);
  expect(held / 2000).toBeLessThan(0.97);
});

test('swapping people’s results: exact cases by hand, and one person’s photos are one observation', () => {
  const ahead = (leads: readonly number[]) =>
    leads.map((lead) => ({ first: 5 + lead, second: 5, trials: 10 }));
  // All ahead: two of 2^n ways are as uneven.
  expect(swapTest(ahead([1, 1, 1, 1, 1]), { seed: 1 })).toBe(2 / 32);
  // 3 - 1: of the eight ways of 3, 1, 1 (sum 5, 3, 3, 1 and their opposites) six are at least 3.
  expect(swapTest(ahead([3, 1, -1]), { seed: 1 })).toBe(6 / 8);
  expect(swapTest(ahead([0, 0]), { seed: 1 })).toBe(1);
  // Ten photos of one person: McNemar is sure, people are not.
  const [lone] = [{ first: 10, second: 0, trials: 10 }];
  expect(mcnemar({ first: 10, second: 0 }).midP).toBeLessThan(0.001);
  expect(swapTest([lone], { seed: 1 })).toBe(1);
  // Too many to enumerate: near the exact one of 20 alike, and never 0.
  expect(swapTest(ahead(Array<number>(20).fill(1)), { seed: 1 })).toBeCloseTo(1 / 10_001, 10);
  const even = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 1 : -1));
  expect(swapTest(ahead(even), { seed: 1 })).toBe(1);
});

test('without a difference, swapping finds one in 5% of studies or fewer', () => {
  const random = seededRandom(9);
  let found = 0;
  for (let study = 0; study < 2000; study++) {
    const people = Array.from({ length: 12 }, () => {
      // Each system has people whom it finds hard: photos of one person are alike.
      const right = (): number => {
        const ease = random.uniform();
        return Array.from({ length: 8 }, () => random.uniform() < ease).filter(Boolean).length;
      };
      return { first: right(), second: right(), trials: 8 };
    });
    if (swapTest(people, { seed: study }) < 0.05) found++;
  }
  expect(found / 2000).toBeLessThan(0.062);
  expect(found / 2000).toBeGreaterThan(0.02);
});

test('Holm’s correction, worked by hand', () => {
  // 0.005 * 4, 0.01 * 3, 0.03 * 2, and the last is no smaller than the one before.
  const corrected = holm([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((value, at) => {
    expect(corrected[at]).toBeCloseTo(value, 12);
  });
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
