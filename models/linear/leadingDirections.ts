// The directions in which a set of vectors is longest.
import { accumulate, dot, normalise, rowOf } from './vectors.ts';

/** Rounds of subspace iteration: the directions need not be exact to be good. */
const ROUNDS = 3;

/**
 * Orthonormal rows `[k, D]`, `k` at most `count`: roughly the first right singular vectors of `rows` `[N, D]`, by
 * subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4) from the first rows.
 */
export function leadingDirections(rows: Float32Array, dimensions: number, count: number): Float32Array {
  const total = rows.length / dimensions;
  let basis = orthonormal(rows.slice(0, count * dimensions), dimensions);
  for (let round = 0; round < ROUNDS; round++) {
    const grown = new Float32Array(basis.length);
    for (let row = 0; row < total; row++) {
      const vector = rowOf(rows, row, dimensions);
      for (let at = 0; at < basis.length; at += dimensions)
        accumulate(
          grown.subarray(at, at + dimensions),
          vector,
          dot(vector, basis.subarray(at, at + dimensions)),
        );
    }
    basis = orthonormal(grown, dimensions);
  }
  return basis;
}

/** By Gram and Schmidt, twice, so that rounding leaves them orthogonal. Rows that depend on earlier ones are left out. */
function orthonormal(rows: Float32Array, dimensions: number): Float32Array {
  const kept: Float32Array[] = [];
  for (let at = 0; at < rows.length; at += dimensions) {
    const row = normalise(rows.slice(at, at + dimensions));
    for (let pass = 0; pass < 2; pass++) for (const other of kept) accumulate(row, other, -dot(row, other));
    if (dot(row, row) > 1e-6) kept.push(normalise(row));
  }
  const basis = new Float32Array(kept.length * dimensions);
  kept.forEach((row, index) => basis.set(row, index * dimensions));
  return basis;
}
