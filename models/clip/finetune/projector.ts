// ProLIP (Fahes et al., arXiv 2410.05270): of the whole model only the last projection of the image tower is trained,
// over features that are computed once, and it is held near where it began.
import {
  add,
  constant,
  input,
  l2Normalize,
  matmul,
  mul,
  parameter,
  reduceSumSquare,
  sub,
  transpose,
  topologicalOrder,
} from '../../graph/index.ts';
import type { ClipConfig } from '../config.ts';
import { PROJECTION } from '../towers/stage.ts';
import { buildFrom, logitScale, shapeBefore } from '../towers/towers.ts';
import { crossEntropy } from './losses.ts';
import { INPUTS, type Recipe, type TrainingStep } from './step.ts';

/**
 * ProLIP without a validation set: Adam, cosine, 300 full batches. dlib's projection has small weights and large
 * inputs; ten times the rate served it better (UMIST, 5 photos a person, four splits: rank-1 of the nearest photo
 * 0.937 frozen, 0.950 at 1e-4, 0.952 at 1e-3; of the mean 0.874, 0.934, 0.940).
 */
export const projectorRecipe = ({ image }: ClipConfig): Recipe => ({
  peak: image.type === 'dlib-resnet' ? 1e-3 : 1e-4,
  warmup: 0,
  steps: 300,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  clipNorm: Infinity,
});

/** ProLIP's lambda, which needs no search: the more photos a person has, the freer the projection. */
export const projectorDecay = (photosPerPerson: number): number => 1 / photosPerPerson;

export interface ProjectorStepOptions {
  readonly config: ClipConfig;
  /** Images in a batch. */
  readonly rows: number;
  /** What the projected features are compared with, `[classes, dimensions]`: features of prompts, or means of images. */
  readonly anchors: Float32Array;
  /** The projection's weight before training. */
  readonly start: Float32Array;
  /** lambda in lambda * ||W - W0||^2. */
  readonly decay: number;
}

/** The projection's parameter: its bias, where it has one, is not trained. */
export function projectionWeight(config: ClipConfig): { name: string; shape: readonly number[] } {
  const pooled = input(INPUTS.images, 'float32', shapeBefore(config, PROJECTION, 1));
  const projected = buildFrom(config, PROJECTION, pooled);
  for (const { source, shape } of topologicalOrder([projected]).leaves) {
    if (source.kind === 'parameter' && shape.length === 2) {
      return { name: source.name, shape: shape as readonly number[] };
    }
  }
  throw new Error('the projection has no weight');
}

/** Feeds: `images`, what the image tower makes before its projection, `labels`, `weights`. */
export function buildProjectorStep(options: ProjectorStepOptions): TrainingStep {
  const { config, rows, anchors, start, decay } = options;
  const labels = input(INPUTS.labels, 'int64', [rows]);
  const weights = input(INPUTS.weights, 'float32', [rows]);
  const pooled = input(INPUTS.images, 'float32', shapeBefore(config, PROJECTION, rows));
  const features = l2Normalize(buildFrom(config, PROJECTION, pooled), 1);
  const classes = anchors.length / config.dimensions;
  const classifier = l2Normalize(constant(anchors, [classes, config.dimensions]), 1);
  const logits = mul(matmul(features, transpose(classifier, [1, 0])), logitScale());

  const { name, shape } = projectionWeight(config);
  const moved = sub(parameter(name, shape), constant(start, shape));
  const distance = reduceSumSquare(moved, [0, 1], false);
  return {
    loss: add(crossEntropy(logits, labels, weights), mul(distance, decay)),
    trainable: [name],
  };
}
