// The space in which faces are compared: embeddings are centred and whitened so that what varies between photos of
// one person counts little and what varies between people counts much.
//
// [Note: the space] The cosine of raw embeddings weighs all directions alike, but a person's photos differ most along a
// few of them (pose, light, the camera), which are the same for everybody. So embeddings are whitened by the covariance
// within people (WCCN: Hatch, Kajarekar & Stolcke, Interspeech 2006), estimated from the enrolled photos themselves. Few
// photos give a poor estimate: it is shrunk towards a prior, a blend of a plain sphere and the covariance of strangers,
// with the weight of `PRIOR` photos a dimension. The centre is most of the way to the mean stranger: what all faces have
// in common says nothing about who they are, but how strongly an embedding has it does tell faces from poor crops.
import { cholesky, invertLower } from '../linear/cholesky.ts';
import type { Gallery } from './gallery.ts';
import { multiply, rowsOf, type Rows } from '../linear/products.ts';
import { accumulate, normalise, rowOf } from '../linear/vectors.ts';

export interface Space {
  readonly dimensions: number;
  /** `[D]`. */
  readonly centre: Float32Array;
  /** `[D, D]`, row-major, lower triangular. */
  readonly whitening: Float32Array;
}

/** How strangers' embeddings are spread: a cohort has it. */
export interface Spread {
  /** `[D]`. */
  readonly mean: Float64Array;
  /** `[D, D]`. */
  readonly covariance: Float64Array;
}

/** Weight of the prior, in photos a dimension. */
const PRIOR = 2;
/** Share of the strangers' covariance in the prior. */
const BLEND = 0.2;
/** How far the centre is on the way to the mean stranger. */
const CENTRING = 0.8;
/** Rows of a triangle that are taken as if they were of one length. */
const BLOCK = 32;

/** Fits the space to a gallery; without a cohort it is centred at the origin and its prior is a sphere. */
export function fitSpace(gallery: Gallery, spread: Spread | null): Space {
  const { dimensions: size } = gallery;
  const prior = new Float64Array(size * size);
  const scale = spread === null ? 1 : trace(spread.covariance, size) / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (spread !== null) prior[at] = BLEND * spread.covariance[at];
      if (row === column) prior[at] += (spread === null ? 1 : 1 - BLEND) * scale;
    }
  }
  const { scatter, freedom } = scatterWithin(gallery);
  const within = trace(scatter, size);
  if (within > 0) {
    const weight = PRIOR * size;
    // The prior says how the variation is shaped; how large it is, the photos say.
    const level = within / freedom / trace(prior, size);
    for (let at = 0; at < prior.length; at++) {
      prior[at] = (scatter[at] + weight * level * prior[at]) / (freedom + weight);
    }
  }
  return {
    dimensions: size,
    centre: Float32Array.from({ length: size }, (_, at) => CENTRING * (spread?.mean[at] ?? 0)),
    whitening: new Float32Array(invertLower(cholesky(prior, size), size)),
  };
}

/** Embeddings `[N, D]` as L2-normalised rows of the space, `[N, D]`. */
export function project(
  { dimensions: size, centre, whitening }: Space,
  embeddings: Float32Array,
): Float32Array {
  const projected = new Float32Array(embeddings.length);
  const centred = new Float64Array(embeddings.length);
  for (let start = 0; start < centred.length; start += size)
    for (let at = 0; at < size; at++) centred[start + at] = embeddings[start + at] - centre[at];
  const faces = rowsOf(centred, size);
  const rows = rowsOf(new Float64Array(whitening), size);
  const block = new Float64Array(faces.count * BLOCK);
  for (let from = 0; from < size; from += BLOCK) {
    const count = Math.min(BLOCK, size - from);
    // A triangle: nothing follows on a row's diagonal.
    multiply(faces, { ...rows, start: from * size, count }, from + count, block, BLOCK);
    for (let face = 0; face < faces.count; face++)
      for (let at = 0; at < count; at++) projected[face * size + from + at] = block[face * BLOCK + at];
  }
  for (let start = 0; start < projected.length; start += size)
    normalise(projected.subarray(start, start + size));
  return projected;
}

/** Sum over people of the weighted scatter of their faces about their mean, and its degrees of freedom. */
function scatterWithin(gallery: Gallery): { scatter: Float64Array; freedom: number } {
  const { embeddings, dimensions: size, people, count, weights } = gallery;
  const scatter = new Float64Array(size * size);
  let freedom = 0;
  for (let person = 0; person < count; person++) {
    const rows: number[] = [];
    people.forEach((owner, row) => {
      if (owner === person) rows.push(row);
    });
    if (rows.length < 2) continue;
    const total = rows.reduce((sum, row) => sum + weights[row], 0);
    const mean = new Float64Array(size);
    for (const row of rows) accumulate(mean, rowOf(embeddings, row, size), weights[row] / total);
    // Differences from the mean by dimension, times the roots of their weights: the scatter is their products.
    const columns = new Float64Array(size * rows.length);
    rows.forEach((row, at) => {
      const root = Math.sqrt((weights[row] / total) * rows.length);
      const face = rowOf(embeddings, row, size);
      for (let i = 0; i < size; i++) columns[i * rows.length + at] = root * (face[i] - mean[i]);
    });
    addProducts(scatter, rowsOf(columns, rows.length), rows.length);
    freedom += rows.length - 1;
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) scatter[j * size + i] = scatter[i * size + j];
  return { scatter, freedom };
}

/** Adds the products of all rows with each other to the lower half of `sum`, `[rows.count, rows.count]`. */
function addProducts(sum: Float64Array, rows: Rows, size: number): void {
  const block = new Float64Array(BLOCK * rows.count);
  for (let from = 0; from < rows.count; from += BLOCK) {
    const count = Math.min(BLOCK, rows.count - from);
    const columns = from + count;
    multiply({ ...rows, start: from * rows.stride, count }, { ...rows, count: columns }, size, block);
    for (let at = 0; at < count * columns; at++) {
      sum[(from + Math.floor(at / columns)) * rows.count + (at % columns)] += block[at];
    }
  }
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let at = 0; at < size; at++) sum += matrix[at * size + at];
  return sum;
}
