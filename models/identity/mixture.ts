// A mixture of factor analysers: the shape in which a cohort keeps what strangers look like.
import { seededRandom, type Random } from '../random.ts';
import { cholesky } from './cholesky.ts';
import { accumulate, dot, normalise, rowOf } from './vectors.ts';

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

/** No component is made of fewer people, so that none of them shows through. */
export const FEWEST_PEOPLE = 30;
const MOST_COMPONENTS = 16;
const MOST_FACTORS = 16;
/** All directions of embeddings as short as the built-in encoder's. */
const MOST_SHARED_FACTORS = 128;
/** People a component, where there are enough. */
const PEOPLE_PER_COMPONENT = 100;

/**
 * Fits the mixture by k-means clusters and the principal directions of each.
 *
 * @param embeddings one face a person, `[N, D]`, L2-normalised; `FEWEST_PEOPLE` or more
 */
export function fitMixture(embeddings: Float32Array, dimensions: number, seed: number): Mixture {
  const count = embeddings.length / dimensions;
  if (count < FEWEST_PEOPLE) throw new Error(`${count} people are too few for a cohort`);
  const random = seededRandom(seed, 'cohort');
  const wanted = Math.max(1, Math.min(MOST_COMPONENTS, Math.floor(count / PEOPLE_PER_COMPONENT)));
  const clusters = cluster(embeddings, dimensions, wanted, random);
  const smallest = Math.min(...clusters.map(({ length }) => length));
  const rank = Math.min(MOST_FACTORS, Math.floor(smallest / 3), dimensions - 1);

  const residuals: Float32Array[] = [];
  const parts = clusters.map((rows) => {
    const mean = new Float64Array(dimensions);
    for (const row of rows) accumulate(mean, rowOf(embeddings, row, dimensions), 1 / rows.length);
    const deviations = rows.map((row) =>
      rowOf(embeddings, row, dimensions).map((value, at) => value - mean[at]),
    );
    const { basis, factors } = principalFactors(deviations, dimensions, rank, random);
    for (const deviation of deviations) {
      for (const direction of basis) accumulate(deviation, direction, -dot(deviation, direction));
    }
    residuals.push(...deviations);
    return { share: rows.length / count, mean, factors, left: meanSquare(deviations) };
  });
  const sharedRank = Math.min(MOST_SHARED_FACTORS, dimensions, Math.floor(count / 3));
  const shared = principalFactors(residuals, dimensions, sharedRank, random);
  const sharedVariances = new Float32Array(dimensions);
  for (const residual of residuals) {
    residual.forEach((value, at) => (sharedVariances[at] += value ** 2 / count));
  }
  shared.factors.forEach((value, at) => (sharedVariances[at % dimensions] -= value ** 2));
  const total = meanSquare(residuals);
  const stack = (rows: readonly ArrayLike<number>[]): Float32Array =>
    Float32Array.from(rows.flatMap((row) => Array.from(row)));
  return {
    dimensions,
    rank,
    shares: Float32Array.from(parts, ({ share }) => share),
    means: stack(parts.map(({ mean }) => mean)),
    factors: stack(parts.map(({ factors }) => factors)),
    scales: Float32Array.from(parts, ({ left }) => (total > 0 ? left / total : 0)),
    sharedFactors: shared.factors,
    sharedVariances: sharedVariances.map((variance) => Math.max(0, variance)),
  };
}

/** Mean squared length. */
const meanSquare = (vectors: readonly Float32Array[]): number =>
  vectors.reduce((sum, vector) => sum + dot(vector, vector), 0) / vectors.length;

/** `count` draws, `[count, D]`, L2-normalised rows. */
export function drawFrom(mixture: Mixture, count: number, random: Random): Float32Array {
  const { dimensions, rank, shares, means, factors, scales, sharedFactors, sharedVariances } = mixture;
  const spread = sharedVariances.map(Math.sqrt);
  const drawn = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    let left = random.uniform();
    let component = 0;
    while (component + 1 < shares.length && left >= shares[component]) left -= shares[component++];
    const face = rowOf(drawn, row, dimensions);
    face.set(rowOf(means, component, dimensions));
    for (let factor = 0; factor < rank; factor++) {
      accumulate(face, rowOf(factors, component * rank + factor, dimensions), random.normal());
    }
    const scale = Math.sqrt(scales[component]);
    for (let start = 0; start < sharedFactors.length; start += dimensions) {
      accumulate(face, sharedFactors.subarray(start, start + dimensions), scale * random.normal());
    }
    for (let at = 0; at < dimensions; at++) face[at] += scale * spread[at] * random.normal();
    normalise(face);
  }
  return drawn;
}

