// Where each system of a test stands at a threshold, its own or any other: counts, rates and intervals, and how it
// differs from another one. Report page, window and Markdown show these numbers and no others.
import type { Identification, IdentificationResult, SystemComparison } from '../evaluation.ts';
import { wilson, wilsonByPerson, type Interval, type PersonShare } from '../statistics/intervals.ts';
import { thresholdAt } from '../statistics/metrics.ts';
import { discordanceOf, mcnemar, pairedBootstrap, type PersonPair } from '../statistics/significance.ts';

/** A share with its interval by person. */
export interface Measured extends Interval {
  readonly successes: number;
  readonly trials: number;
  readonly people: number;
}

/** What a system says of each probe, whatever the threshold. */
export interface Answers {
  readonly result: IdentificationResult;
  /** `[probes]`: index of the person with the best score. */
  readonly best: Int32Array;
  /** `[probes]`: that score. */
  readonly scores: Float32Array;
  /** `[probes]`: rank of the right person; 0 for strangers. */
  readonly ranks: Int32Array;
}

export interface Standing {
  readonly system: string;
  readonly threshold: number;
  /** `[probes]`: index of the person whose name is given; -1 for Unknown. */
  readonly decisions: ArrayLike<number>;
  /** Mated probes whose best person is the right one. */
  readonly rank1: Measured | null;
  /** Mated probes that get the right name: TPIR. */
  readonly named: Measured | null;
  /** Mated probes that get another one's name. */
  readonly misnamed: Measured | null;
  /** Strangers who are given a name: FPIR. */
  readonly accepted: Measured | null;
  /** Strangers drawn from the cohort who are given a name, as often as real ones would be. */
  readonly drawn: Interval | null;
}

export const answersOf = (result: IdentificationResult): Answers => ({
  result,
  best: Int32Array.from(result.best),
  scores: Float32Array.from(result.bestScores, (score) => score ?? -Infinity),
  ranks: Int32Array.from(result.ranks),
});

/** At the system's own threshold its own decisions count; at any other, the best person's name where the score is greater. */
export function standingAt(test: Identification, answers: Answers, threshold: number): Standing {
  const { result, best, scores } = answers;
  const decisions =
    threshold === result.threshold
      ? result.decisions
      : best.map((person, probe) => (scores[probe] > threshold ? person : -1));
  const truth = test.probes.map((probe) => probe.truth);
  const isMated = (probe: number): boolean => truth[probe] >= 0;
  return {
    system: result.system,
    threshold,
    decisions,
    rank1: measure(test, isMated, (probe) => answers.ranks[probe] === 1),
    named: measure(test, isMated, (probe) => decisions[probe] === truth[probe]),
    misnamed: measure(test, isMated, (probe) => decisions[probe] >= 0 && decisions[probe] !== truth[probe]),
    accepted: measure(
      test,
      (probe) => !isMated(probe),
      (probe) => decisions[probe] >= 0,
    ),
    drawn: drawnAt(result, threshold),
  };
}

function drawnAt({ drawn }: IdentificationResult, threshold: number): Interval | null {
  if (drawn === undefined || drawn.scores.length === 0) return null;
  const above = drawn.scores.filter((score) => score > threshold).length;
  const { rate, low, high } = wilson(above, drawn.scores.length);
  const asReal = (share: number): number => Math.min(1, drawn.tail * share);
  return { rate: asReal(rate), low: asReal(low), high: asReal(high) };
}

/** The lowest threshold that lets at most this share of the test's strangers through; null without strangers. */
export function thresholdForStrangers(
  test: Identification,
  { scores }: Answers,
  fpir: number,
): number | null {
  const strangers = scores.filter((_, probe) => test.probes[probe].truth < 0);
  return strangers.length === 0 ? null : thresholdAt(strangers, fpir);
}

/** Whose each probe is: names are put together once for each test, as they take longer than all that is counted by them. */
const ownersKnown = new WeakMap<
  Identification['probes'],
  { readonly places: Int32Array; readonly people: number }
>();

function ownersOf(probes: Identification['probes']): {
  readonly places: Int32Array;
  readonly people: number;
} {
  const known = ownersKnown.get(probes);
  if (known !== undefined) return known;
  const people = new Map<string, number>();
  const places = Int32Array.from(probes, ({ who, set }) => {
    const key = `${set}/${who}`;
    const place = people.get(key) ?? people.size;
    people.set(key, place);
    return place;
  });
  const owners = { places, people: people.size };
  ownersKnown.set(probes, owners);
  return owners;
}

