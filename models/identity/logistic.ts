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
  let coefficients = [...means];
  let loss = lossOf(samples, coefficients, { means, precisions });
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = coefficients.map((value, at) => precisions[at] * (value - means[at]));
    const curvature = new Float64Array(size * size);
    for (let at = 0; at < size; at++) curvature[at * size + at] = precisions[at];
    for (const { features, right, weight } of samples) {
      const inputs = [1, ...features];
      const probability = sigmoid(inputs.reduce((sum, input, at) => sum + input * coefficients[at], 0));
      const error = weight * (probability - (right ? 1 : 0));
      const bend = weight * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        gradient[i] += error * inputs[i];
        for (let j = 0; j <= i; j++) curvature[i * size + j] += bend * inputs[i] * inputs[j];
      }
    }
    const step = solve(curvature, gradient);
    // Halves the step where a full one overshoots.
    let scale = 1;
    let next = coefficients;
    let nextLoss = Infinity;
    for (; scale > 1e-4; scale /= 2) {
      next = coefficients.map((value, at) => value - scale * step[at]);
      nextLoss = lossOf(samples, next, { means, precisions });
      if (nextLoss <= loss) break;
    }
    if (!(nextLoss < loss - 1e-10)) break;
    [coefficients, loss] = [next, nextLoss];
  }
  return coefficients;
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function lossOf(
  samples: readonly LogisticSample[],
  coefficients: readonly number[],
  prior: LogisticPrior,
): number {
  let loss = 0;
  coefficients.forEach((value, at) => (loss += (prior.precisions[at] / 2) * (value - prior.means[at]) ** 2));
  for (const { features, right, weight } of samples) {
    const odds = features.reduce((sum, feature, at) => sum + feature * coefficients[at + 1], coefficients[0]);
    // log(1 + e^x) without overflow.
    const against = right ? -odds : odds;
    loss += weight * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against))));
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
