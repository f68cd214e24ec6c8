// What strangers score against a gallery, in a few numbers: a checkpoint keeps it, so that a threshold can be set for any
// FPIR without learning anew.
import { normalQuantile } from '../../linear/normal.ts';

/**
 * The best scores of strangers, drawn ones ("the public at large") and those who share camera, light and occasion with the
 * enrolled people ("home strangers"), who score higher (see [Note: two kinds of strangers]).
 */
export interface StrangerScores {
  /** Of the drawn strangers' best scores. */
  readonly mean: number;
  readonly deviation: number;
  /** How many times as often real strangers pass a threshold as drawn ones do. */
  readonly tail: number;
  /** By how many deviations home strangers lie above the drawn ones, as far as is known. */
  readonly shift: number;
  /** Their spread in deviations, what is not known of the shift included. */
  readonly spread: number;
  /** The score that a share of the drawn strangers lies above, from large shares to small: `[share, score]`. Null: normal. */
  readonly quantiles: readonly (readonly [share: number, score: number])[] | null;
}

/** Shares at which scores are kept: ten in each decade, from half of the strangers down. */
const LARGEST_SHARE = 0.5;
const PER_DECADE = 10;

/** Quantiles of drawn strangers' best scores, down to the share of one stranger. */
export function quantilesOf(best: Float64Array): [share: number, score: number][] {
  const descending = best.slice().sort().reverse();
  const decades = Math.log10(LARGEST_SHARE * best.length);
  const count = Math.ceil(PER_DECADE * decades) + 1;
  return Array.from({ length: count }, (_, at) => {
    const share = LARGEST_SHARE * (LARGEST_SHARE * best.length) ** (-at / (count - 1));
    return [share, descending[Math.min(best.length - 1, Math.round(share * best.length))]];
  });
}

/** The score that a share of the drawn strangers lies above; between two kept shares by their logarithms. */
function quantileAt({ quantiles, mean, deviation }: StrangerScores, share: number): number {
  if (quantiles === null || share > quantiles[0][0])
    return mean + normalQuantile(1 - Math.min(share, 1 - 1e-9)) * deviation;
  const after = quantiles.findIndex(([kept]) => kept <= share);
  if (after < 0) return quantiles[quantiles.length - 1][1];
  if (after === 0) return quantiles[0][1];
  const [[larger, low], [smaller, high]] = [quantiles[after - 1], quantiles[after]];
  const way = Math.log(larger / share) / Math.log(larger / smaller);
  return low + way * (high - low);
}

/**
 * The score above which a name is given: `fpir` of the public at large pass the first of the two, and of home strangers
 * the second. The public is made of many kinds of people, each with a mean of its own, and its tail is drawn; home strangers
 * are of one kind, and taken as normal but for the factor in their spread.
 *
 * @param fpir above 0 and below 1
 */
export function thresholdAt(scores: StrangerScores, fpir: number): number {
  const { mean, deviation, tail, shift, spread } = scores;
  const atLarge = quantileAt(scores, fpir / tail);
  return Math.max(atLarge, mean + deviation * (shift + normalQuantile(1 - fpir) * spread));
}

/** How far out the drawn strangers' last hundredth lies, their tail included, where it is 1 for a normal distribution. */
export const reachOf = (scores: StrangerScores): number =>
  (quantileAt(scores, HUNDREDTH / scores.tail) - scores.mean) /
  scores.deviation /
  normalQuantile(1 - HUNDREDTH);

const HUNDREDTH = 0.01;
