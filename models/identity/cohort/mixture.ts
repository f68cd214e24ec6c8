// A mixture of factor analysers: the shape in which a cohort keeps what strangers look like.
import type { Random } from '../../random.ts';
import { multiply, rowsOf, transposed } from '../../linear/products.ts';
import { accumulate, normalise, rowOf } from '../../linear/vectors.ts';

/**
 * Component k is a Gaussian about `means[k]` with covariance F_k F_k^T + s_k (G G^T + diag(v)): a few directions of its
 * own, and what they leave over in the shape that all components share. After Ghahramani & Hinton, The EM algorithm for
 * mixtures of factor analyzers, 1996.
 */
export interface Mixture {
  readonly dimensions: number;
  /** Factors a component, r. */
  readonly rank: number;
  /** `[K]`, adds up to 1. */
  readonly shares: Float32Array;
  /** `[K, D]`. */
  readonly means: Float32Array;
  /** F, `[K, r, D]`. */
  readonly factors: Float32Array;
  /** s, `[K]`. */
  readonly scales: Float32Array;
  /** G, `[R, D]`. */
  readonly sharedFactors: Float32Array;
  /** v, `[D]`. */
  readonly sharedVariances: Float32Array;
}

/** Whether they are one to the last bit: a mixture that was copied from another thread draws the same. */
export function isSameMixture(a: Mixture, b: Mixture): boolean {
  if (a === b) return true;
  if (a.dimensions !== b.dimensions || a.rank !== b.rank) return false;
  const parts = ({ shares, means, factors, scales, sharedFactors, sharedVariances }: Mixture) => [
    ...[shares, means, factors, scales, sharedFactors, sharedVariances],
  ];
  const others = parts(b);
  return parts(a).every(
    (part, at) =>
      part.length === others[at].length && part.every((value, place) => value === others[at][place]),
  );
}

/** Draws that are made together: what they need meanwhile stays small. */
const DRAWN_AT_ONCE = 512;

/** `count` draws, `[count, D]`, L2-normalised rows. */
export function drawFrom(mixture: Mixture, count: number, random: Random): Float32Array {
  const { dimensions, sharedFactors } = mixture;
  const turned = transposed(sharedFactors, dimensions);
  const drawn = new Float32Array(count * dimensions);
  for (let from = 0; from < drawn.length; from += DRAWN_AT_ONCE * dimensions)
    drawInto(drawn.subarray(from, from + DRAWN_AT_ONCE * dimensions), mixture, turned, random);
  return drawn;
}

/** @param turned the shared factors, `[D, R]` */
function drawInto(drawn: Float32Array, mixture: Mixture, turned: Float64Array, random: Random): void {
  const { dimensions: size, rank, shares, means, factors, scales, sharedVariances } = mixture;
  const count = drawn.length / size;
  const sharedRank = turned.length / size;
  const spread = sharedVariances.map(Math.sqrt);
  const own = new Float64Array(drawn.length);
  const lots = new Float64Array(count * sharedRank);
  for (let row = 0; row < count; row++) {
    let left = random.uniform();
    let component = 0;
    while (component + 1 < shares.length && left >= shares[component]) left -= shares[component++];
    const face = row * size;
    for (let at = 0; at < size; at++) own[face + at] = means[component * size + at];
    for (let factor = 0; factor < rank; factor++) {
      const lot = random.normal();
      const direction = (component * rank + factor) * size;
      for (let at = 0; at < size; at++) own[face + at] += lot * factors[direction + at];
    }
    const scale = Math.sqrt(scales[component]);
    for (let factor = 0; factor < sharedRank; factor++)
      lots[row * sharedRank + factor] = scale * random.normal();
    for (let at = 0; at < size; at++) own[face + at] += scale * spread[at] * random.normal();
  }
  const shared = new Float64Array(drawn.length);
  multiply(rowsOf(lots, sharedRank), rowsOf(turned, sharedRank), sharedRank, shared);
  for (let at = 0; at < drawn.length; at++) drawn[at] = own[at] + shared[at];
  for (let row = 0; row < count; row++) normalise(rowOf(drawn, row, size));
}

/** Mean `[D]` and covariance `[D, D]` of the whole mixture. */
export function momentsOf(mixture: Mixture): { mean: Float64Array; covariance: Float64Array } {
  const { dimensions: size, rank, shares, means, factors, scales, sharedFactors, sharedVariances } = mixture;
  const mean = new Float64Array(size);
  shares.forEach((share, component) => accumulate(mean, rowOf(means, component, size), share));
  // Directions whose outer products add up to the covariance.
  const count = shares.length * (1 + rank) + sharedFactors.length / size;
  const directions = new Float64Array(count * size);
  let filled = 0;
  const add = (direction: Float32Array, share: number): void => {
    accumulate(directions.subarray(filled, (filled += size)), direction, Math.sqrt(share));
  };
  let rest = 0;
  shares.forEach((share, component) => {
    const offset = rowOf(means, component, size).map((value, at) => value - mean[at]);
    add(offset, share);
    for (let factor = 0; factor < rank; factor++) add(rowOf(factors, component * rank + factor, size), share);
    rest += share * scales[component];
  });
  for (let start = 0; start < sharedFactors.length; start += size)
    add(sharedFactors.subarray(start, start + size), rest);
  const columns = rowsOf(transposed(directions, size), count);
  const covariance = new Float64Array(size * size);
  multiply(columns, columns, count, covariance);
  for (let at = 0; at < size; at++) covariance[at * size + at] += rest * sharedVariances[at];
  return { mean, covariance };
}
