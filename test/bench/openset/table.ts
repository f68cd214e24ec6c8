// What came of trials, as tables: each rate is the mean over numbers of photos enrolled, with a bootstrap by person.
import { seededRandom } from '../../../models/random.ts';
import type { Tally, Trial } from './trials.ts';

/** A rate and the middle 95% of what it is when people are drawn anew. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

export interface Row {
  readonly set: string;
  readonly people: number;
  /** Null: the mean over all. */
  readonly shots: number | null;
  readonly galleries: number;
  /** At each FPIR asked for. */
  readonly right: readonly Rate[];
  readonly home: readonly Rate[];
  readonly abroad: readonly number[];
  /** A tenth of the galleries lie above the second, a tenth below the first: FPIR of home strangers. */
  readonly spread: readonly (readonly [number, number])[];
}

const ROUNDS = 1000;

/** @param rates how many FPIR were asked for */
export function rowOf(trials: readonly Trial[], shots: number | null, rates: number): Row {
  const [{ set, people }] = trials;
  const each = Array.from({ length: rates }, (_, at) => at);
  return {
    set,
    people,
    shots,
    galleries: trials.length,
    right: each.map((at) => rateOf(trials, ({ mates }) => mates, at)),
    home: each.map((at) => rateOf(trials, ({ home }) => home, at)),
    abroad: each.map((at) => meanOf(trials.map(({ abroad }) => abroad.named[at] / abroad.photos))),
    spread: each.map((at) => {
      const own = trials.map(({ home }) => share(home, at)).sort((a, b) => a - b);
      const point = (part: number) => own[Math.round(part * (own.length - 1))];
      return [point(0.1), point(0.9)];
    }),
  };
}

/** The mean over numbers of photos of each one's share; people are drawn once for all of them. */
function rateOf(trials: readonly Trial[], tallies: (trial: Trial) => readonly Tally[], at: number): Rate {
  const shots = [...new Set(trials.map((trial) => trial.shots))];
  const names = [...new Set(trials.flatMap((trial) => tallies(trial).map(({ person }) => person)))];
  const place = new Map(names.map((name, index) => [name, index]));
  const sums = shots.map((one) => {
    const named = new Float64Array(names.length);
    const photos = new Float64Array(names.length);
    for (const trial of trials) {
      if (trial.shots !== one) continue;
      for (const tally of tallies(trial)) {
        const who = place.get(tally.person) ?? 0;
        named[who] += tally.named[at];
        photos[who] += tally.photos;
      }
    }
    return { named, photos };
  });
  const rate = (drawn: readonly number[]): number =>
    meanOf(
      sums.map(({ named, photos }) => {
        const [hits, all] = drawn.reduce(([a, b], who) => [a + named[who], b + photos[who]], [0, 0]);
        return all === 0 ? 0 : hits / all;
      }),
    );
  const everybody = names.map((_, index) => index);
  const random = seededRandom(0, 'bootstrap');
  const drawn = Array.from({ length: ROUNDS }, () =>
    rate(everybody.map(() => random.integer(names.length))),
  ).sort((a, b) => a - b);
  return {
    rate: rate(everybody),
    low: drawn[Math.floor(0.025 * ROUNDS)],
    high: drawn[Math.floor(0.975 * ROUNDS)],
  };
}

const share = (tallies: readonly Tally[], at: number): number =>
  tallies.reduce((sum, { named }) => sum + named[at], 0) /
  tallies.reduce((sum, { photos }) => sum + photos, 0);

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const percent = (value: number): string => (100 * value).toFixed(value < 0.0995 ? 1 : 0);
