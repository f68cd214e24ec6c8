// Whether stated probabilities come true: calibration error, Brier score, and the reliability diagram's bins.

import type { Identification } from '../evaluation.ts';
import type { Answers } from './standing.ts';

/** Names that were given with much the same probability. */
export interface ReliabilityBin {
  readonly trials: number;
  /** Mean of the stated probabilities. */
  readonly stated: number;
  readonly right: number;
}

export interface Reliability {
  /** Expected calibration error: mean distance of stated from seen, weighted by trials. */
  readonly error: number;
  /** Mean squared distance of the stated probability from 1 where it was right, from 0 where not. */
  readonly brier: number;
  readonly bins: readonly ReliabilityBin[];
}

/**
 * Bins of equal mass, since bins of equal width leave most of their trials in one (R. Roelofs et al., Mitigating Bias in Calibration Error
 * Estimation, AISTATS 2022, on the error of C. Guo et al., ICML 2017, equation 3). Equal probabilities stay together. The score is G. W. Brier's (Monthly
 * Weather Review 78, 1950).
 *
 * @param stated `[n]`, 0 to 1
 * @param right `[n]`
 * @throws Error without trials
 */
export function reliability(stated: readonly number[], right: readonly boolean[], bins = 10): Reliability {
  const trials = stated.length;
  if (trials === 0 || right.length !== trials)
    throw new Error(`No trials: ${trials} stated, ${right.length} seen`);
  const order = [...stated.keys()].sort((a, b) => stated[a] - stated[b]);
  const found: ReliabilityBin[] = [];
  for (let from = 0; from < trials;) {
    let to = from + Math.ceil((trials - from) / Math.max(1, bins - found.length));
    while (to < trials && stated[order[to]] === stated[order[to - 1]]) to++;
    const members = order.slice(from, to);
    found.push({
      trials: members.length,
      stated: members.reduce((sum, at) => sum + stated[at], 0) / members.length,
      right: members.filter((at) => right[at]).length,
    });
    from = to;
  }
  return {
    error: found.reduce((sum, bin) => sum + Math.abs(bin.stated * bin.trials - bin.right), 0) / trials,
    brier: stated.reduce((sum, value, at) => sum + (value - Number(right[at])) ** 2, 0) / trials,
    bins: found,
  };
}

/** Of a test, whatever the threshold: whether the best person of each probe is right. Null where nothing was stated. */
export function reliabilityOf({ probes }: Identification, { result, best }: Answers): Reliability | null {
  const { confidences } = result;
  if (confidences === null || confidences.length === 0) return null;
  return reliability(
    confidences,
    probes.map(({ truth }, probe) => truth >= 0 && best[probe] === truth),
  );
}
