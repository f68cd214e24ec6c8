// Fits a mixture of factor analysers to the faces of many people.
import { seededRandom, type Random } from '../../random.ts';
import { cholesky } from '../../linear/cholesky.ts';
import type { Mixture } from './mixture.ts';
import { dotAt, multiply, rowsOf, transposed } from '../../linear/products.ts';
import { accumulate, dot, normalise } from '../../linear/vectors.ts';

/** No component is made of fewer people, so that none of them shows through. */
export const FEWEST_PEOPLE = 30;
const MOST_COMPONENTS = 16;
const MOST_FACTORS = 16;
/** All directions of embeddings as short as the built-in encoder's. */
const MOST_SHARED_FACTORS = 128;
/** People a component, where there are enough. */
const PEOPLE_PER_COMPONENT = 100;
/** Rounds of k-means, and of orthogonal iteration. */
const CLUSTERING = 30;
const SETTLING = 12;

/**
 * Fits the mixture by k-means clusters and the principal directions of each.
 *
 * @param embeddings one face a person, `[N, D]`, L2-normalised; `FEWEST_PEOPLE` or more
 */
export function fitMixture(embeddings: Float32Array, dimensions: number, seed: number): Mixture {
  const faces = new Float64Array(embeddings);
  const count = faces.length / dimensions;
  if (count < FEWEST_PEOPLE) throw new Error(`${count} people are too few for a cohort`);
  const random = seededRandom(seed, 'cohort');
  const wanted = Math.max(1, Math.min(MOST_COMPONENTS, Math.floor(count / PEOPLE_PER_COMPONENT)));
  const clusters = cluster(faces, dimensions, wanted, random);
  const smallest = Math.min(...clusters.map(({ length }) => length));
  const rank = Math.min(MOST_FACTORS, Math.floor(smallest / 3), dimensions - 1);

  const residuals = new Float64Array(faces.length);
  let filled = 0;
  const parts = clusters.map((rows) => {
    const mean = meanOf(faces, rows, dimensions);
    const deviations = residuals.subarray(filled, (filled += rows.length * dimensions));
    rows.forEach((row, at) => {
      for (let i = 0; i < dimensions; i++)
        deviations[at * dimensions + i] = faces[row * dimensions + i] - mean[i];
    });
    const { basis, factors } = principalFactors(deviations, dimensions, rank, random);
    removeDirections(deviations, basis, dimensions);
    return { share: rows.length / count, mean, factors, left: meanSquare(deviations, dimensions) };
  });
  const sharedRank = Math.min(MOST_SHARED_FACTORS, dimensions, Math.floor(count / 3));
  const shared = principalFactors(residuals, dimensions, sharedRank, random);
  const sharedVariances = new Float64Array(dimensions);
  residuals.forEach((value, at) => (sharedVariances[at % dimensions] += value ** 2 / count));
  shared.factors.forEach((value, at) => (sharedVariances[at % dimensions] -= value ** 2));
  const total = meanSquare(residuals, dimensions);
  return {
    dimensions,
    rank,
    shares: Float32Array.from(parts, ({ share }) => share),
    means: new Float32Array(stack(parts.map(({ mean }) => mean))),
    factors: new Float32Array(stack(parts.map(({ factors }) => factors))),
    scales: Float32Array.from(parts, ({ left }) => (total > 0 ? left / total : 0)),
    sharedFactors: new Float32Array(shared.factors),
    sharedVariances: Float32Array.from(sharedVariances, (variance) => Math.max(0, variance)),
  };
}

/** Arrays of one length, one behind the other. */
function stack(parts: readonly Float64Array[]): Float64Array {
  const size = parts[0].length;
  const stacked = new Float64Array(parts.length * size);
  parts.forEach((part, at) => stacked.set(part, at * size));
  return stacked;
}

function meanOf(faces: Float64Array, rows: readonly number[], dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  for (const row of rows)
    accumulate(mean, faces.subarray(row * dimensions, (row + 1) * dimensions), 1 / rows.length);
  return mean;
}

/** Mean squared length of rows. */
const meanSquare = (rows: Float64Array, dimensions: number): number =>
  dotAt(rows, 0, rows, 0, rows.length) / (rows.length / dimensions);

