// Cholesky factors of covariance matrices, in double precision.
import { dotAt } from './vectors.ts';

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
      const sum = matrix[row * size + column] - dotAt(lower, row * size, lower, column * size, column);
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
  // A column of the inverse after the other, each in one piece: it is multiplied by rows of the factor.
  const inverted = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    inverted[column] = 1 / lower[column * size + column];
    for (let row = column + 1; row < size; row++) {
      const sum = dotAt(lower, row * size + column, inverted, column, row - column);
      inverted[row] = -sum / lower[row * size + row];
    }
    for (let row = column; row < size; row++) inverse[row * size + column] = inverted[row];
  }
  return inverse;
}
