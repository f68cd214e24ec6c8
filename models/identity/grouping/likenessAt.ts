// How alike hardly any two of some faces are.
import { cosines } from '../../linear/vectors.ts';

/**
 * The cosine that a share of all pairs of rows lies above.
 *
 * @param rows `[N, dimensions]`, of length 1; N at least 2
 * @param share 0 to 1
 */
export function likenessAt(rows: Float32Array, dimensions: number, share: number): number {
  const sorted = likenesses(rows, dimensions);
  return sorted[Math.floor((1 - share) * (sorted.length - 1))];
}

/** Cosines of all pairs of rows, the least first: `[N (N - 1) / 2]`. */
export function likenesses(rows: Float32Array, dimensions: number): Float32Array {
  const count = rows.length / dimensions;
  const table = cosines(rows, rows, dimensions);
  const pairs = new Float32Array((count * (count - 1)) / 2);
  for (let row = 0, at = 0; row < count; row++)
    for (let other = 0; other < row; other++) pairs[at++] = table[row * count + other];
  return pairs.sort();
}
