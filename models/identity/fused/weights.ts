// How much each of several encoders counts.
//
// [Note: fusion] The weights are those of a logistic regression of "the same person" on the encoders' scores, over held-out
// faces against their own person (right), and against the likest other one and drawn strangers (wrong): a linear fusion of
// calibrated scores (Brümmer and du Preez, CSL 20, 2006). Scores are in deviations of what strangers score. The prior is the
// better encoder alone: the others count as far as held-out faces say so.
import type { DrawnScores } from '../calibration/drawnScores.ts';
import type { Gallery } from '../gallery.ts';
import { fitLogistic, type LogisticSample } from '../logistic.ts';
import type { HeldOutScores } from '../training/heldOut.ts';

/** Log-odds before anything is held out: at three deviations over two from strangers, both are as likely. */
const BIAS = -3;
const SLOPE = 2;
/** How firmly that holds, in precisions. */
const PRECISION = { bias: 0.1, slope: 2 };

/** What one encoder says of the held-out faces, and of drawn strangers where there is a cohort. */
export interface EncoderScores {
  readonly heldOut: HeldOutScores;
  readonly drawn: DrawnScores | null;
}

/**
 * Weights of the encoders' cosines, which add up to 1.
 *
 * @param better which of them the prior is
 */
export function fitWeights(
  encoders: readonly EncoderScores[],
  { people, count }: Gallery,
  better: number,
): number[] {
  const units = encoders.map(({ heldOut, drawn }) => unitOf(drawn?.best ?? heldOut.best));
  const standard = (which: number, score: number): number =>
    (score - units[which].mean) / units[which].deviation;
  const right: number[][] = [];
  const wrong: number[][] = [];
  people.forEach((_, row) => {
    const own = encoders.map(({ heldOut }, which) => standard(which, heldOut.own[row]));
    if (!own.some(Number.isNaN)) right.push(own);
    if (count > 1) wrong.push(encoders.map(({ heldOut }, which) => standard(which, heldOut.best[row])));
  });
  const draws = Math.min(...encoders.map(({ drawn }) => drawn?.best.length ?? 0));
  for (let at = 0; at < draws; at++)
    wrong.push(encoders.map(({ drawn }, which) => standard(which, drawn?.best[at] ?? 0)));
  // As many wrong ones as right ones: which is the more likely is no matter of the encoders.
  const sample = (features: number[], isRight: boolean, of: number): LogisticSample => ({
    features,
    right: isRight,
    weight: right.length / of,
  });
  const samples = [
    ...right.map((one) => sample(one, true, right.length)),
    ...wrong.map((one) => sample(one, false, wrong.length)),
  ];
  const [, ...slopes] = fitLogistic(right.length === 0 ? [] : samples, {
    means: [BIAS, ...encoders.map((_, which) => (which === better ? SLOPE : 0))],
    precisions: [PRECISION.bias, ...encoders.map(() => PRECISION.slope)],
  });
  const worth = slopes.map((value, which) => Math.max(0, value) / units[which].deviation);
  const total = worth.reduce((sum, value) => sum + value, 0);
  // As a file keeps them.
  return worth.map((value, which) => Math.fround(total > 0 ? value / total : Number(which === better)));
}

const LEAST_DEVIATION = 1e-3;

function unitOf(scores: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  const known = Array.from(scores).filter(Number.isFinite);
  if (known.length === 0) return { mean: 0, deviation: 1 };
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  const variance = known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / known.length;
  return { mean, deviation: Math.max(LEAST_DEVIATION, Math.sqrt(variance)) };
}
