// Where systems stand, against counts made here from the raw scores.
import { expect, test } from 'vitest';
import type { Identification } from '../../../../models/evaluation/evaluation.ts';
import { describeCauses, wrongProbes } from '../../../../models/evaluation/report/failures.ts';
import { comparisonsOf } from '../../../../models/evaluation/report/comparisons.ts';
import {
  comparePairs,
  pairIntervalsOf,
  pairStandingAt,
  pairSummaryOf,
} from '../../../../models/evaluation/report/pairStanding.ts';
import {
  answersOf,
  compareStandings,
  standingAt,
  thresholdForStrangers,
} from '../../../../models/evaluation/report/standing.ts';
import { ratesOf, variationKinds, variationLines } from '../../../../models/evaluation/report/variations.ts';
import { searchedIn } from '../../../../models/evaluation/searched.ts';
import { sampleEvaluation } from '../support/samples.ts';

const TRUTH = [0, 0, 1, -1, -1];

const probe = (who: string, truth: number) => ({
  path: `${who}.jpg`,
  face: null,
  who,
  truth,
  set: 'studio',
  pose: { yaw: 0, pitch: 0, roll: 0 },
  pixels: 200,
  quality: 0.9,
});

/** Two people, five probes; the second system names nobody wrongly. */
const small: Identification = {
  id: 'small',
  title: 'Small',
  set: 'studio',
  shots: 1,
  split: 'By hand.',
  people: ['Ada', 'Alan'],
  enrolled: [],
  probes: [
    probe('Ada', 0),
    { ...probe('Ada', 0), pose: { yaw: 60, pitch: 0, roll: 0 }, pixels: 40 },
    probe('Alan', 1),
    probe('Sam', -1),
    { ...probe('Tom', -1), pose: null, pixels: null, quality: null },
  ],
  leftOut: [],
  results: [
    {
      system: 'first',
      threshold: 0.5,
      calibration: 'By hand.',
      training: null,
      // prettier-ignore
      ...searchedIn([0.9, 0.1, 0.2, 0.7, 0.1, 0.4, 0.6, 0.1, 0.3, null], TRUTH),
      decisions: [0, 1, -1, 0, -1],
      confidences: null,
    },
    {
      system: 'second',
      threshold: 0.5,
      calibration: 'By hand.',
      training: null,
      ...searchedIn([0.9, 0.1, 0.8, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1], TRUTH),
      decisions: [0, 0, 1, -1, -1],
      confidences: null,
    },
  ],
};
const [first, second] = small.results.map((result) => answersOf(result));

test('shares at the system’s own threshold, counted by hand', () => {
  const standing = standingAt(small, first, 0.5);
  expect(standing.rank1).toMatchObject({ successes: 2, trials: 3, people: 2 });
  expect(standing.named).toMatchObject({ successes: 1, trials: 3 });
  expect(standing.misnamed).toMatchObject({ successes: 1, trials: 3 });
  expect(standing.accepted).toMatchObject({ successes: 1, trials: 2, people: 2 });
});

test('at another threshold the best person’s name is given where the score is greater', () => {
  const lower = standingAt(small, first, 0.35);
  expect([...Array.from(lower.decisions)]).toEqual([0, 1, 1, 0, -1]);
  expect(lower.named).toMatchObject({ successes: 2 });
  expect(standingAt(small, first, 2).accepted).toMatchObject({ successes: 0, trials: 2 });
  expect(thresholdForStrangers(small, first, 0.5)).toBeCloseTo(0.3, 6);
  expect(thresholdForStrangers(small, first, 0)).toBeCloseTo(0.6, 6);
});

test('differences have the sign of the first one’s advantage', () => {
  const { named, accepted } = compareStandings(
    small,
    standingAt(small, second, 0.5),
    standingAt(small, first, 0.5),
  );
  // Two probes only the second got right, none the other way round: 2 * 1/4 less 1/4.
  expect(named?.p).toBeCloseTo(0.25, 10);
  expect(named?.share?.rate).toBeCloseTo(2 / 3, 10);
  expect(accepted?.share?.rate).toBeCloseTo(-1 / 2, 10);
});

test('what failed, the worst kind first, and why', () => {
  const wrong = wrongProbes(small, first, standingAt(small, first, 0.5));
  expect(wrong.map(({ probe: at, kind }) => [at, kind])).toEqual([
    [3, 'accepted'],
    [1, 'misnamed'],
    [2, 'refused'],
  ]);
  expect(wrong.map(({ causes }) => describeCauses(causes, small.people))).toEqual([
    'most like Ada',
    'turned away by 60°, only 40 pixels wide, most like Alan',
    'right, but below the threshold',
  ]);
});

test('pairs: shares at a threshold, and McNemar between systems', () => {
  const { verifications } = sampleEvaluation();
  const [verification] = verifications;
  const [a, b] = verification.results;
  const standing = pairStandingAt(verification, a, 0.2);
  const rights = verification.pairs.filter(({ same }, at) => a.scores[at] > 0.2 === same).length;
  expect(standing.accuracy.rate).toBe(rights / verification.pairs.length);
  expect(pairStandingAt(verification, a, -Infinity)).toMatchObject({
    accepted: { rate: 1 },
    falseAccepts: { rate: 1 },
  });
  const { folded, equalError, area, tarAt1e2, tarAt1e3 } = pairSummaryOf(verification, a);
  expect(folded?.folds.length).toBe(new Set(verification.pairs.map(({ fold }) => fold)).size);
  expect(area).toBeGreaterThan(0.5);
  expect(equalError).toBeLessThan(0.5);
  expect(tarAt1e2).toBeGreaterThanOrEqual(tarAt1e3);
  const own = (result: typeof a) => ({ result, threshold: result.threshold });
  expect(comparePairs(verification, own(a), own(a))).toBe(1);
  expect(comparePairs(verification, own(a), own(b))).toBe(comparePairs(verification, own(b), own(a)));
});