/** k-means over all rows; clusters with fewer than `FEWEST_PEOPLE` are given to the others. */
function cluster(faces: Float64Array, dimensions: number, wanted: number, random: Random): number[][] {
  const all = Array.from({ length: faces.length / dimensions }, (_, row) => row);
  let centres: readonly Float64Array[] = random
    .shuffle(all)
    .slice(0, wanted)
    .map((row) => faces.slice(row * dimensions, (row + 1) * dimensions));
  for (let round = 0; ; round++) {
    const groups = assign(faces, dimensions, centres);
    const large = groups.filter(({ length }) => length >= FEWEST_PEOPLE);
    if (round >= CLUSTERING && large.length === groups.length) return groups;
    // Small clusters are given up one by one, once the others have settled.
    const kept =
      round < CLUSTERING ? groups.filter(({ length }) => length > 0) : groups.toSorted(bySize).slice(1);
    centres = kept.map((group) => meanOf(faces, group, dimensions));
  }
}

const bySize = (a: readonly number[], b: readonly number[]): number => a.length - b.length;

/** The rows of which each centre is the nearest. */
function assign(faces: Float64Array, dimensions: number, centres: readonly Float64Array[]): number[][] {
  const count = centres.length;
  const groups = centres.map((): number[] => []);
  const halves = centres.map((centre) => dot(centre, centre) / 2);
  const products = new Float64Array((faces.length / dimensions) * count);
  multiply(rowsOf(faces, dimensions), rowsOf(stack(centres), dimensions), dimensions, products);
  for (let row = 0; row * count < products.length; row++) {
    let best = 0;
    let nearest = -Infinity;
    for (let at = 0; at < count; at++) {
      const closeness = products[row * count + at] - halves[at];
      if (closeness > nearest) [best, nearest] = [at, closeness];
    }
    groups[best].push(row);
  }
  return groups;
}

/**
 * The `rank` principal directions of deviations `[N, D]`, each scaled by its standard deviation, `[rank, D]` (in a rotated
 * basis, which is the same to a Gaussian): by orthogonal iteration, which needs no `[D, D]` matrix.
 *
 * @returns them, and an orthonormal basis of what they span, `[rank, D]`
 */
function principalFactors(
  deviations: Float64Array,
  dimensions: number,
  rank: number,
  random: Random,
): { basis: Float64Array; factors: Float64Array } {
  const count = deviations.length / dimensions;
  const turned = transposed(deviations, dimensions);
  const likenesses = new Float64Array(rank * count);
  const timesCovariance = (basis: Float64Array): Float64Array => {
    const products = new Float64Array(basis.length);
    multiply(rowsOf(basis, dimensions), rowsOf(deviations, dimensions), dimensions, likenesses);
    multiply(rowsOf(likenesses, count), rowsOf(turned, count), count, products);
    for (let at = 0; at < products.length; at++) products[at] /= count;
    return products;
  };
  let basis = orthonormalise(
    Float64Array.from({ length: rank * dimensions }, () => random.normal()),
    dimensions,
  );
  // Any basis of the whole space will do; the leading directions of a part of it take a few rounds to settle.
  const rounds = rank === dimensions ? 0 : SETTLING;
  for (let round = 0; round < rounds; round++) basis = orthonormalise(timesCovariance(basis), dimensions);
  const inner = new Float64Array(rank * rank);
  const products = timesCovariance(basis);
  multiply(rowsOf(basis, dimensions), rowsOf(products, dimensions), dimensions, inner);
  // The ridge is for directions that rounding leaves empty.
  const ridge = 1e-9 * (inner[0] + Number.MIN_VALUE);
  for (let at = 0; at < rank; at++) inner[at * rank + at] += ridge;
  const root = transposed(cholesky(inner, rank), rank);
  const factors = new Float64Array(basis.length);
  multiply(rowsOf(root, rank), rowsOf(transposed(basis, dimensions), rank), rank, factors);
  return { basis, factors };
}

/** Takes out of rows `[N, D]` what they have of the directions of an orthonormal basis. */
function removeDirections(rows: Float64Array, basis: Float64Array, dimensions: number): void {
  const rank = basis.length / dimensions;
  const lengths = new Float64Array((rows.length / dimensions) * rank);
  multiply(rowsOf(rows, dimensions), rowsOf(basis, dimensions), dimensions, lengths);
  const parts = new Float64Array(rows.length);
  multiply(rowsOf(lengths, rank), rowsOf(transposed(basis, dimensions), rank), rank, parts);
  for (let at = 0; at < rows.length; at++) rows[at] -= parts[at];
}

/** Modified Gram-Schmidt over rows, in place. */
function orthonormalise(rows: Float64Array, dimensions: number): Float64Array {
  const vector = (start: number): Float64Array => rows.subarray(start, start + dimensions);
  for (let at = 0; at < rows.length; at += dimensions) {
    for (let before = 0; before < at; before += dimensions)
      accumulate(vector(at), vector(before), -dotAt(rows, at, rows, before, dimensions));
    normalise(vector(at));
  }
  return rows;
}
