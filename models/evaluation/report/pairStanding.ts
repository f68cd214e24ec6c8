// Where each system stands that verifies pairs: at its own threshold or any other, and over all thresholds.
import { foldsOf, type PairIntervals, type Verification } from '../evaluation.ts';
import { bootstrapByPerson, wilson, type Interval } from '../statistics/intervals.ts';
import {
  areaUnderCurve,
  equalErrorRate,
  foldedAccuracy,
  tarAtFar,
  type FoldedAccuracy,
} from '../statistics/metrics.ts';
import { discordanceOf, mcnemar } from '../statistics/significance.ts';

export type PairResult = Verification['results'][number];

export interface PairStanding {
  readonly system: string;
  readonly threshold: number;
  /** Pairs decided rightly. */
  readonly accuracy: Interval;
  /** Pairs of the same person that are accepted. */
  readonly accepted: Interval;
  /** Pairs of different people that are accepted. */
  readonly falseAccepts: Interval;
}

/** What needs no threshold of ours. */
export interface PairSummary {
  /** The ten-fold protocol; null with fewer than two folds. */
  readonly folded: FoldedAccuracy | null;
  readonly equalError: number;
  readonly area: number;
  readonly tarAt1e2: number;
  readonly tarAt1e3: number;
}

export const scoresOf = ({ pairs }: Verification, { scores }: PairResult, same: boolean): number[] =>
  scores.filter((_, at) => pairs[at].same === same);

/** Which pairs are accepted: at the system's own threshold each fold's at the one that was set without it. */
function acceptedAt(
  { pairs }: Verification,
  { scores, threshold: own, foldThresholds }: PairResult,
  threshold: number,
): boolean[] {
  return pairs.map(({ fold }, at) => {
    const bar = threshold === own ? (foldThresholds?.[fold] ?? threshold) : threshold;
    return scores[at] > bar;
  });
}

export function pairStandingAt(test: Verification, result: PairResult, threshold: number): PairStanding {
  const decided = acceptedAt(test, result, threshold);
  const count = (same: boolean): number => test.pairs.filter((pair) => pair.same === same).length;
  const acceptedOf = (same: boolean): number =>
    decided.filter((accepted, at) => accepted && test.pairs[at].same === same).length;
  const [accepted, falsely] = [acceptedOf(true), acceptedOf(false)];
  return {
    system: result.system,
    threshold,
    accuracy: wilson(accepted + count(false) - falsely, test.pairs.length),
    accepted: wilson(accepted, count(true)),
    falseAccepts: wilson(falsely, count(false)),
  };
}

export function pairSummaryOf(test: Verification, result: PairResult): PairSummary {
  const mates = scoresOf(test, result, true);
  const others = scoresOf(test, result, false);
  const folds = foldsOf(test, result);
  return {
    folded: folds.length < 2 ? null : foldedAccuracy(folds),
    equalError: equalErrorRate(mates, others),
    area: areaUnderCurve(mates, others),
    tarAt1e2: tarAtFar(mates, others, 0.01),
    tarAt1e3: tarAtFar(mates, others, 0.001),
  };
}

const ROUNDS = 500;

/** Intervals by drawing folds; null where there are fewer than two. */
export function pairIntervalsOf(test: Verification, result: PairResult, seed: number): PairIntervals | null {
  const folds = foldsOf(test, result).filter(
    (fold) => fold.some(({ same }) => same) && !fold.every(({ same }) => same),
  );
  if (folds.length < 2) return null;
  const drawn = (statistic: (mates: readonly number[], others: readonly number[]) => number): Interval =>
    bootstrapByPerson(
      folds,
      (some) => {
        const pairs = some.flat();
        const scores = (wanted: boolean) =>
          pairs.flatMap(({ same, score }) => (same === wanted ? [score] : []));
        return statistic(scores(true), scores(false));
      },
      { seed, rounds: ROUNDS },
    );
  return {
    equalError: drawn(equalErrorRate),
    area: drawn(areaUnderCurve),
    tarAt1e2: drawn((mates, others) => tarAtFar(mates, others, 0.01)),
    tarAt1e3: drawn((mates, others) => tarAtFar(mates, others, 0.001)),
  };
}

/** McNemar's mid-p over the pairs, each system at its threshold. */
export function comparePairs(
  test: Verification,
  first: { readonly result: PairResult; readonly threshold: number },
  second: { readonly result: PairResult; readonly threshold: number },
): number {
  const rights = ({ result, threshold }: typeof first): boolean[] =>
    acceptedAt(test, result, threshold).map((accepted, at) => accepted === test.pairs[at].same);
  return mcnemar(discordanceOf(rights(first), rights(second))).midP;
}
