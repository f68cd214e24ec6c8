// Rows of numbers: the few operations on `[N, D]` row-major arrays that recognition is made of.
import { multiply, rowsOf } from './products.ts';

export const rowOf = (rows: Float32Array, row: number, dimensions: number): Float32Array =>
  rows.subarray(row * dimensions, (row + 1) * dimensions);

/** Vectors of one length as rows: `[N, D]`. */
export function rowsOfVectors(vectors: readonly Float32Array[]): Float32Array {
  const dimensions = vectors.at(0)?.length ?? 0;
  const rows = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, row) => rows.set(vector, row * dimensions));
  return rows;
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}

/** Scales a vector to length 1, in place; a vector of zeros stays. */
export function normalise<V extends Float32Array | Float64Array>(vector: V): V {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at] /= length;
  return vector;
}

/** Adds `scale` times `vector` to `sum`. */
export function accumulate(sum: Float32Array | Float64Array, vector: ArrayLike<number>, scale = 1): void {
  for (let at = 0; at < sum.length; at++) sum[at] += scale * vector[at];
}

/** Cosines of two sets of L2-normalised rows: `[A, B]`, row-major. */
export function cosines(a: Float32Array, b: Float32Array, dimensions: number): Float32Array {
  const table = new Float32Array((a.length / dimensions) * (b.length / dimensions));
  multiply(rowsOf(a, dimensions), rowsOf(b, dimensions), dimensions, table);
  return table;
}
