// The classifier head over frozen features as a graph. Facet learns its head by `models/identity/training/refine.ts`, which takes the
// same steps in plain arrays: for hundreds of faces they are done before a session would be open. The graph states the
// loss that those gradients, written by hand, must belong to, and a test holds one to the other.
import {
  add,
  constant,
  gather,
  input,
  l2Normalize,
  matmul,
  mul,
  oneHot,
  parameter,
  reduceSum,
  reduceSumSquare,
  sub,
  transpose,
} from '../../../../models/graph/index.ts';
import { crossEntropy } from '../../../../models/clip/finetune/losses.ts';
import { INPUTS, type Recipe, type TrainingStep } from '../../../../models/clip/finetune/step.ts';

/** The numbers of `refineMeans`. */
export const headRecipe: Recipe = {
  peak: 0.05,
  warmup: 0,
  steps: 60,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: Infinity,
};

/** The same: what cosines are multiplied by, and the pull back to the means. */
export const headDefaults = { scale: 30, decay: 1 } as const;

/** How far each person's prototype has moved from the mean, `[people, dimensions]`; it begins as zeros. */
export const OFFSETS = 'head.offsets';

/** For each row the mean of its person's other faces, `[rows, dimensions]`: the graph's input beside `INPUTS`. */
export const OTHERS = 'others';

export interface HeadStepOptions {
  readonly dimensions: number;
  /** Faces in a batch. */
  readonly rows: number;
  /** L2-normalised means of each person's faces, `[people, dimensions]`. */
  readonly means: Float32Array;
  readonly scale: number;
  readonly decay: number;
}

/**
 * Feeds: `images` (L2-normalised features of faces, `[rows, dimensions]`), `labels`, `weights`, `others`.
 *
 * A face's own person is represented by the mean of the other faces, moved as the prototype is, so that no face makes
 * its own class look easy.
 */
export function buildHeadStep({ dimensions, rows, means, scale, decay }: HeadStepOptions): TrainingStep {
  const people = means.length / dimensions;
  const faces = input(INPUTS.images, 'float32', [rows, dimensions]);
  const labels = input(INPUTS.labels, 'int64', [rows]);
  const weights = input(INPUTS.weights, 'float32', [rows]);
  const others = input(OTHERS, 'float32', [rows, dimensions]);
  const offsets = parameter(OFFSETS, [people, dimensions]);

  const prototypes = l2Normalize(add(constant(means, [people, dimensions]), offsets), 1);
  const rivals = matmul(faces, transpose(prototypes, [1, 0]));
  const own = l2Normalize(add(others, gather(offsets, labels, 0)), 1);
  const ownCosine = reduceSum(mul(faces, own), [1], true);
  const isOwn = oneHot(labels, people);
  const cosines = add(mul(rivals, sub(1, isOwn)), mul(ownCosine, isOwn));
  const moved = reduceSumSquare(offsets, [0, 1], false);
  return {
    loss: add(crossEntropy(mul(cosines, scale), labels, weights), mul(moved, decay / (2 * people))),
    trainable: [OFFSETS],
  };
}
