// Where each system stands that verifies pairs: at its own threshold or any other, and over all thresholds.
import { foldsOf, type Verification } from './evaluation.ts';
import { wilson, type Interval } from './intervals.ts';
import { areaUnderCurve, equalErrorRate, foldedAccuracy, tarAtFar, type FoldedAccuracy } from './metrics.ts';
import { discordanceOf, mcnemar } from './significance.ts';

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

export function pairStandingAt(test: Verification, result: PairResult, threshold: number): PairStanding {
  const mates = scoresOf(test, result, true);
  const others = scoresOf(test, result, false);
  const accepted = mates.filter((score) => score > threshold).length;
  const falsely = others.filter((score) => score > threshold).length;
  return {
    system: result.system,
    threshold,
    accuracy: wilson(accepted + others.length - falsely, test.pairs.length),
    accepted: wilson(accepted, mates.length),
    falseAccepts: wilson(falsely, others.length),
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

/** McNemar's mid-p over the pairs, each system at its threshold. */
export function comparePairs(
  { pairs }: Verification,
  first: { readonly result: PairResult; readonly threshold: number },
  second: { readonly result: PairResult; readonly threshold: number },
): number {
  const rights = ({ result, threshold }: typeof first): boolean[] =>
    pairs.map(({ same }, at) => result.scores[at] > threshold === same);
  return mcnemar(discordanceOf(rights(first), rights(second))).midP;
}
