// What became of the photos that a measurement looked at, in words: how long it took beside the networks' own time, and
// what was done where no face was found.
import type { Coverage, Evaluation } from '../evaluation.ts';
import { countText, percentText } from './wording.ts';

/** Looking at photos may take so many times as long as the networks that look. */
export const PACE_LIMIT = 1.3;

/** Wall-clock time of looking at photos over the time in which networks ran; null where none ran. */
export const paceOf = ({ seconds, networkSeconds }: Coverage): number | null =>
  networkSeconds > 0 ? seconds / networkSeconds : null;

/** `60 of 60 photos looked at in 3.0 s; the models ran 2.5 s of that: 1.20 times their time (limit 1.3)` */
export function paceText(coverage: Coverage): string {
  const { photos, looked, seconds, networkSeconds } = coverage;
  const pace = paceOf(coverage);
  const read = `${looked.toLocaleString('en')} of ${countText(photos, 'photo')} looked at`;
  if (pace === null) return looked === 0 ? `${countText(photos, 'photo')}, all remembered` : read;
  const within = pace <= PACE_LIMIT ? `limit ${PACE_LIMIT}` : `over the limit of ${PACE_LIMIT}`;
  return (
    `${read} in ${secondsText(seconds)}; the models ran ${secondsText(networkSeconds)} of that: ` +
    `${pace.toFixed(2)} times their time (${within})`
  );
}

/** Two digits at least: a ratio of rounded times would not be the one that is printed. */
const secondsText = (seconds: number): string =>
  seconds < 100
    ? `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
    : `${Math.round(seconds).toLocaleString('en')} s`;

/** Null where every photo of the set shows a face. */
export function facelessText({ photos, faceless }: Coverage, { repeat }: Evaluation): string | null {
  if (faceless.length === 0) return null;
  const counted = `No face was found in ${countText(faceless.length, 'photo')} (${percentText(faceless.length / photos)})`;
  // LFW's photos are cut around the face that they are named after; elsewhere there is no place to guess.
  return repeat.settings['face'] === 'central'
    ? `${counted}: the middle was taken for it.`
    : `${counted}: such a photo is answered with Unknown.`;
}
