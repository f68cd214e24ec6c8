// The paper's method (arXiv 2411.12319): the image tower stays, the text tower learns to name people. A prompt a
// person is classified against: cross-entropy over cosines times the logit scale.
import { clipAdamW, input } from '../../graph/index.ts';
import type { ClipConfig } from '../config.ts';
import { buildTextTower, cosineLogits } from '../towers/towers.ts';
import { crossEntropy } from './losses.ts';
import { INPUTS, parameterNames, type Recipe, type TrainingStep } from './step.ts';

/**
 * CLIP's AdamW at a rate between pretraining's and FLYP's: the image tower cannot be spoilt, and a prompt must move far
 * enough to tell one private name from another. Starter's text tower has everything to learn.
 */
export const textRecipe = ({ image }: ClipConfig): Recipe => {
  const recipe = { ...clipAdamW, peak: 5e-5, warmup: 5, steps: 60, clipNorm: 1 };
  return image.type === 'dlib-resnet' ? { ...recipe, peak: 1e-3, warmup: 10, steps: 120 } : recipe;
};

export interface TextStepOptions {
  readonly config: ClipConfig;
  /** Images in a batch. */
  readonly rows: number;
  /** People, a prompt each. */
  readonly classes: number;
  /** Tokens of the longest prompt. */
  readonly length: number;
}

/**
 * Feeds: `images` `[rows, dimensions]` (features of the frozen image tower), `labels`, `weights`, `tokens`.
 *
 * The table of token embeddings stays too: a few of its rows would get a gradient while the decay pulled at every word
 * that no prompt has, and it is 40% of the tower.
 */
export function buildTextStep({ config, rows, classes, length }: TextStepOptions): TrainingStep {
  const features = input(INPUTS.images, 'float32', [rows, config.dimensions]);
  const labels = input(INPUTS.labels, 'int64', [rows]);
  const weights = input(INPUTS.weights, 'float32', [rows]);
  const texts = buildTextTower(config, input(INPUTS.tokens, 'int64', [classes, length]));
  return {
    loss: crossEntropy(cosineLogits(features, texts), labels, weights),
    trainable: parameterNames(texts).filter((name) => name !== 'token_embedding.weight'),
  };
}