/** Mean `[D]` and covariance `[D, D]` of the whole mixture. */
export function momentsOf(mixture: Mixture): { mean: Float64Array; covariance: Float64Array } {
  const { dimensions: size, rank, shares, means, factors, scales, sharedFactors, sharedVariances } = mixture;
  const mean = new Float64Array(size);
  shares.forEach((share, component) => accumulate(mean, rowOf(means, component, size), share));
  const covariance = new Float64Array(size * size);
  const add = (direction: Float32Array, share: number): void => {
    for (let i = 0; i < size; i++) {
      const factor = share * direction[i];
      for (let j = 0; j < size; j++) covariance[i * size + j] += factor * direction[j];
    }
  };
  let rest = 0;
  shares.forEach((share, component) => {
    add(
      rowOf(means, component, size).map((value, at) => value - mean[at]),
      share,
    );
    for (let factor = 0; factor < rank; factor++) add(rowOf(factors, component * rank + factor, size), share);
    rest += share * scales[component];
  });
  for (let start = 0; start < sharedFactors.length; start += size)
    add(sharedFactors.subarray(start, start + size), rest);
  for (let at = 0; at < size; at++) covariance[at * size + at] += rest * sharedVariances[at];
  return { mean, covariance };
}

/** k-means over all rows; clusters with fewer than `FEWEST_PEOPLE` are given to the others. */
function cluster(embeddings: Float32Array, dimensions: number, wanted: number, random: Random): number[][] {
  const rows = Array.from({ length: embeddings.length / dimensions }, (_, row) => row);
  let centres = random
    .shuffle(rows)
    .slice(0, wanted)
    .map((row) => Float64Array.from(rowOf(embeddings, row, dimensions)));
  for (let round = 0; ; round++) {
    const groups = assign(embeddings, dimensions, centres);
    const large = groups.filter(({ length }) => length >= FEWEST_PEOPLE);
    if (round >= 30 && large.length === groups.length) return groups;
    // Small clusters are given up one by one, once the others have settled.
    const kept = round < 30 ? groups.filter(({ length }) => length > 0) : groups.toSorted(bySize).slice(1);
    centres = kept.map((group) => {
      const centre = new Float64Array(dimensions);
      for (const row of group) accumulate(centre, rowOf(embeddings, row, dimensions), 1 / group.length);
      return centre;
    });
  }
}

const bySize = (a: readonly number[], b: readonly number[]): number => a.length - b.length;

function assign(embeddings: Float32Array, dimensions: number, centres: readonly Float64Array[]): number[][] {
  const groups = centres.map((): number[] => []);
  const halves = centres.map((centre) => dot(centre, centre) / 2);
  for (let row = 0; row * dimensions < embeddings.length; row++) {
    const face = rowOf(embeddings, row, dimensions);
    let best = 0;
    let nearest = -Infinity;
    centres.forEach((centre, at) => {
      const closeness = dot(face, centre) - halves[at];
      if (closeness > nearest) [best, nearest] = [at, closeness];
    });
    groups[best].push(row);
  }
  return groups;
}

/**
 * The `rank` principal directions of deviations, each scaled by its standard deviation, `[rank, D]` (in a rotated basis,
 * which is the same to a Gaussian): by orthogonal iteration, which needs no `[D, D]` matrix.
 */
function principalFactors(
  deviations: readonly Float32Array[],
  dimensions: number,
  rank: number,
  random: Random,
): { basis: Float64Array[]; factors: Float32Array } {
  let basis: Float64Array[] = Array.from({ length: rank }, () =>
    Float64Array.from({ length: dimensions }, () => random.normal()),
  );
  const timesCovariance = (direction: Float64Array): Float64Array => {
    const product = new Float64Array(dimensions);
    for (const deviation of deviations) {
      accumulate(product, deviation, dot(deviation, direction) / deviations.length);
    }
    return product;
  };
  // Any basis of the whole space will do; the leading directions of a part of it take a few rounds to settle.
  const rounds = rank === dimensions ? 0 : 12;
  orthonormalise(basis);
  for (let round = 0; round < rounds; round++) basis = orthonormalise(basis.map(timesCovariance));
  const products = basis.map(timesCovariance);
  const inner = new Float64Array(rank * rank);
  for (let i = 0; i < rank; i++)
    for (let j = 0; j < rank; j++) inner[i * rank + j] = dot(basis[i], products[j]);
  // The ridge is for directions that rounding leaves empty.
  const ridge = 1e-9 * (inner[0] + Number.MIN_VALUE);
  for (let at = 0; at < rank; at++) inner[at * rank + at] += ridge;
  const root = cholesky(inner, rank);
  const factors = new Float32Array(rank * dimensions);
  for (let factor = 0; factor < rank; factor++) {
    const into = rowOf(factors, factor, dimensions);
    for (let at = factor; at < rank; at++) accumulate(into, basis[at], root[at * rank + factor]);
  }
  return { basis, factors };
}

/** Modified Gram-Schmidt. */
function orthonormalise(vectors: Float64Array[]): Float64Array[] {
  vectors.forEach((vector, at) => {
    for (let before = 0; before < at; before++)
      accumulate(vector, vectors[before], -dot(vector, vectors[before]));
    normalise(vector);
  });
  return vectors;
}
