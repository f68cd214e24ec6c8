// Training of the class prototypes: cross-entropy over cosine logits, of faces that are not told apart yet and the people
// whom each of them is most like. Loss, gradient and update are all here.
//
// [Note: hard negatives] All faces against all people is a product of both, sixty times over. But of many people only a few
// are like a face: all others have next to no share of its softmax. So each face meets its `RIVALS` likest people, found
// once; a face that is told apart from them already is left as it is; and people with very many photos are represented by
// some of them (docs/recognition.md has what it costs).
import { openLikeness } from './likeness.ts';
import { rivalsOf, type Learners } from './rivals.ts';
import type { Gallery } from '../gallery.ts';
import { normalise } from '../../linear/vectors.ts';

/** Logits are cosines times this. */
const SCALE = 30;
/** Weight of the squared distance from the class means, a person. */
const DECAY = 1;
const STEPS = 60;
const RATE = 0.05;
/** Faces whose own person has all but this share of the softmax pull little, and much the same from step to step: */
const EASY = 0.05;
/** they are looked at again after so many steps, and pull as they did meanwhile. */
const ROUND = 5;
/** Adam (Kingma & Ba, 2015). */
const BETA1 = 0.9;
const BETA2 = 0.99;

/**
 * Moves each person's prototype away from the mean of their faces so that the faces are told apart better:
 *
 * minimises mean over faces of w_i * CE(softmax(30 cos(x_i, p_k + d_k)), k_i) + 1/(2P) * sum |d_k|^2
 *
 * by Adam with a cosine schedule from d = 0, k over the face's own person and its rivals. A face's own person is
 * represented by the mean of the *other* faces, so that the loss is one on held-out faces and many-sided people do not look
 * easier than they are; people with a single face take part as the others' rivals only.
 *
 * @param faces the gallery's embeddings in the space, `[N, D]`, L2-normalised
 * @param sums each person's weighted sum of faces, `[P, D]`
 * @param means the same, L2-normalised
 * @param easy share of the softmax that a face's own person may lack for the face to be looked at seldom
 * @returns the prototypes, `[P, D]`, L2-normalised
 */
export function refineMeans(
  gallery: Gallery,
  faces: Float32Array,
  sums: Float64Array,
  means: Float32Array,
  easy = EASY,
): Float32Array {
  const { dimensions: size, count } = gallery;
  const learners = rivalsOf(gallery, faces, sums, means);
  if (learners.rows.length === 0) return means;
  const gradientAt = gradientOf(learners, { faces, sums, means, size, count });
  const everybody = Int32Array.from(learners.rows.keys());
  let hard = everybody;
  const ofEasy = new Float64Array(count * size);

  const offsets = new Float64Array(count * size);
  const first = new Float64Array(offsets.length);
  const second = new Float64Array(offsets.length);
  for (let step = 1; step <= STEPS; step++) {
    if (step % ROUND === 1) {
      const { gradient: whole, wrong } = gradientAt(offsets, everybody);
      ofEasy.set(whole);
      hard = everybody.filter((learner) => wrong[learner] >= easy);
    }
    const { gradient } = gradientAt(offsets, hard);
    if (step % ROUND === 1) for (let at = 0; at < offsets.length; at++) ofEasy[at] -= gradient[at];
    const rate = (RATE / 2) * (1 + Math.cos((Math.PI * (step - 1)) / STEPS));
    const bias1 = 1 - BETA1 ** step;
    const bias2 = 1 - BETA2 ** step;
    for (let at = 0; at < offsets.length; at++) {
      const slope = gradient[at] + ofEasy[at] + (DECAY / count) * offsets[at];
      first[at] = BETA1 * first[at] + (1 - BETA1) * slope;
      second[at] = BETA2 * second[at] + (1 - BETA2) * slope * slope;
      offsets[at] -= (rate * (first[at] / bias1)) / (Math.sqrt(second[at] / bias2) + 1e-8);
    }
  }
  const refined = means.map((value, at) => value + offsets[at]);
  for (let at = 0; at < refined.length; at += size) normalise(refined.subarray(at, at + size));
  return refined;
}

interface Prototypes {
  readonly faces: Float32Array;
  readonly sums: Float64Array;
  readonly means: Float32Array;
  readonly size: number;
  readonly count: number;
}