function measure(
  { probes }: Identification,
  counts: (probe: number) => boolean,
  holds: (probe: number) => boolean,
): Measured | null {
  const { places, people } = ownersOf(probes);
  const tallies = Array.from({ length: people }, () => ({ successes: 0, trials: 0 }));
  places.forEach((place, probe) => {
    if (!counts(probe)) return;
    tallies[place].trials++;
    if (holds(probe)) tallies[place].successes++;
  });
  return measuredOf(tallies);
}

/** Null without trials. */
export function measuredOf(shares: readonly PersonShare[]): Measured | null {
  const people = shares.filter((share) => share.trials > 0);
  if (people.length === 0) return null;
  return {
    ...wilsonByPerson(people),
    successes: people.reduce((sum, { successes }) => sum + successes, 0),
    trials: people.reduce((sum, { trials }) => sum + trials, 0),
    people: people.length,
  };
}

export interface Difference {
  /** The first system's share less the second's, by person; null where only one person was tried. */
  readonly share: Interval | null;
  /** McNemar's mid-p over the probes. */
  readonly p: number;
  /** By person, and corrected for all pairs of systems, where the test holds it: for both at their own thresholds only. */
  readonly corrected?: number;
  /** The people behind it, for tests that draw or swap them. */
  readonly people: readonly PersonPair[];
}

export interface Comparison {
  /** In the right names given to mated probes. */
  readonly named: Difference | null;
  /** In the strangers who are given a name. */
  readonly accepted: Difference | null;
}

/** Draws of the bootstrap: enough for a plot that moves, and the same each time. */
const DRAWS = { seed: 0, rounds: 1000 };

export function compareStandings(test: Identification, first: Standing, second: Standing): Comparison {
  const held = heldComparison(test, first, second);
  const difference = (
    name: keyof Comparison,
    counts: (truth: number) => boolean,
    holds: (decision: number, truth: number) => boolean,
  ): Difference | null => {
    const places = [...test.probes.keys()].filter((probe) => counts(test.probes[probe].truth));
    if (places.length === 0) return null;
    const outcomes = ({ decisions }: Standing): boolean[] =>
      places.map((probe) => holds(decisions[probe], test.probes[probe].truth));
    const [a, b] = [outcomes(first), outcomes(second)];
    const people = new Map<string, { first: number; second: number; trials: number }>();
    places.forEach((probe, at) => {
      const { who, set } = test.probes[probe];
      const pair = people.get(`${set}/${who}`) ?? { first: 0, second: 0, trials: 0 };
      people.set(`${set}/${who}`, pair);
      pair.first += Number(a[at]);
      pair.second += Number(b[at]);
      pair.trials++;
    });
    const pairs = [...people.values()];
    const corrected = held?.[name]?.corrected;
    return {
      share: bootstrapped(pairs),
      p: mcnemar(discordanceOf(a, b)).midP,
      ...(corrected === undefined ? {} : { corrected }),
      people: pairs,
    };
  };
  return {
    named: difference(
      'named',
      (truth) => truth >= 0,
      (decision, truth) => decision === truth,
    ),
    accepted: difference(
      'accepted',
      (truth) => truth < 0,
      (decision) => decision >= 0,
    ),
  };
}

/** What the test says of the two, whichever is named first; null away from their own thresholds. */
function heldComparison(
  { comparisons = [], results }: Identification,
  ...pair: readonly [Standing, Standing]
): SystemComparison | null {
  const systems = pair.map(({ system }) => system);
  const atOwn = pair.every(({ system, threshold }) =>
    results.some((result) => result.system === system && result.threshold === threshold),
  );
  const held = comparisons.find(({ first, second }) => systems.includes(first) && systems.includes(second));
  return atOwn ? (held ?? null) : null;
}

/** With more people than this the bootstrap has become the normal distribution, whose interval costs no draws. */
const MOST_DRAWN = 400;

function bootstrapped(people: readonly PersonPair[]): Interval | null {
  if (people.length <= MOST_DRAWN) return pairedBootstrap(people, DRAWS);
  const trials = people.reduce((sum, pair) => sum + pair.trials, 0);
  const ahead = (pair: PersonPair): number => pair.first - pair.second;
  const rate = people.reduce((sum, pair) => sum + ahead(pair), 0) / trials;
  const squares = people.reduce((sum, pair) => sum + (ahead(pair) - rate * pair.trials) ** 2, 0);
  const reach = (1.959963984540054 * Math.sqrt((squares * people.length) / (people.length - 1))) / trials;
  return { rate, low: rate - reach, high: rate + reach };
}
