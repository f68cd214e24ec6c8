// People of a gallery, made of numbers: as many as are asked for, the same each time.
import type { Enrolled, GalleryTerms } from '../../../main/gallery/gallery.ts';
import { normalise } from '../../../models/linear/vectors.ts';
import type { Random } from '../../../models/random.ts';

export const DIMENSIONS = 512;

const identity = new Float32Array(DIMENSIONS ** 2);
for (let at = 0; at < DIMENSIONS; at++) identity[at * DIMENSIONS + at] = 1;

export const terms: GalleryTerms = {
  encoder: { id: 'numbers', digest: '0'.repeat(64) },
  space: { dimensions: DIMENSIONS, centre: new Float32Array(DIMENSIONS), whitening: identity },
  blend: 1,
  calibration: {
    calibration: {
      ...{ basis: 'none', threshold: 0.5, strangers: 0.3, deviation: 0.05, scores: null },
      confidence: { bias: 0, score: 1, margin: 1, threshold: 0.5 },
    },
    people: 1,
    levels: [],
  },
};

/** Somebody in a direction that the number decides: xorshift is enough, and quick. */
export function enrolled(number: number): Enrolled {
  let state = (number + 1) * 2654435761;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
  for (let warm = 0; warm < 8; warm++) next();
  const rows = normalise(Float32Array.from({ length: DIMENSIONS }, () => next() + next()));
  return { id: number.toString(16).padStart(12, '0'), name: `Person ${number}`, rows };
}

/** A face at that cosine to a person's prototype, elsewhere in no direction in particular. */
export function faceNear(row: Float32Array, cosine: number, random: Random): Float32Array {
  const noise = normalise(Float32Array.from({ length: DIMENSIONS }, () => random.normal()));
  const apart = Math.sqrt(1 - cosine ** 2);
  return normalise(row.map((value, at) => cosine * value + apart * noise[at]));
}
