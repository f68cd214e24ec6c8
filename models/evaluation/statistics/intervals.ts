// How far a measured rate can be trusted: Wilson's interval, photos taken one by one or by person; the bootstrap by
// person; the rule of three.
import { normalQuantile } from '../../linear/normal.ts';
import { seededRandom } from '../../random.ts';
import { normalTail, studentPoint95 } from './distributions.ts';

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

/** How one person fared: `successes` of `trials` photos. */
export interface PersonShare {
  readonly successes: number;
  readonly trials: number;
}

/**
 * A share over all photos with its 95% interval where photos of one person are not independent: Wilson's interval for
 * as many independent trials as the spread between people is worth. That number is rate (1 - rate) / v with v the
 * cluster-robust variance of the ratio estimate; with few people v itself is uncertain, so Student's t takes the place of the
 * normal point (E. L. Korn and B. I. Graubard, Survey Methodology 24, 1998; N. Dean and M. Pagano, J. Survey Stat.
 * Methodol. 3, 2015, who find it the best of seven for rare outcomes). Never more trials than there are photos; where
 * everybody is right, or nobody, one trial a person.
 *
 * @throws Error without trials
 */
export function wilsonByPerson(people: readonly PersonShare[]): Interval {
  const seen = people.filter(({ trials }) => trials > 0);
  const count = seen.length;
  const trials = seen.reduce((sum, person) => sum + person.trials, 0);
  const rate = seen.reduce((sum, person) => sum + person.successes, 0) / trials;
  if (count < 2 || rate === 0 || rate === 1) {
    return { ...wilson(rate * count, count), rate };
  }
  const squares = seen.reduce((sum, person) => sum + (person.successes - rate * person.trials) ** 2, 0);
  const variance = ((count / (count - 1)) * squares) / trials ** 2;
  const worth = (rate * (1 - rate)) / variance;
  return worth > trials
    ? { ...wilson(rate * trials, trials), rate }
    : { ...wilson(rate * worth, worth, studentPoint95(count - 1)), rate };
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly rounds?: number;
}

/**
 * A statistic with its 95% interval by the bootstrap that draws whole people with replacement: photos of one person are
 * not independent, and an interval that treats them so is too narrow. Percentiles are corrected for bias and
 * acceleration (BCa: B. Efron, JASA 82, 1987) and widened for few people as Student's t is against the normal (T.
 * Hesterberg, What Teachers Should Know About the Bootstrap, The American Statistician 69, 2015, section 5.2). For shares
 * near 0 or 1 take `wilsonByPerson`: where fewer than three people's worth of photos went wrong, there is too little to draw
 * from.
 *
 * @param people one value a person: whatever `statistic` wants to know of them
 * @param statistic of all drawn people, in any order; not finite where the draw says nothing, which is left out
 */
export function bootstrapByPerson<T>(
  people: readonly T[],
  statistic: (people: readonly T[]) => number,
  { seed, rounds = 2000 }: BootstrapOptions,
): Interval {
  const count = people.length;
  if (count < 2) throw new Error(`Nothing to draw: ${count} people`);
  const rate = statistic(people);
  const random = seededRandom(seed, 'bootstrap');
  const drawn = Array.from({ length: count }, () => people[0]);
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < count; at++) drawn[at] = people[random.integer(count)];
    const value = statistic(drawn);
    if (Number.isFinite(value)) values.push(value);
  }
  if (values.length === 0) return { rate, low: rate, high: rate };
  values.sort((a, b) => a - b);

  const below = values.reduce((sum, value) => sum + (value < rate ? 1 : value === rate ? 0.5 : 0), 0);
  // Half a round from the ends: beyond them there is no quantile.
  const { length } = values;
  const bias = normalQuantile(Math.min(length - 0.5, Math.max(0.5, below)) / length);
  const bend = acceleration(people.map((_, left) => statistic(people.filter((__, at) => at !== left))));
  const reach = studentPoint95(count - 1) * Math.sqrt(count / (count - 1));
  const end = (side: number): number => {
    const z = bias + side * reach;
    return quantile(values, 1 - normalTail(bias + z / (1 - bend * z)));
  };
  return { rate, low: Math.min(rate, end(-1)), high: Math.max(rate, end(1)) };
}

/** Skewness of the jackknife's influence values, a sixth of it (Efron, 1987, equation 6.6). */
function acceleration(leftOut: readonly number[]): number {
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / leftOut.length;
  const squares = leftOut.reduce((sum, value) => sum + (mean - value) ** 2, 0);
  const cubes = leftOut.reduce((sum, value) => sum + (mean - value) ** 3, 0);
  return squares > 0 && Number.isFinite(squares) ? cubes / (6 * squares ** 1.5) : 0;
}

/** Of sorted values, on the straight line between the two neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const place = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const lower = sorted[Math.floor(place)];
  return lower + (place % 1) * (sorted[Math.ceil(place)] - lower);
}
