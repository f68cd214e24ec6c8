// Cholesky factors of covariance matrices, in double precision.

/**
 * The lower triangular L with L L^T = `matrix`.
 *
 * @param matrix `[size, size]`, symmetric positive definite; only its lower half is read
 * @throws Error where it is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column];
      for (let at = 0; at < column; at++) sum -= lower[row * size + at] * lower[column * size + at];
      if (row !== column) {
        lower[row * size + column] = sum / lower[column * size + column];
      } else if (sum > 0) {
        lower[row * size + row] = Math.sqrt(sum);
      } else {
        throw new Error(`Not positive definite: pivot ${row} of ${size} is ${sum}`);
      }
    }
  }
  return lower;
}

/** The inverse of a lower triangular matrix, lower triangular too. */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const pivot = 1 / lower[row * size + row];
    // Row by row, so that the inner loop runs along rows that are done.
    for (let at = 0; at < row; at++) {
      const factor = lower[row * size + at];
      for (let column = 0; column <= at; column++) {
        inverse[row * size + column] -= factor * inverse[at * size + column];
      }
    }
    for (let column = 0; column < row; column++) inverse[row * size + column] *= pivot;
    inverse[row * size + row] = pivot;
  }
  return inverse;
}
