// How often strangers are given a name as more people are enrolled: FPIR by gallery size.
import { seededRandom } from '../random.ts';
import type { Interval } from './statistics/intervals.ts';

export interface GalleryRate {
  /** One a gallery. */
  readonly draws: readonly { readonly accepted: number; readonly strangers: number }[];
  readonly fpir: Interval;
}

/**
 * The mean FPIR of random galleries of one size, with its 95% interval over both what galleries and what strangers were
 * met: each round draws as many of the galleries, and as many of the strangers, as there are, both with replacement (A. B.
 * Owen, The pigeonhole bootstrap, Ann. Appl. Stat. 1, 2007: two crossed factors are drawn one by one). A stranger is a
 * person with one photo. FPIR is about 1 - (1 - FMR)^size (NIST IR 8271, section 3).
 *
 * @param accepted for each gallery and stranger whether a name was given: 1 or 0
 */
export function fpirOfGalleries(
  accepted: readonly Uint8Array[],
  { seed, rounds = 2000 }: { readonly seed: number; readonly rounds?: number },
): GalleryRate {
  const random = seededRandom(seed, 'pigeonholes');
  const strangers = accepted[0].length;
  const draws = accepted.map((flags) => ({
    accepted: flags.reduce((sum, flag) => sum + flag, 0),
    strangers,
  }));
  const rate = draws.reduce((sum, draw) => sum + draw.accepted, 0) / (strangers * draws.length);

  // Which galleries took each stranger for somebody: most strangers pass nowhere and cost a round nothing.
  const takenBy = Array.from({ length: strangers }, (_, stranger) =>
    [...accepted.keys()].filter((gallery) => accepted[gallery][stranger] === 1),
  );
  const values = new Float64Array(rounds);
  const times = new Int32Array(accepted.length);
  for (let round = 0; round < rounds; round++) {
    times.fill(0);
    for (let draw = 0; draw < accepted.length; draw++) times[random.integer(accepted.length)]++;
    let count = 0;
    for (let draw = 0; draw < strangers; draw++) {
      for (const gallery of takenBy[random.integer(strangers)]) count += times[gallery];
    }
    values[round] = count / (strangers * accepted.length);
  }
  values.sort();
  const low = values[Math.floor(0.025 * rounds)];
  const high = values[Math.ceil(0.975 * rounds) - 1];
  // Nobody accepted in any draw: the rule of three says what that proves.
  return { draws, fpir: { rate, low, high: high === 0 ? Math.min(1, 3 / strangers) : high } };
}
