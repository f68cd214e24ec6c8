// Which of several ways to learn is taken: the simplest one that nothing beats beyond chance.
import { thresholdAt } from './statistics/metrics.ts';
import { measuredOf, type Measured } from './report/standing.ts';
import { discordanceOf, mcnemar, pairedBootstrap, type PersonPair } from './statistics/significance.ts';

/** Whose face each search was: a person a mated probe, a person a stranger. */
export interface Searched {
  readonly mates: readonly string[];
  readonly strangers: readonly string[];
}

/** What one way made of the same searches. */
export interface Tried {
  /** `[mates]`: whether the right person scored best. */
  readonly first: readonly boolean[];
  /** `[mates]`: whether the right name is given where no more strangers are named than was asked for. */
  readonly named: readonly boolean[];
  /** `[strangers]`: whether a name was given, at the threshold that was set without them. */
  readonly accepted: readonly boolean[];
}

/** Best scores above the threshold that each search had, set without the strangers. */
export interface Leads {
  /** `[mates]`: of the right person; -Infinity where somebody else was ahead. */
  readonly mates: readonly number[];
  /** `[strangers]` */
  readonly strangers: readonly number[];
}

/**
 * A way whose threshold lets too many strangers through is judged at one that does not: else the most careless would
 * name the most faces right.
 */
export function triedOf({ mates, strangers }: Leads, fpir: number): Tried {
  const bar = strangers.length === 0 ? 0 : Math.max(0, thresholdAt(strangers, fpir));
  return {
    first: mates.map((lead) => lead > -Infinity),
    named: mates.map((lead) => lead > bar),
    accepted: strangers.map((lead) => lead > 0),
  };
}

export interface Rates {
  readonly first: Measured | null;
  readonly named: Measured | null;
  readonly accepted: Measured | null;
}

/** How one way stands to another: points of right names ahead, and McNemar's mid-p. */
export interface Lead {
  readonly index: number;
  readonly points: number;
  readonly p: number;
}

export interface Choice {
  /** Place of the one that is taken. */
  readonly chosen: number;
  /** The simplest one that it beats beyond chance, where there is one. */
  readonly beats: Lead | null;
  /** The best one that names more faces right, but not beyond chance, where there is one. */
  readonly rival: Lead | null;
  /** Whether the one that is taken, at its own threshold, names more strangers than was asked for, beyond chance. */
  readonly leaky: boolean;
}

const LEVEL = 0.05;

export function ratesOf({ mates, strangers }: Searched, { first, named, accepted }: Tried): Rates {
  return {
    first: shareOf(mates, first),
    named: shareOf(mates, named),
    accepted: shareOf(strangers, accepted),
  };
}

/**
 * Named right at the stated FPIR is what counts. One way beats another where McNemar's mid-p is below 5%, divided by the
 * number of others that could be tried (Bonferroni), and the paired bootstrap by person agrees.
 *
 * @param tried from the simplest on; null for what was not tried. At least one was
 * @param others how many ways there are beside any one
 */
export function choose(
  searched: Searched,
  tried: readonly (Tried | null)[],
  fpir: number,
  others = tried.length - 1,
): Choice {
  const places = [...tried.keys()].filter((at) => tried[at] !== null);
  if (places.length === 0) throw new Error('nothing was tried');
  const compare = (at: number, other: number) => compareTried(searched.mates, tried[at], tried[other]);
  const isBeaten = (at: number): boolean =>
    places.some((other) => isBeyondChance(compare(other, at), others));
  const chosen = places.find((at) => !isBeaten(at)) ?? places[0];
  const beaten = places.find((at) => at < chosen && isBeyondChance(compare(chosen, at), others));
  const [rival] = places
    .filter((at) => compare(at, chosen).points > 0)
    .sort((a, b) => compare(b, chosen).points - compare(a, chosen).points || a - b);
  const lead = (index: number | undefined, from: number, to: number): Lead | null =>
    index === undefined ? null : { index, points: compare(from, to).points, p: compare(from, to).p };
  return {
    chosen,
    beats: lead(beaten, chosen, beaten ?? chosen),
    rival: lead(rival, rival ?? chosen, chosen),
    leaky: (ratesOf(searched, tried[chosen] as Tried).accepted?.low ?? 0) > fpir,
  };
}

/** Whether anything could beat it beyond chance: a way that makes no mistake at all would. */
export function canBeBeaten({ named }: Pick<Tried, 'named'>, others: number): boolean {
  const wrong = named.filter((right) => !right).length;
  return wrong > 0 && mcnemar({ first: wrong, second: 0 }).midP < LEVEL / Math.max(1, others);
}

interface Compared {
  readonly points: number;
  readonly p: number;
  /** Lower end of the difference's interval by person; null where only one person was tried. */
  readonly low: number | null;
}

const isBeyondChance = ({ points, p, low }: Compared, others: number): boolean =>
  points > 0 && p < LEVEL / Math.max(1, others) && (low === null || low > 0);

function compareTried(mates: readonly string[], one: Tried | null, other: Tried | null): Compared {
  if (one === null || other === null || one === other) return { points: 0, p: 1, low: 0 };
  const people = new Map<string, { -readonly [K in keyof PersonPair]: number }>();
  mates.forEach((who, at) => {
    const pair = people.get(who) ?? { first: 0, second: 0, trials: 0 };
    people.set(who, pair);
    pair.first += Number(one.named[at]);
    pair.second += Number(other.named[at]);
    pair.trials++;
  });
  const { first, second } = discordanceOf(one.named, other.named);
  return {
    points: (first - second) / Math.max(1, mates.length),
    p: mcnemar({ first, second }).midP,
    low: pairedBootstrap([...people.values()], { seed: 0, rounds: 1000 })?.low ?? null,
  };
}

function shareOf(who: readonly string[], holds: readonly boolean[]): Measured | null {
  const people = new Map<string, { successes: number; trials: number }>();
  who.forEach((person, at) => {
    const share = people.get(person) ?? { successes: 0, trials: 0 };
    people.set(person, share);
    share.trials++;
    if (holds[at]) share.successes++;
  });
  return measuredOf([...people.values()]);
}
