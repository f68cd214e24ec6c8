// How far a measured rate can be trusted: Wilson's interval, the bootstrap by person, the rule of three.
import { seededRandom } from '../random.ts';

export interface Interval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95% point of the standard normal distribution. */
const Z95 = 1.959963984540054;

/**
 * A share with its 95% interval by Wilson's score method, which stays inside [0, 1] and keeps its coverage for few
 * trials and for shares near 0 or 1 (E. B. Wilson, JASA 22, 1927; without continuity correction).
 *
 * @throws Error without trials: a share of nothing is the caller's mistake
 */
export function wilson(successes: number, trials: number, z = Z95): Interval {
  if (!(trials > 0) || successes < 0 || successes > trials) {
    throw new Error(`No share: ${successes} of ${trials}`);
  }
  const rate = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (rate + (z * z) / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  // At the borders the two terms are equal; rounding must not push the interval past them.
  return {
    rate,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}

/** Upper 95% bound of an error rate where `trials` independent trials showed no error (exact: 1 - 0.05^(1/n)). */
export function ruleOfThree(trials: number): number {
  return trials < 3 ? 1 : 3 / trials;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly rounds?: number;
  /** Share of the rounds inside the interval. */
  readonly confidence?: number;
}

/**
 * Percentile bootstrap that draws whole people with replacement: photos of one person are not independent, and an
 * interval that treats them so is too narrow.
 *
 * @param people one group of observations a person
 * @param statistic of all observations of the drawn people, in any order
 */
export function bootstrapByPerson<T>(
  people: readonly (readonly T[])[],
  statistic: (observations: readonly T[]) => number,
  { seed, rounds = 2000, confidence = 0.95 }: BootstrapOptions,
): Interval {
  if (people.length === 0) throw new Error('No people to draw from');
  const random = seededRandom(seed, 'bootstrap');
  const values = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    const drawn = people.map(() => people[random.integer(people.length)]);
    values[round] = statistic(drawn.flat());
  }
  values.sort();
  const tail = (1 - confidence) / 2;
  const at = (share: number): number => values[Math.min(rounds - 1, Math.floor(share * rounds))];
  return { rate: statistic(people.flat()), low: at(tail), high: at(1 - tail) };
}