test('variations become lines, from left to right', () => {
  const evaluation = sampleEvaluation();
  expect(variationKinds(evaluation)).toEqual([{ kind: 'shots', set: 'studio' }]);
  const lines = variationLines(evaluation, 'shots', 'studio');
  expect(lines.map(({ system }) => system)).toEqual(
    evaluation.systems.filter((one) => one.facts).map(({ id }) => id),
  );
  expect(lines[0].points.map(({ at }) => at)).toEqual([1, 2, 4]);
  const rates = ratesOf({
    people: [
      { who: 'Ada', probes: 10, rank1: 9, named: 8, misnamed: 1 },
      { who: 'Alan', probes: 10, rank1: 10, named: 6, misnamed: 0 },
    ],
    strangers: 100,
    accepted: 3,
  });
  expect(rates).toMatchObject({
    rank1: { rate: 0.95 },
    named: { rate: 0.7 },
    misnamed: { rate: 0.05 },
    accepted: { rate: 0.03 },
  });
});

test('every two systems are compared, corrected for how many there are', () => {
  const third = { ...small.results[0], system: 'third' };
  const pairs = comparisonsOf({ ...small, results: [...small.results, third] });
  expect(pairs.map((pair) => [pair.first, pair.second])).toEqual([
    ['first', 'second'],
    ['first', 'third'],
    ['second', 'third'],
  ]);
  const [different, same, back] = pairs;
  // Each of the two people has one photo that only the second gets right: two of four ways to swap are as uneven.
  expect(different.named).toMatchObject({ byPhoto: 0.25, byPerson: 0.5, corrected: 1 });
  expect(different.named?.share?.rate).toBeCloseTo(-2 / 3, 10);
  expect(back.named?.share?.rate).toBeCloseTo(2 / 3, 10);
  expect(same.named).toMatchObject({ byPhoto: 1, byPerson: 1, corrected: 1, share: { rate: 0 } });
  expect(different.accepted?.share?.rate).toBe(0.5);
  const nobody = comparisonsOf({
    ...small,
    probes: small.probes.slice(0, 3),
    results: small.results.map((result) => ({
      ...result,
      best: result.best.slice(0, 3),
      bestScores: result.bestScores.slice(0, 3),
      ownScores: result.ownScores.slice(0, 3),
      ranks: result.ranks.slice(0, 3),
      decisions: result.decisions.slice(0, 3),
    })),
  });
  expect(nobody[0].accepted).toBeNull();
});

test('at its own threshold each fold is decided by the one that was set without it', () => {
  const [verification] = sampleEvaluation().verifications;
  const [plain] = verification.results;
  const foldThresholds = Array.from({ length: 10 }, (_, fold) => (fold === 3 ? Infinity : -Infinity));
  const own = { ...plain, foldThresholds };
  // Of the ten folds one refuses everybody and the others nobody.
  expect(pairStandingAt(verification, own, own.threshold)).toMatchObject({
    accuracy: { rate: 0.5 },
    accepted: { rate: 0.9 },
    falseAccepts: { rate: 0.9 },
  });
  expect(pairStandingAt(verification, own, 0.3)).toEqual(pairStandingAt(verification, plain, 0.3));
  const at = (result: typeof plain) => ({ result, threshold: result.threshold });
  expect(comparePairs(verification, at(own), at(plain))).toBeLessThan(1e-6);
});

test('EER, AUC and TAR have intervals that hold them, wider for the worse system', () => {
  const [verification] = sampleEvaluation().verifications;
  const [worse, better] = verification.results.map((result) => {
    const intervals = pairIntervalsOf(verification, result, 0);
    if (intervals === null) throw new Error('ten folds are enough');
    const { equalError, area, tarAt1e2 } = pairSummaryOf(verification, result);
    expect(intervals.equalError.rate).toBe(equalError);
    expect(intervals.area.rate).toBe(area);
    expect(intervals.tarAt1e2.rate).toBe(tarAt1e2);
    for (const { rate, low, high } of [intervals.equalError, intervals.area, intervals.tarAt1e2]) {
      expect(low).toBeLessThanOrEqual(rate);
      expect(high).toBeGreaterThanOrEqual(rate);
    }
    return intervals;
  });
  expect(worse.area.high - worse.area.low).toBeGreaterThan(better.area.high - better.area.low);
  expect(worse.area.high - worse.area.low).toBeGreaterThan(0.005);
  const one = { ...verification, pairs: verification.pairs.map((pair) => ({ ...pair, fold: 0 })) };
  expect(pairIntervalsOf(one, verification.results[0], 0)).toBeNull();
});

test('the corrected p-value is the test’s own, whoever is named first, and only where both stand at their thresholds', () => {
  const [sample] = sampleEvaluation().identifications;
  const [held] = sample.comparisons ?? [];
  const at = (place: number, moved = 0) => {
    const result = sample.results[place];
    return standingAt(sample, answersOf(result), result.threshold + moved);
  };
  expect(held.named?.corrected).toBeLessThanOrEqual(1);
  expect(compareStandings(sample, at(0), at(1)).named?.corrected).toBe(held.named?.corrected);
  expect(compareStandings(sample, at(1), at(0)).accepted?.corrected).toBe(held.accepted?.corrected);
  expect(compareStandings(sample, at(0, 0.1), at(1)).named?.corrected).toBeUndefined();
});
