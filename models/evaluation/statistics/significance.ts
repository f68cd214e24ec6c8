// Whether one system is better than another on the same photos, or only luckier.
import { seededRandom } from '../../random.ts';
import { chiSquareTail, fairTosses } from './distributions.ts';
import { bootstrapByPerson, type BootstrapOptions, type Interval } from './intervals.ts';

/** Two systems on the same trials, in counts. */
export interface Discordance {
  /** Trials that only the first got right. */
  readonly first: number;
  /** Trials that only the second got right. */
  readonly second: number;
}

export interface McNemar {
  /** Exact: two-sided binomial test of the discordant trials; never too small. */
  readonly exact: number;
  /**
   * The exact test with half the weight on what was seen: close to its level where the exact one is too careful (M. W.
   * Fagerland, S. Lydersen and P. Laake, BMC Medical Research Methodology 13:91, 2013, who recommend it).
   */
  readonly midP: number;
  /** The chi-square approximation with A. L. Edwards' continuity correction (Psychometrika 13, 1948). */
  readonly chiSquare: { readonly statistic: number; readonly p: number };
}

/** McNemar's test (Psychometrika 12, 1947) of two systems on the same photos. Without discordant trials every p is 1. */
export function mcnemar({ first, second }: Discordance): McNemar {
  const trials = first + second;
  if (trials === 0) return { exact: 1, midP: 1, chiSquare: { statistic: 0, p: 1 } };
  const chances = fairTosses(trials);
  const fewer = Math.min(first, second);
  const tail = chances.subarray(0, fewer + 1).reduce((sum, chance) => sum + chance, 0);
  const statistic = Math.max(0, Math.abs(first - second) - 1) ** 2 / trials;
  return {
    exact: Math.min(1, 2 * tail),
    midP: first === second ? 1 - chances[fewer] / 2 : 2 * tail - chances[fewer],
    chiSquare: { statistic, p: chiSquareTail(statistic) },
  };
}

/** Counts the trials that only one of two systems got right. */
export function discordanceOf(first: readonly boolean[], second: readonly boolean[]): Discordance {
  return {
    first: first.filter((right, at) => right && !second[at]).length,
    second: second.filter((right, at) => right && !first[at]).length,
  };
}

/** How two systems fared with one person's photos: rights of each, of `trials`. */
export interface PersonPair {
  readonly first: number;
  readonly second: number;
  readonly trials: number;
}

/**
 * The share that the first system gets right, minus the second's, with its 95% interval by the bootstrap that draws whole people,
 * both systems' results together. Null where fewer than two people were tried.
 */
export function pairedBootstrap(people: readonly PersonPair[], options: BootstrapOptions): Interval | null {
  const tried = people.filter(({ trials }) => trials > 0);
  return tried.length < 2 ? null : bootstrapByPerson(tried, shareAhead, options);
}

/** With so many people who differ, or fewer, every way to swap is counted. */
const MOST_ENUMERATED = 14;

/**
 * Two-sided p-value of the difference between two systems where photos of one person are not independent: how often it is
 * as large when each person's two results are swapped at random (R. A. Fisher's randomisation test for paired samples, The
 * Design of Experiments, 1935, section 21). Exact for few people; else of `rounds` random swaps, the one that was seen
 * counted among them, so that it is never 0.
 */
export function swapTest(people: readonly PersonPair[], { seed, rounds = 10_000 }: BootstrapOptions): number {
  const leads = people.map(({ first, second }) => first - second).filter((lead) => lead !== 0);
  const seen = Math.abs(leads.reduce((sum, lead) => sum + lead, 0));
  const isAsLarge = (swapped: (at: number) => boolean): boolean =>
    Math.abs(leads.reduce((sum, lead, at) => sum + (swapped(at) ? -lead : lead), 0)) >= seen;
  let large = 0;
  if (leads.length <= MOST_ENUMERATED) {
    const ways = 2 ** leads.length;
    for (let way = 0; way < ways; way++) if (isAsLarge((at) => ((way >> at) & 1) === 1)) large++;
    return large / ways;
  }
  const random = seededRandom(seed, 'swaps');
  for (let round = 0; round < rounds; round++) if (isAsLarge(() => random.uniform() < 0.5)) large++;
  return (large + 1) / (rounds + 1);
}

/**
 * P-values corrected for being several, in the same order: below a level, they are so together with no more than that chance
 * of a single mistake (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scand. J. Statist. 6, 1979).
 */
export function holm(values: readonly number[]): number[] {
  const corrected = [...values];
  let highest = 0;
  [...values.keys()]
    .sort((a, b) => values[a] - values[b])
    .forEach((at, rank) => {
      highest = Math.max(highest, Math.min(1, (values.length - rank) * values[at]));
      corrected[at] = highest;
    });
  return corrected;
}

function shareAhead(people: readonly PersonPair[]): number {
  let ahead = 0;
  let trials = 0;
  for (const person of people) {
    ahead += person.first - person.second;
    trials += person.trials;
  }
  return ahead / trials;
}
