// Logistic regression with a normal prior on its coefficients, so that few samples move them little.
import { cholesky, invertLower } from '../linear/cholesky.ts';

export interface LogisticSample {
  readonly features: readonly number[];
  readonly right: boolean;
  readonly weight: number;
}

/** For the bias, then for each feature. */
export interface LogisticPrior {
  readonly means: readonly number[];
  readonly precisions: readonly number[];
}

const ROUNDS = 25;

/** The most probable bias and coefficients (Newton's method; the problem is convex), in the order of the prior. */
export function fitLogistic(
  samples: readonly LogisticSample[],
  { means, precisions }: LogisticPrior,
): number[] {
  const size = means.length;
  const table = tableOf(samples, size);
  const { rows, rights, weights } = table;
  let coefficients = [...means];
  let loss = lossOf(table, coefficients, { means, precisions });
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = coefficients.map((value, at) => precisions[at] * (value - means[at]));
    const curvature = new Float64Array(size * size);
    for (let at = 0; at < size; at++) curvature[at * size + at] = precisions[at];
    for (let sample = 0, start = 0; sample < weights.length; sample++, start += size) {
      const probability = sigmoid(oddsOf(rows, start, coefficients));
      const error = weights[sample] * (probability - rights[sample]);
      const bend = weights[sample] * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        gradient[i] += error * rows[start + i];
        for (let j = 0; j <= i; j++) curvature[i * size + j] += bend * rows[start + i] * rows[start + j];
      }
    }
    const step = solve(curvature, gradient);
    // Halves the step where a full one overshoots.
    let scale = 1;
    let next = coefficients;
    let nextLoss = Infinity;
    for (; scale > 1e-4; scale /= 2) {
      next = coefficients.map((value, at) => value - scale * step[at]);
      nextLoss = lossOf(table, next, { means, precisions });
      if (nextLoss <= loss) break;
    }
    if (!(nextLoss < loss - 1e-10)) break;
    [coefficients, loss] = [next, nextLoss];
  }
  return coefficients;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Samples as plain numbers: tens of thousands are gone through dozens of times. */
interface Table {
  /** `[samples, size]`: 1, and the features. */
  readonly rows: Float64Array;
  /** `[samples]`: 1 or 0. */
  readonly rights: Uint8Array;
  readonly weights: Float64Array;
}

function tableOf(samples: readonly LogisticSample[], size: number): Table {
  const rows = new Float64Array(samples.length * size);
  samples.forEach(({ features }, sample) => {
    rows[sample * size] = 1;
    rows.set(features, sample * size + 1);
  });
  return {
    rows,
    rights: Uint8Array.from(samples, ({ right }) => Number(right)),
    weights: Float64Array.from(samples, ({ weight }) => weight),
  };
}

function oddsOf(rows: Float64Array, start: number, coefficients: readonly number[]): number {
  let odds = 0;
  for (let at = 0; at < coefficients.length; at++) odds += rows[start + at] * coefficients[at];
  return odds;
}

function lossOf(
  { rows, rights, weights }: Table,
  coefficients: readonly number[],
  prior: LogisticPrior,
): number {
  let loss = 0;
  coefficients.forEach((value, at) => (loss += (prior.precisions[at] / 2) * (value - prior.means[at]) ** 2));
  for (let sample = 0; sample < weights.length; sample++) {
    const odds = oddsOf(rows, sample * coefficients.length, coefficients);
    // log(1 + e^x) without overflow.
    const against = rights[sample] === 1 ? -odds : odds;
    loss += weights[sample] * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  return loss;
}

function solve(matrix: Float64Array, vector: readonly number[]): number[] {
  const size = vector.length;
  const inverse = invertLower(cholesky(matrix, size), size);
  const half = vector.map((_, row) =>
    vector.reduce((sum, value, at) => sum + inverse[row * size + at] * value, 0),
  );
  return vector.map((_, at) => half.reduce((sum, value, row) => sum + inverse[row * size + at] * value, 0));
}
