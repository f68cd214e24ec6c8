// Metrics against cases worked by hand.
import { expect, test } from 'vitest';
import {
  areaUnderCurve,
  bestScores,
  equalErrorRate,
  foldedAccuracy,
  openSetRates,
  rankRate,
  ranks,
  ratesAtFpir,
  tarAtFar,
  thresholdAt,
  type Searches,
} from '../../../../models/evaluation/statistics/metrics.ts';

// Three people; probes 0-3 are mated, 4-6 are strangers.
const searches: Searches = {
  people: 3,
  truth: Int32Array.of(0, 1, 2, 2, -1, -1, -1),
  // prettier-ignore
  scores: Float32Array.of(
    0.9, 0.1, 0.2, // right, high
    0.6, 0.5, 0.1, // second
    0.3, 0.3, 0.3, // a tie of three: third
    0.1, 0.2, 0.4, // right, low
    0.7, 0.2, 0.1,
    0.1, 0.35, 0.2,
    0.0, 0.1, 0.2,
  ),
};

test('rank of the right person, ties counted against it', () => {
  expect([...ranks(searches)]).toEqual([1, 2, 3, 1, 0, 0, 0]);
  expect([1, 2, 3].map((k) => rankRate(searches, k))).toEqual([0.5, 0.75, 1]);
  expect([...bestScores(searches)].map((score) => Number(score.toFixed(2)))).toEqual([
    0.9, 0.6, 0.3, 0.4, 0.7, 0.35, 0.2,
  ]);
});

test('open-set rates at a threshold', () => {
  // Above 0.38: strangers 0.7; mates 0.9 and 0.4 at rank 1, 0.5 at rank 2.
  expect(openSetRates(searches, 0.38)).toEqual({ threshold: 0.38, fpir: 1 / 3, fnir: 0.5, tpir: 0.5 });
  expect(openSetRates(searches, 0.38, 2)).toMatchObject({ tpir: 0.75 });
  expect(openSetRates(searches, 0.95)).toMatchObject({ fpir: 0, tpir: 0, fnir: 1 });
});

test('the threshold for a FPIR keeps its promise on the strangers given', () => {
  expect(ratesAtFpir(searches, 0)).toMatchObject({ fpir: 0, tpir: 0.25 });
  expect(ratesAtFpir(searches, 0.34)).toMatchObject({ fpir: 1 / 3, tpir: 0.5 });
  expect(ratesAtFpir(searches, 1).fpir).toBe(1);
});

test('threshold at a rate', () => {
  const scores = Array.from({ length: 100 }, (_, at) => at);
  const above = (rate: number): number => scores.filter((score) => score > thresholdAt(scores, rate)).length;
  expect([0, 0.01, 0.07, 0.075, 0.5, 1].map(above)).toEqual([0, 1, 7, 7, 50, 100]);
  // Ties at the threshold are all refused.
  expect(thresholdAt([1, 1, 1, 0], 0.5)).toBe(1);
  expect(thresholdAt([], 0.01)).toBe(Infinity);
});

test('verification: TAR at FAR, AUC, EER', () => {
  const mates = [0.9, 0.8, 0.6, 0.3];
  const nonMates = [0.7, 0.4, 0.2, 0.1];
  expect(tarAtFar(mates, nonMates, 0)).toBe(0.5);
  expect(tarAtFar(mates, nonMates, 0.25)).toBe(0.75);
  // Wins of mates over non-mates: 4 + 4 + 3 + 2 of 16.
  expect(areaUnderCurve(mates, nonMates)).toBe(13 / 16);
  // Between 0.4 and 0.6 one of four is wrong on either side.
  expect(equalErrorRate(mates, nonMates)).toBe(0.25);
});

test('verification at the ends: apart, the other way round, all the same', () => {
  expect([areaUnderCurve([2, 3], [0, 1]), equalErrorRate([2, 3], [0, 1])]).toEqual([1, 0]);
  expect([areaUnderCurve([0, 1], [2, 3]), equalErrorRate([0, 1], [2, 3])]).toEqual([0, 1]);
  expect([areaUnderCurve([1, 1], [1, 1]), equalErrorRate([1, 1], [1, 1])]).toEqual([0.5, 0.5]);
});

test('the equal error rate lies between two thresholds where no threshold is equal', () => {
  // Above 0: FAR 1/2, FRR 1/3; above 1: FAR 0, FRR 1/3.
  expect(equalErrorRate([0, 2, 3], [-1, 1])).toBeCloseTo(1 / 3, 10);
});

test('ten-fold accuracy takes each threshold from the other folds', () => {
  const fold = (threshold: number) => [
    { score: threshold + 0.05, same: true },
    { score: threshold - 0.05, same: false },
  ];
  // Nine folds part at 0.5; the tenth at 0.8, where the others' threshold accepts its non-mate.
  const folds = [...Array.from({ length: 9 }, () => fold(0.5)), fold(0.8)];
  const { accuracy, folds: each, standardError } = foldedAccuracy(folds);
  expect(each).toEqual([...Array<number>(9).fill(1), 0.5]);
  expect(accuracy).toBeCloseTo(0.95, 10);
  expect(standardError).toBeCloseTo(0.05, 10);
});
