// The rate at which a score would be just enough for a name: how strict one is can be changed afterwards.
import { atRate } from './calibrate.ts';
import type { Calibration } from './calibration.ts';
import { thresholdFor, type FaceConditions } from './conditions.ts';

const LEAST = 1e-4;
const MOST = 0.5;
/** Halvings of the range of logarithms: to a hundredth of a rate. */
const STEPS = 12;

/**
 * The smallest FPIR at which the face would be given a name, from 0.0001 (also where less would do) to 1 (where 0.5 would
 * not do); null where the threshold cannot be set anew.
 */
export function rateOf(calibration: Calibration, score: number, conditions: FaceConditions): number | null {
  if (calibration.scores === null) return null;
  const passes = (rate: number): boolean => score > thresholdFor(atRate(calibration, rate), conditions);
  if (passes(LEAST)) return LEAST;
  if (!passes(MOST)) return 1;
  let [strict, lenient] = [LEAST, MOST];
  for (let step = 0; step < STEPS; step++) {
    const middle = Math.sqrt(strict * lenient);
    if (passes(middle)) lenient = middle;
    else strict = middle;
  }
  return lenient;
}
