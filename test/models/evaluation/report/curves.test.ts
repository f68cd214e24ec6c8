// Curves, histograms, confusion and reliability against cases worked by hand.
import { expect, test } from 'vitest';
import { closedSetAccuracy, confusionCells } from '../../../../models/evaluation/report/confusion.ts';
import { cumulativeMatches, errorCurve, histogram } from '../../../../models/evaluation/report/curves.ts';
import { reliability } from '../../../../models/evaluation/report/reliability.ts';
import { areaUnderCurve } from '../../../../models/evaluation/statistics/metrics.ts';
import { seededRandom } from '../../../../models/random.ts';

test('the error curve goes from accepting everybody to nobody', () => {
  expect(errorCurve([3, 2], [2, 1])).toEqual([
    { threshold: -Infinity, falseAccepts: 1, falseRejects: 0 },
    { threshold: 1, falseAccepts: 0.5, falseRejects: 0 },
    { threshold: 2, falseAccepts: 0, falseRejects: 0.5 },
    { threshold: 3, falseAccepts: 0, falseRejects: 1 },
  ]);
});

test('a thinned curve keeps its ends and its shape', () => {
  const random = seededRandom(1);
  const mates = Array.from({ length: 5000 }, () => 2 + random.normal());
  const nonMates = Array.from({ length: 5000 }, () => random.normal());
  const whole = errorCurve(mates, nonMates);
  const thinned = errorCurve(mates, nonMates, 200);
  expect(whole.length).toBe(10_001);
  expect(thinned.length).toBeLessThanOrEqual(201);
  expect(thinned.length).toBeGreaterThan(100);
  expect(thinned.at(0)).toEqual(whole.at(0));
  expect(thinned.at(-1)).toEqual(whole.at(-1));
  // The area under it, by trapezia, is the exact one to three digits.
  const area = thinned
    .slice(1)
    .reduce(
      (sum, { falseAccepts, falseRejects }, at) =>
        sum + (thinned[at].falseAccepts - falseAccepts) * (1 - (falseRejects + thinned[at].falseRejects) / 2),
      0,
    );
  expect(area).toBeCloseTo(areaUnderCurve(mates, nonMates), 3);
});

test('a histogram counts everything once', () => {
  const bins = histogram([-5, 0, 0.1, 0.5, 0.99, 1, 7], 0, 1, 2);
  expect(bins).toEqual([
    { from: 0, to: 0.5, count: 3 },
    { from: 0.5, to: 1, count: 4 },
  ]);
});

test('cumulative matches', () => {
  // Four mated probes of rank 1, 3, 1 and 2; two strangers.
  expect(cumulativeMatches([1, 0, 3, 1, 0, 2], 3)).toEqual([0.5, 0.75, 1]);
});

test('the confusion matrix knows its probes', () => {
  const cells = confusionCells([0, 0, 1, 1, -1, -1], [0, 1, 1, -1, -1, 0]);
  expect(cells).toEqual([
    { truth: -1, named: -1, probes: [4] },
    { truth: -1, named: 0, probes: [5] },
    { truth: 0, named: 0, probes: [0] },
    { truth: 0, named: 1, probes: [1] },
    { truth: 1, named: -1, probes: [3] },
    { truth: 1, named: 1, probes: [2] },
  ]);
  expect(closedSetAccuracy(cells)).toBe(0.5);
});

test('calibration error and Brier score, worked by hand', () => {
  const stated = [0.9, 0.9, 0.6, 0.6];
  const right = [true, false, true, true];
  const { error, brier, bins } = reliability(stated, right, 2);
  // |0.6 - 1| and |0.9 - 0.5|, half of the trials each.
  expect(error).toBeCloseTo(0.4, 12);
  expect(brier).toBeCloseTo((0.01 + 0.81 + 0.16 + 0.16) / 4, 12);
  expect(bins).toEqual([
    { trials: 2, stated: 0.6, right: 2 },
    { trials: 2, stated: 0.9, right: 1 },
  ]);
  expect(() => reliability([], [])).toThrow('No trials');
});

test('bins hold the same number, and equal probabilities stay together', () => {
  const stated = Array.from({ length: 100 }, (_, at) => (at < 30 ? 0.5 : at / 100));
  const { bins } = reliability(stated, Array<boolean>(100).fill(true));
  expect(bins.map(({ trials }) => trials)).toEqual([10, 10, 31, ...Array<number>(7).fill(7)]);
});

test('probabilities that come true have no calibration error but noise', () => {
  const random = seededRandom(2);
  const stated = Array.from({ length: 20_000 }, () => random.uniform());
  const right = stated.map((probability) => random.uniform() < probability);
  const { error, brier } = reliability(stated, right);
  expect(error).toBeLessThan(0.015);
  // E[p (1 - p)] for uniform p.
  expect(brier).toBeCloseTo(1 / 6, 2);
  // Twice as sure as right: mean of |p - p / 2|.
  const halved = stated.map((probability) => random.uniform() < probability / 2);
  expect(reliability(stated, halved).error).toBeCloseTo(0.25, 1);
});
