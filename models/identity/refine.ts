// Training of the class prototypes: full-batch cross-entropy over cosine logits, in plain arrays. Loss, gradient and
// update are all here.
import type { Gallery } from './gallery.ts';
import { dotAt, multiply, rowsOf } from '../linear/products.ts';
import { normalise, rowOf } from '../linear/vectors.ts';

/** Logits are cosines times this. */
const SCALE = 30;
/** Weight of the squared distance from the class means, a person. */
const DECAY = 1;
const STEPS = 200;
const RATE = 0.05;
/** Probabilities this near to what they should be pull at nothing. */
const NEGLIGIBLE = 1e-5;
/** Adam (Kingma & Ba, 2015). */
const BETA1 = 0.9;
const BETA2 = 0.99;

/**
 * Moves each person's prototype away from the mean of their faces so that the faces are told apart better:
 *
 * minimises mean over faces of w_i * CE(softmax(30 cos(x_i, p_k + d_k)), k_i) + 1/(2P) * sum |d_k|^2
 *
 * by Adam with a cosine schedule from d = 0. A face's own person is represented by the mean of the *other* faces, so
 * that the loss is one on held-out faces and many-sided people do not look easier than they are; people with a single
 * face take part as the others' rivals only.
 *
 * @param faces the gallery's embeddings in the space, `[N, D]`
 * @param means L2-normalised class means, `[P, D]`
 * @param others for each face the normalised mean of its person's other faces, `[N, D]`; zeros where there is none
 * @returns the offsets d, `[P, D]`: 0 where there is nothing to learn from
 */
export function refineMeans(
  gallery: Gallery,
  faces: Float32Array,
  means: Float32Array,
  others: Float32Array,
): Float32Array {
  const { dimensions: size, people, count, weights } = gallery;
  const offsets = new Float64Array(count * size);
  const learners = [...people.keys()].filter((row) => rowOf(others, row, size).some((value) => value !== 0));
  if (count < 2 || learners.length === 0) return new Float32Array(offsets);

  const total = learners.reduce((sum, row) => sum + weights[row], 0);
  const x = gather(faces, learners, size);
  const rest = gather(others, learners, size);
  // All that has to do with faces and means, which stay: steps have to do with the offsets only.
  const toMeans = new Float64Array(learners.length * count);
  multiply(rowsOf(x, size), rowsOf(new Float64Array(means), size), size, toMeans);
  const toRest = learners.map((_, at) => dotAt(x, at * size, rest, at * size, size));
  const restSquared = learners.map((_, at) => dotAt(rest, at * size, rest, at * size, size));

  const first = new Float64Array(offsets.length);
  const second = new Float64Array(offsets.length);
  const gradient = new Float64Array(offsets.length);
  const prototypes = new Float64Array(offsets.length);
  const lengths = new Float64Array(count);
  const offsetsSquared = new Float64Array(count);
  const toOffsets = new Float64Array(learners.length * count);
  const logits = new Float64Array(count);

  for (let step = 1; step <= STEPS; step++) {
    for (let at = 0; at < offsets.length; at++) {
      prototypes[at] = means[at] + offsets[at];
      gradient[at] = (DECAY / count) * offsets[at];
    }
    for (let person = 0; person < count; person++) {
      const start = person * size;
      lengths[person] = Math.sqrt(dotAt(prototypes, start, prototypes, start, size));
      normalise(prototypes.subarray(start, start + size));
      offsetsSquared[person] = dotAt(offsets, start, offsets, start, size);
    }
    multiply(rowsOf(x, size), rowsOf(offsets, size), size, toOffsets);
    for (const [at, row] of learners.entries()) {
      const face = at * size;
      const person = people[row];
      // Of the mean of the other faces, moved as the prototype is.
      const toOffset = dotAt(rest, face, offsets, person * size, size);
      const length = Math.sqrt(restSquared[at] + 2 * toOffset + offsetsSquared[person]);

      let highest = -Infinity;
      for (let other = 0; other < count; other++) {
        const pair = at * count + other;
        const cosine =
          other === person
            ? (toRest[at] + toOffsets[pair]) / length
            : (toMeans[pair] + toOffsets[pair]) / lengths[other];
        logits[other] = SCALE * cosine;
        highest = Math.max(highest, logits[other]);
      }
      let sum = 0;
      for (let other = 0; other < count; other++) sum += Math.exp(logits[other] - highest);
      for (let other = 0; other < count; other++) {
        const isOwn = other === person;
        const probability = Math.exp(logits[other] - highest) / sum;
        const pull = ((SCALE * weights[row]) / total) * (probability - (isOwn ? 1 : 0));
        if (Math.abs(probability - (isOwn ? 1 : 0)) < NEGLIGIBLE) continue;
        // The gradient of a cosine: the part of the face that is perpendicular to the prototype.
        const factor = pull / (isOwn ? length : lengths[other]);
        const along = (factor * logits[other]) / SCALE / (isOwn ? length : 1);
        const start = other * size;
        for (let i = 0; i < size; i++) {
          const towards = isOwn ? rest[face + i] + offsets[start + i] : prototypes[start + i];
          gradient[start + i] += factor * x[face + i] - along * towards;
        }
      }
    }
    const rate = (RATE / 2) * (1 + Math.cos((Math.PI * (step - 1)) / STEPS));
    const bias1 = 1 - BETA1 ** step;
    const bias2 = 1 - BETA2 ** step;
    for (let at = 0; at < offsets.length; at++) {
      first[at] = BETA1 * first[at] + (1 - BETA1) * gradient[at];
      second[at] = BETA2 * second[at] + (1 - BETA2) * gradient[at] ** 2;
      offsets[at] -= (rate * (first[at] / bias1)) / (Math.sqrt(second[at] / bias2) + 1e-8);
    }
  }
  return new Float32Array(offsets);
}

/** Those rows, one after the other. */
function gather(rows: Float32Array, which: readonly number[], size: number): Float64Array {
  const gathered = new Float64Array(which.length * size);
  which.forEach((row, at) => gathered.set(rowOf(rows, row, size), at * size));
  return gathered;
}
