// How often strangers are given a name as more people are enrolled: FPIR by gallery size.
import { seededRandom } from '../random.ts';
import type { Interval } from './intervals.ts';

/** Strangers against everybody who could be enrolled. */
export interface StrangerSearches {
  /** `[strangers, people]`, row-major. */
  readonly scores: ArrayLike<number>;
  readonly people: number;
}

export interface GalleryOptions {
  /** How many of the people are enrolled. */
  readonly size: number;
  readonly seed: number;
  /** Random galleries of that size. */
  readonly galleries?: number;
  readonly rounds?: number;
}

export interface GalleryRate {
  /** One a gallery. */
  readonly draws: readonly { readonly accepted: number; readonly strangers: number }[];
  readonly fpir: Interval;
}

/**
 * FPIR of random galleries of one size at a threshold, with its 95% interval over both what galleries and what strangers
 * were met: each round draws a gallery without replacement and strangers with replacement (A. B. Owen, The pigeonhole
 * bootstrap, Ann. Appl. Stat. 1, 2007: two crossed factors are drawn one by one). FPIR is about 1 - (1 - FMR)^size (NIST IR 8271, section 3).
 *
 * @param threshold a number, or who the threshold is for a gallery of these people
 * @throws Error where there are fewer people than `size`, or no strangers
 */
export function fpirBySize(
  { scores, people }: StrangerSearches,
  threshold: number | ((gallery: readonly number[]) => number),
  { size, seed, galleries = 50, rounds = 2000 }: GalleryOptions,
): GalleryRate {
  const strangers = scores.length / people;
  if (size < 1 || size > people || !(strangers > 0)) {
    throw new Error(`No gallery of ${size} from ${people} people and ${strangers} strangers`);
  }
  const random = seededRandom(seed, `galleries/${size}`);
  const everybody = Array.from({ length: people }, (_, person) => person);
  // There is one gallery of everybody, and no other.
  const accepted = Array.from({ length: size === people ? 1 : galleries }, () => {
    const gallery = random.shuffle(everybody).slice(0, size);
    const limit = typeof threshold === 'number' ? threshold : threshold(gallery);
    return Uint8Array.from({ length: strangers }, (_, stranger) =>
      Number(gallery.some((person) => scores[stranger * people + person] > limit)),
    );
  });
  const draws = accepted.map((flags) => ({
    accepted: flags.reduce((sum, flag) => sum + flag, 0),
    strangers,
  }));
  const rate = draws.reduce((sum, draw) => sum + draw.accepted, 0) / (strangers * draws.length);

  const values = new Float64Array(rounds);
  for (let round = 0; round < rounds; round++) {
    const flags = accepted[random.integer(accepted.length)];
    let count = 0;
    for (let draw = 0; draw < strangers; draw++) count += flags[random.integer(strangers)];
    values[round] = count / strangers;
  }
  values.sort();
  const low = values[Math.floor(0.025 * rounds)];
  const high = values[Math.ceil(0.975 * rounds) - 1];
  // Nobody accepted in any draw: the rule of three says what that proves.
  return { draws, fpir: { rate, low, high: high === 0 ? Math.min(1, 3 / strangers) : high } };
}
