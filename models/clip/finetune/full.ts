// FLYP (Goyal et al., arXiv 2212.00638): both towers go on learning as they were pretrained, images against the
// prompts of their classes; or, from a stage on, the end of the image tower and the text tower.
import { clipAdamW, input } from '../../graph/index.ts';
import type { ClipConfig } from '../config.ts';
import { buildFrom, buildTextTower, cosineLogits, imageStages, shapeBefore } from '../towers/towers.ts';
import { contrastiveLoss } from './losses.ts';
import { INPUTS, parameterNames, type Recipe, type TrainingStep } from './step.ts';

/** How `full` trains unless it is told otherwise. */
export interface FullDefaults {
  readonly recipe: Recipe;
  /** The first stage of the image tower that is trained; the whole tower without it. */
  readonly from?: string;
}

/**
 * FLYP's rate and CLIP's AdamW; fewer steps, as there are tens of photos and not a million.
 *
 * Starter's text tower knows nothing at first and would drag the image tower after it: it is trained by `text`
 * before. From its last stack on, at ten times the rate, 100 steps of 40 rows took UMIST (5 photos a person at equal
 * distances, four splits, `test/acceptance/umist.ts`) from rank-1 0.972 to 0.992 by the nearest photo, and from 0.981 to
 * 0.992 by the head of `models/identity`.
 */
export const fullDefaults = ({ image }: ClipConfig): FullDefaults =>
  image.type === 'dlib-resnet' ? { recipe: { ...flyp, peak: 1e-4 }, from: 'conv256' } : { recipe: flyp };

const flyp: Recipe = { ...clipAdamW, peak: 1e-5, warmup: 10, steps: 100, clipNorm: 1 };

export interface FullStepOptions {
  readonly config: ClipConfig;
  /** Images in a batch. */
  readonly rows: number;
  /** Prompts in a batch. */
  readonly classes: number;
  /** Tokens of the longest prompt. */
  readonly length: number;
  /** The first stage of the image tower that is trained; the whole tower without it. */
  readonly from?: string;
}

/**
 * Feeds: `images` (normalised, or what the stages before `from` made of them), `labels`, `weights`, `tokens`.
 *
 * Batch normalisation keeps its statistics, as a few photos have none worth keeping; the logit scale stays, as on few
 * photos it would only grow.
 */
export function buildFullStep({ config, rows, classes, length, from }: FullStepOptions): TrainingStep {
  const labels = input(INPUTS.labels, 'int64', [rows]);
  const weights = input(INPUTS.weights, 'float32', [rows]);
  const texts = buildTextTower(config, input(INPUTS.tokens, 'int64', [classes, length]));
  const stage = from ?? imageStages(config)[0].name;
  const images = buildFrom(config, stage, input(INPUTS.images, 'float32', shapeBefore(config, stage, rows)));
  const isTrained = (name: string): boolean => !/\.running_(mean|var)$/.test(name);
  return {
    loss: contrastiveLoss(cosineLogits(images, texts), labels, weights),
    trainable: [...parameterNames(images), ...parameterNames(texts)].filter(isTrained),
  };
}
