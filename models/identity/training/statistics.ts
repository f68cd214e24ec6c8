// What a space is fitted to: sums over faces. The sums of a gallery without some faces are those of the whole less those of
// the faces, so that cross-validation looks at each face twice, whatever the folds.
import type { Gallery } from '../gallery.ts';
import { multiply, type Rows } from '../../linear/products.ts';
import { accumulate, rowOf } from '../../linear/vectors.ts';

export interface Statistics {
  readonly dimensions: number;
  /** `[P]`: faces of each person. */
  readonly faces: Int32Array;
  /** `[P]`: their weights, `[P, D]`: their weighted sum. */
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  /** `[D, D]`: the weighted sum of all faces' outer products; the lower half. */
  readonly products: Float64Array;
}

/** Faces whose products are added together: enough for the kernel, few enough to stay in the cache. */
const BLOCK = 256;
/** Rows of a triangle that are taken as if they were of one length. */
const ROWS = 32;

/** `[N]`: each face's weight, scaled so that the mean over a person's faces is 1. */
export function evenWeights({ people, count, weights }: Gallery): Float64Array {
  const faces = new Int32Array(count);
  const totals = new Float64Array(count);
  people.forEach((person, row) => {
    faces[person]++;
    totals[person] += weights[row];
  });
  return Float64Array.from(people, (person, row) => (weights[row] * faces[person]) / totals[person]);
}

/**
 * @param weights `[N]`, of `evenWeights`
 * @param which rows of the gallery
 */
export function statisticsOf(
  { embeddings, dimensions: size, people, count }: Gallery,
  weights: Float64Array,
  which: ArrayLike<number>,
): Statistics {
  const statistics: Statistics = {
    dimensions: size,
    faces: new Int32Array(count),
    weights: new Float64Array(count),
    sums: new Float64Array(count * size),
    products: new Float64Array(size * size),
  };
  // By dimension, times the roots of their weights: outer products are inner ones of these.
  const columns = new Float64Array(size * BLOCK);
  for (let from = 0; from < which.length; from += BLOCK) {
    const taken = Math.min(BLOCK, which.length - from);
    for (let at = 0; at < taken; at++) {
      const row = which[from + at];
      const person = people[row];
      const face = rowOf(embeddings, row, size);
      statistics.faces[person]++;
      statistics.weights[person] += weights[row];
      accumulate(statistics.sums.subarray(person * size, (person + 1) * size), face, weights[row]);
      const root = Math.sqrt(weights[row]);
      for (let i = 0; i < size; i++) columns[i * BLOCK + at] = root * face[i];
    }
    addProducts(statistics.products, { data: columns, start: 0, stride: BLOCK, count: size }, taken, 1);
  }
  return statistics;
}

/** Those of the faces of `whole` that are not in `part`. */
export function subtract(whole: Statistics, part: Statistics): Statistics {
  return {
    dimensions: whole.dimensions,
    faces: whole.faces.map((faces, person) => faces - part.faces[person]),
    weights: whole.weights.map((weight, person) => weight - part.weights[person]),
    sums: whole.sums.map((sum, at) => sum - part.sums[at]),
    products: whole.products.map((product, at) => product - part.products[at]),
  };
}

/**
 * Sum over people of the weighted scatter of their faces about their mean, `[D, D]`, and its degrees of freedom; 0 where
 * nobody has two different faces.
 */
export function scatterWithin({ dimensions: size, faces, weights, sums, products }: Statistics): {
  readonly scatter: Float64Array;
  readonly freedom: number;
} {
  const scatter = products.slice();
  let freedom = 0;
  for (const count of faces) freedom += Math.max(0, count - 1);
  const columns = new Float64Array(size * BLOCK);
  for (let from = 0; from < faces.length; from += BLOCK) {
    const taken = Math.min(BLOCK, faces.length - from);
    for (let at = 0; at < taken; at++) {
      const person = from + at;
      const scale = faces[person] === 0 ? 0 : 1 / Math.sqrt(weights[person]);
      for (let i = 0; i < size; i++) columns[i * BLOCK + at] = scale * sums[person * size + i];
    }
    addProducts(scatter, { data: columns, start: 0, stride: BLOCK, count: size }, taken, -1);
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) scatter[j * size + i] = scatter[i * size + j];
  return { scatter, freedom };
}

/** Adds `sign` times the products of all rows with each other to the lower half of `sum`, `[rows.count, rows.count]`. */
function addProducts(sum: Float64Array, rows: Rows, size: number, sign: 1 | -1): void {
  const block = new Float64Array(ROWS * rows.count);
  for (let from = 0; from < rows.count; from += ROWS) {
    const count = Math.min(ROWS, rows.count - from);
    const columns = from + count;
    multiply({ ...rows, start: from * rows.stride, count }, { ...rows, count: columns }, size, block);
    for (let row = 0; row < count; row++) {
      const to = (from + row) * rows.count;
      for (let at = 0; at < columns; at++) sum[to + at] += sign * block[row * columns + at];
    }
  }
}
