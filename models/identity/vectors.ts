// Rows of numbers: the few operations on `[N, D]` row-major arrays that recognition is made of.

export const rowOf = (rows: Float32Array, row: number, dimensions: number): Float32Array =>
  rows.subarray(row * dimensions, (row + 1) * dimensions);

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}

/**
 * The inner product of `size` numbers of `a` from `i` on and of `b` from `j` on: the inner loop where large
 * matrices are multiplied. Four sums at a time, for an addition need not wait for the one before it; double precision, for
 * nothing then has to be converted on the way.
 */
export function dotAt(a: Float64Array, i: number, b: Float64Array, j: number, size: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = 0;
  for (; at + 3 < size; at += 4) {
    s0 += a[i + at] * b[j + at];
    s1 += a[i + at + 1] * b[j + at + 1];
    s2 += a[i + at + 2] * b[j + at + 2];
    s3 += a[i + at + 3] * b[j + at + 3];
  }
  for (; at < size; at++) s0 += a[i + at] * b[j + at];
  return s0 + s1 + (s2 + s3);
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
  const rows = a.length / dimensions;
  const columns = b.length / dimensions;
  const table = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = row * dimensions;
    for (let column = 0; column < columns; column++) {
      const to = column * dimensions;
      let sum = 0;
      for (let at = 0; at < dimensions; at++) sum += a[from + at] * b[to + at];
      table[row * columns + column] = sum;
    }
  }
  return table;
}
