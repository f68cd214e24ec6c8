// Cholesky factors of covariance matrices, in double precision, a block of columns at a time: nearly all of the work is
// products of rows.
import { dotAt, multiply, transposed, type Rows } from './products.ts';

const BLOCK = 32;

/**
 * The lower triangular L with L L^T = `matrix`.
 *
 * @param matrix `[size, size]`, symmetric positive definite; only its lower half is read
 * @throws Error where it is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  const known = new Float64Array(size * BLOCK);
  for (let from = 0; from < size; from += BLOCK) {
    const width = Math.min(BLOCK, size - from);
    // What the columns to the left account for.
    const rows: Rows = { data: lower, start: from * size, stride: size, count: size - from };
    multiply(rows, { ...rows, count: width }, from, known, width);
    for (let row = from; row < size; row++) {
      for (let column = from; column <= Math.min(row, from + width - 1); column++) {
        const sum =
          matrix[row * size + column] -
          known[(row - from) * width + column - from] -
          dotAt(lower, row * size + from, lower, column * size + from, column - from);
        if (row !== column) {
          lower[row * size + column] = sum / lower[column * size + column];
        } else if (sum > 0) {
          lower[row * size + row] = Math.sqrt(sum);
        } else {
          throw new Error(`Not positive definite: pivot ${row} of ${size} is ${sum}`);
        }
      }
    }
  }
  return lower;
}

/** The inverse of a lower triangular matrix, lower triangular too. */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  // Transposed, as rows of the factor are multiplied by its columns.
  const inverse = new Float64Array(size * size);
  const known = new Float64Array(BLOCK * BLOCK);
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(from + BLOCK, size);
    for (let left = 0; left <= from; left += BLOCK) {
      const right = Math.min(left + BLOCK, size);
      // What the rows above account for; a column of the inverse begins at its own row.
      const factor: Rows = { data: lower, start: from * size + left, stride: size, count: to - from };
      const columns: Rows = { data: inverse, start: left * size + left, stride: size, count: right - left };
      multiply(factor, columns, from - left, known, BLOCK);
      for (let row = from; row < to; row++) {
        for (let column = left; column < Math.min(right, row + 1); column++) {
          const sum =
            (row === column ? 1 : 0) -
            known[(row - from) * BLOCK + column - left] -
            dotAt(lower, row * size + from, inverse, column * size + from, row - from);
          inverse[column * size + row] = sum / lower[row * size + row];
        }
      }
    }
  }
  return transposed(inverse, size);
}
