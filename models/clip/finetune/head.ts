// The classifier head: prototypes in the space of frozen features, several for a person who looks different from
// different sides. Cross-entropy over cosines, and a pull back to the means that the prototypes began as.
import {
  add,
  constant,
  gather,
  input,
  l2Normalize,
  matmul,
  mul,
  parameter,
  reduceSum,
  sub,
  transpose,
} from '../../graph/index.ts';
import { sharedCrossEntropy } from './losses.ts';
import { INPUTS, type Recipe, type TrainingStep } from './step.ts';

/** Full batches over a few hundred photos at most: a step takes a millisecond or so. */
export const headRecipe: Recipe = {
  peak: 1e-3,
  warmup: 0,
  steps: 300,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: Infinity,
};

/** The prototypes' parameter, `[prototypes, dimensions]`. */
export const PROTOTYPES = 'head.prototypes';

export interface HeadStepOptions {
  readonly dimensions: number;
  /** Photos in a batch. */
  readonly rows: number;
  /** The person of each prototype, 0 to classes - 1; every person has one or more. */
  readonly owners: readonly number[];
  /** What the prototypes began as, `[prototypes, dimensions]`. */
  readonly start: Float32Array;
  /** What cosines are multiplied by. */
  readonly scale: number;
  /** Strength of the pull back to `start`: that times the sum of squared distances is added to the loss. */
  readonly decay: number;
}

/**
 * Feeds: `images` `[rows, dimensions]` (features of the frozen image tower), `labels`, `weights`. A photo belongs to a
 * person as much as to that person's prototypes together.
 */
export function buildHeadStep({
  dimensions,
  rows,
  owners,
  start,
  scale,
  decay,
}: HeadStepOptions): TrainingStep {
  const features = input(INPUTS.images, 'float32', [rows, dimensions]);
  const labels = input(INPUTS.labels, 'int64', [rows]);
  const weights = input(INPUTS.weights, 'float32', [rows]);
  const prototypes = parameter(PROTOTYPES, [owners.length, dimensions]);
  const cosines = matmul(l2Normalize(features, 1), transpose(l2Normalize(prototypes, 1), [1, 0]));
  const own = gather(ownership(owners), labels, 0);
  const moved = sub(prototypes, constant(start, [owners.length, dimensions]));
  const distance = reduceSum(mul(moved, moved), [0, 1], false);
  return {
    loss: add(sharedCrossEntropy(mul(cosines, scale), own, weights), mul(distance, decay)),
    trainable: [PROTOTYPES],
  };
}

/** `[classes, prototypes]`: 1 where the prototype is the person's. */
function ownership(owners: readonly number[]) {
  const classes = Math.max(...owners) + 1;
  const table = new Float32Array(classes * owners.length);
  owners.forEach((owner, prototype) => (table[owner * owners.length + prototype] = 1));
  return constant(table, [classes, owners.length]);
}
