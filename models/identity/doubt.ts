// How much a face looks like somebody else than the person whose it is said to be.
import { accumulate, cosines, dot, normalise, rowOf } from '../linear/vectors.ts';

/** A face is doubtful from this difference of cosines on. */
export const DOUBTFUL = 0;

/** Everybody's faces, as their sums: all that doubts about anybody's faces need. */
export interface PersonSums {
  readonly dimensions: number;
  /** Sum of each person's embeddings, `[people, dimensions]`. */
  readonly sums: Float32Array;
  /** The same, of length 1. */
  readonly means: Float32Array;
}

/**
 * For each face of a person: the cosine to the likest other person's mean, less that to the mean of the person's other faces.
 * Above zero it looks more like somebody else. Null where there is nothing to compare with: one face, or one person.
 *
 * @param faces embeddings of length 1 of all faces of the person, `[N, dimensions]`
 * @param person row of `sums`
 */
export function doubtsOf(
  faces: Float32Array,
  person: number,
  { dimensions, sums, means }: PersonSums,
): Float32Array | null {
  const people = means.length / dimensions;
  const count = faces.length / dimensions;
  if (count < 2 || people < 2) return null;
  const table = cosines(faces, means, dimensions);
  const doubts = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    let likest = -1;
    for (let other = 0; other < people; other++) {
      if (other !== person) likest = Math.max(likest, table[row * people + other]);
    }
    const own = rowOf(faces, row, dimensions);
    const rest = rowOf(sums, person, dimensions).slice();
    accumulate(rest, own, -1);
    doubts[row] = likest - dot(normalise(rest), own);
  }
  return doubts;
}
