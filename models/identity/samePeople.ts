// Who of a library may be one person under two names.
import { cosines, dot, rowOf } from '../linear/vectors.ts';
import type { PersonSums } from './doubt.ts';

/** Two people who look the same. */
export interface SamePair {
  /** Rows of the sums. */
  readonly a: number;
  readonly b: number;
  /** Mean cosine of the faces of one and the faces of the other. */
  readonly likeness: number;
}

/** Share of people whose own faces may be less alike than those of a pair that is proposed. */
const TYPICAL = 0.1;
/** With fewer people of several faces there is nothing typical to go by. */
const ENOUGH = 5;

/** Rows that are compared with all others in one go: some ten milliseconds at thousands of people. */
const BLOCK = 16;

/**
 * Compares people by blocks, each a step of the generator, and ends with the pairs that are as alike as the faces of nearly every
 * person are among themselves, the likest first.
 *
 * @param counts how many faces each sum is of
 */
export function* findSamePeople(
  { dimensions, sums }: Pick<PersonSums, 'dimensions' | 'sums'>,
  counts: ArrayLike<number>,
): Generator<void, readonly SamePair[]> {
  const people = counts.length;
  const own: number[] = [];
  // The mean cosine of all pairs of two sets of faces is the inner product of the sets' mean vectors.
  const means = sums.slice();
  for (let person = 0; person < people; person++) {
    const count = counts[person];
    const sum = rowOf(sums, person, dimensions);
    if (count > 1) own.push((dot(sum, sum) - count) / (count * (count - 1)));
    if (count > 0) rowOf(means, person, dimensions).forEach((value, at, row) => (row[at] = value / count));
  }
  if (own.length < ENOUGH) return [];
  const threshold = own.sort((a, b) => a - b)[Math.floor(own.length * TYPICAL)];
  const pairs: SamePair[] = [];
  for (let from = 0; from < people; from += BLOCK) {
    const later = means.subarray(from * dimensions);
    const rows = means.subarray(from * dimensions, (from + BLOCK) * dimensions);
    const table = cosines(rows, later, dimensions);
    const width = later.length / dimensions;
    for (let row = 0; row * dimensions < rows.length; row++) {
      for (let column = row + 1; column < width; column++) {
        const likeness = table[row * width + column];
        if (likeness >= threshold) pairs.push({ a: from + row, b: from + column, likeness });
      }
    }
    yield;
  }
  return pairs.sort((a, b) => b.likeness - a.likeness);
}
