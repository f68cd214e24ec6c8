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
import { multiply, rowsOf } from '../linear/products.ts';
import { normalise } from '../linear/vectors.ts';
import { evenWeights, scatterWithin, statisticsOf, type Statistics } from './training/statistics.ts';

export interface Space {
  readonly dimensions: number;
  /** `[D]`. */
  readonly centre: Float32Array;
  /** `[D, D]`, row-major, lower triangular. */
  readonly whitening: Float32Array;
  /**
   * Of a fused encoder: each encoder's numbers, and how much its cosine counts. Rows have the root of that as their length
   * there, so that a cosine of rows is the weighted mean of the encoders' cosines. They add up to 1.
   */
  readonly parts?: readonly SpacePart[];
}

export interface SpacePart {
  readonly dimensions: number;
  readonly weight: number;
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
/**
 * Share of the strangers' covariance in the prior: with more of it the public is set further apart, and strangers of one's
 * own surroundings come nearer.
 */
const BLEND = 0.1;
/** How far the centre is on the way to the mean stranger. */
const CENTRING = 0.8;
/** Rows of a triangle that are taken as if they were of one length. */
const BLOCK = 32;
/** Faces that are projected together. */
const FACES = 1024;

/** Below this, a face, all of anybody's photos are copies of one another, and what is left of their differences is rounding. */
const LEAST_VARIANCE = 1e-10;

/** Fits the space to a gallery; without a cohort it is centred at the origin and its prior is a sphere. */
export const fitSpace = (gallery: Gallery, spread: Spread | null): Space =>
  spaceOf(statisticsOf(gallery, evenWeights(gallery), [...gallery.people.keys()]), spread);

/** Faces as they come, seen from most of the way to the mean stranger: nothing is fitted to the gallery. */
export function plainSpace(dimensions: number, spread: Spread | null): Space {
  const whitening = new Float32Array(dimensions * dimensions);
  for (let at = 0; at < dimensions; at++) whitening[at * dimensions + at] = 1;
  return { dimensions, centre: centreOf(dimensions, spread), whitening };
}

const centreOf = (size: number, spread: Spread | null): Float32Array =>
  Float32Array.from({ length: size }, (_, at) => CENTRING * (spread?.mean[at] ?? 0));

/** The space of the faces that the statistics are of. */
export function spaceOf(statistics: Statistics, spread: Spread | null): Space {
  const { dimensions: size } = statistics;
  const prior = new Float64Array(size * size);
  const scale = spread === null ? 1 : trace(spread.covariance, size) / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (spread !== null) prior[at] = BLEND * spread.covariance[at];
      if (row === column) prior[at] += (spread === null ? 1 : 1 - BLEND) * scale;
    }
  }
  const { scatter, freedom } = scatterWithin(statistics);
  const within = trace(scatter, size);
  if (freedom > 0 && within > LEAST_VARIANCE * freedom) {
    const weight = PRIOR * size;
    // The prior says how the variation is shaped; how large it is, the photos say.
    const level = within / freedom / trace(prior, size);
    for (let at = 0; at < prior.length; at++) {
      prior[at] = (scatter[at] + weight * level * prior[at]) / (freedom + weight);
    }
  }
  return {
    dimensions: size,
    centre: centreOf(size, spread),
    whitening: new Float32Array(invertLower(cholesky(prior, size), size)),
  };
}

/** Embeddings `[N, D]` as L2-normalised rows of the space, `[N, D]`. */
export function project(
  { dimensions: size, centre, whitening, parts = [{ dimensions: size, weight: 1 }] }: Space,
  embeddings: Float32Array,
): Float32Array {
  const projected = new Float32Array(embeddings.length);
  const rows = rowsOf(whitening, size);
  const centred = new Float32Array(Math.min(FACES * size, embeddings.length));
  for (let from = 0; from < embeddings.length; from += centred.length) {
    const faces = Math.min(centred.length, embeddings.length - from) / size;
    for (let face = 0; face < faces; face++)
      for (let at = 0; at < size; at++)
        centred[face * size + at] = embeddings[from + face * size + at] - centre[at];
    const into = projected.subarray(from, from + faces * size);
    for (let row = 0; row < size; row += BLOCK) {
      const count = Math.min(BLOCK, size - row);
      // A triangle: nothing follows on a row's diagonal.
      multiply(
        { data: centred, start: 0, stride: size, count: faces },
        { ...rows, start: row * size, count },
        row + count,
        into.subarray(row),
        size,
      );
    }
  }
  weigh(projected, parts);
  return projected;
}

/** Gives each part of the rows the length that it counts with, in place. */
export function weigh(rows: Float32Array, parts: readonly SpacePart[]): void {
  for (let start = 0; start < rows.length;)
    for (const { dimensions, weight } of parts) {
      const part = normalise(rows.subarray(start, (start += dimensions)));
      if (weight !== 1) for (let at = 0; at < part.length; at++) part[at] *= Math.sqrt(weight);
    }
}

function trace(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let at = 0; at < size; at++) sum += matrix[at * size + at];
  return sum;
}