interface Gradient {
  /** `[P, D]`. */
  readonly gradient: Float64Array;
  /** `[L]`: what each face's own person lacks of the softmax; of the faces that were looked at. */
  readonly wrong: Float64Array;
}

/**
 * Gradients of the mean cross-entropy with respect to the offsets. The mean of a face's person without the face is
 * r = (s - w x)/|s - w x|, s the person's sum: whatever has to do with it follows from products with s and x, so that it is
 * written down nowhere.
 *
 * @returns what takes offsets, and the learners that pull
 */
function gradientOf(
  learners: Learners,
  { faces, sums, means, size, count }: Prototypes,
): (offsets: Float64Array, which: Int32Array) => Gradient {
  const { people, width, rows, weights, owns, rests, toMeans, toOthers } = learners;
  const likeness = openLikeness({ faces, rows, dimensions: size, people, width, count });
  const { table, prototypes, line } = likeness;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const gradient = new Float64Array(sums.length);
  const wrong = new Float64Array(rows.length);
  // Of one face's softmax, in proportion to its own person's.
  const shares = new Float64Array(width);
  // Of each person: the length of mean and offset together, |d|^2, s d, and how often the prototype, the sum and the
  // offset are in the gradient.
  const [lengths, squares, toSums] = [0, 1, 2].map(() => new Float64Array(count));
  const [ofPrototype, ofSum, ofOffset] = [0, 1, 2].map(() => new Float64Array(count));

  const place = (offsets: Float64Array): void => {
    for (let person = 0; person < count; person++) {
      let square = 0;
      let squared = 0;
      let toSum = 0;
      for (let at = person * size; at < (person + 1) * size; at++) {
        const offset = offsets[at];
        const value = means[at] + offset;
        square += value * value;
        squared += offset * offset;
        toSum += sums[at] * offset;
      }
      const length = Math.sqrt(square);
      for (let i = 0, at = person * size; i < size; i++, at++)
        prototypes[person * line + i] = (means[at] + offsets[at]) / length;
      lengths[person] = length;
      squares[person] = squared;
      toSums[person] = toSum;
    }
  };

  /** Turns a face's cosines into what it pulls with. */
  const weigh = (learner: number): void => {
    const start = learner * width;
    const own = people[start];
    const rest = rests[learner];
    // The own person moves as the prototype does, from the mean of the other faces.
    const toOffset = lengths[own] * table[start] - toMeans[learner];
    const restToOffset = (toSums[own] - owns[learner] * toOffset) / rest;
    const length = Math.sqrt(1 + 2 * restToOffset + squares[own]);
    const cosine = (toOthers[learner] + toOffset) / length;
    let end = start + 1;
    let sum = 1;
    for (; end < start + width && people[end] >= 0; end++) {
      const share = Math.exp(SCALE * (table[end] - cosine));
      shares[end - start] = share;
      sum += share;
    }
    const strength = (SCALE * weights[learner]) / total;
    wrong[learner] = 1 - 1 / sum;
    // The gradient of a cosine: the part of the face that is perpendicular to the prototype.
    const factor = (-strength * wrong[learner]) / length;
    const along = (factor * cosine) / length;
    table[start] = factor + (along * owns[learner]) / rest;
    ofSum[own] -= along / rest;
    ofOffset[own] -= along;
    for (let at = start + 1; at < end; at++) {
      const rival = people[at];
      const pull = (strength * shares[at - start]) / sum / lengths[rival];
      ofPrototype[rival] -= pull * table[at];
      table[at] = pull;
    }
  };

  return (offsets, which) => {
    place(offsets);
    likeness.compare(which);
    for (const sum of [ofPrototype, ofSum, ofOffset]) sum.fill(0);
    for (const learner of which) weigh(learner);
    likeness.gradient.fill(0);
    likeness.pull(which);
    for (let person = 0; person < count; person++) {
      for (let i = 0, at = person * size; i < size; i++, at++)
        gradient[at] =
          likeness.gradient[person * line + i] +
          ofPrototype[person] * prototypes[person * line + i] +
          ofSum[person] * sums[at] +
          ofOffset[person] * offsets[at];
    }
    return { gradient, wrong };
  };
}
