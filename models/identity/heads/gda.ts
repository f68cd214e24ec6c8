// Gaussian discriminant analysis (Wang et al., "A Hard-to-Beat Baseline for Training-free CLIP-based Adaptation", arXiv
// 2402.04087, equations 3 to 5): people as normal distributions with a mean each and one covariance.
//
//   logit_k(x) = w_k x + b_k,  w_k = P m_k,  b_k = log p_k - m_k P m_k / 2,  P = D ((N - 1) S + tr(S) I)^-1
//
// with everybody as likely, p_k = 1/K, and S the covariance of all faces about their person's mean. P is the shrunken precision
// of Kubokawa and Srivastava (2008) for fewer faces than dimensions.
import { cholesky, invertLower } from '../../linear/cholesky.ts';
import { multiply, rowsOf, transposed } from '../../linear/products.ts';
import { accumulate, dot, rowOf } from '../../linear/vectors.ts';
import type { Gallery } from '../gallery.ts';
import type { Head } from '../prototypes.ts';
import { prototypesOf } from '../prototypes.ts';

/**
 * Logits are divided by so many times the mean of m_k P m_k, which moves no order: those of folds, whose covariances differ in
 * size, can be held against one threshold, and no score falls to `NEVER`.
 */
const UNIT = 4;

/** @param faces the gallery's embeddings in the space, `[N, D]`, L2-normalised */
export function trainGda(gallery: Gallery, faces: Float32Array): Head {
  const { dimensions: size, people, count } = gallery;
  const means = plainMeans(gallery, faces);
  const centred = new Float64Array(size * people.length);
  people.forEach((person, row) => {
    for (let at = 0; at < size; at++)
      centred[at * people.length + row] = faces[row * size + at] - means[person * size + at];
  });
  // (N - 1) S of the centred faces, whose own mean is zero.
  const scatter = new Float64Array(size * size);
  multiply(rowsOf(centred, people.length), rowsOf(centred, people.length), people.length, scatter);
  const precision = precisionOf(scatter, size, people.length);
  const weights = new Float64Array(count * size);
  multiply(rowsOf(means, size), rowsOf(precision, size), size, weights);
  const energies = Array.from({ length: count }, (_, person) =>
    dot(
      weights.subarray(person * size, (person + 1) * size),
      means.subarray(person * size, (person + 1) * size),
    ),
  );
  const unit = (UNIT * energies.reduce((sum, energy) => sum + energy, 0)) / count;
  return {
    ...prototypesOf(gallery, faces),
    rule: {
      kind: 'gda',
      weights: Float32Array.from(weights, (weight) => weight / unit),
      biases: Float32Array.from(energies, (energy) => (-Math.log(count) - energy / 2) / unit),
    },
  };
}

/** D ((N - 1) S + tr(S) I)^-1; the identity where nobody has two different photos. */
function precisionOf(scatter: Float64Array, size: number, faces: number): Float64Array {
  let trace = 0;
  for (let at = 0; at < size; at++) trace += scatter[at * size + at] / Math.max(1, faces - 1);
  const shrunken = scatter.slice();
  const none = trace < LEAST_VARIANCE;
  for (let at = 0; at < size; at++) shrunken[at * size + at] += none ? size : trace;
  const inverse = invertLower(cholesky(shrunken, size), size);
  const columns = transposed(inverse, size);
  const precision = new Float64Array(size * size);
  multiply(rowsOf(columns, size), rowsOf(columns, size), size, precision);
  return precision.map((value) => size * value);
}

/** Below it, all of anybody's photos are copies of one another. */
const LEAST_VARIANCE = 1e-10;

/** `[P, D]`, not normalised. */
function plainMeans({ dimensions: size, people, count }: Gallery, faces: Float32Array): Float64Array {
  const means = new Float64Array(count * size);
  const shown = new Int32Array(count);
  people.forEach((person, row) => {
    shown[person]++;
    accumulate(means.subarray(person * size, (person + 1) * size), rowOf(faces, row, size));
  });
  return means.map((sum, at) => sum / shown[Math.floor(at / size)]);
}
