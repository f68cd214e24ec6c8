// A training step as a graph: what all methods of finetuning have in common.
import {
  blockChannels,
  encodeModel,
  globalNorm,
  parameterGradients,
  parametersOf,
  type AdamWOptions,
  type FillParameter,
  type Value,
} from '../../graph/index.ts';

/** One step: feed a batch and the trained parameters, get the loss and a gradient for each of them. */
export interface TrainingStep {
  /** float32 `[]`, the mean over the rows of the batch. */
  readonly loss: Value;
  /** Names of the parameters that are trained, and of no others. */
  readonly trainable: readonly string[];
}

/** How a method trains unless it is told otherwise; each method says where its numbers are from. */
export interface Recipe extends Omit<AdamWOptions, 'learningRate'> {
  /** The peak learning rate; it falls along half a cosine. */
  readonly peak: number;
  /** Steps of linear rise to it. */
  readonly warmup: number;
  readonly steps: number;
  /** Gradients are scaled down to this length all together; Infinity leaves them. */
  readonly clipNorm: number;
}

/** Names under which every step takes its batch. */
export const INPUTS = {
  /** Normalised images, or what the frozen part of a tower made of them. */
  images: 'images',
  /** int64 `[B]`, the class of each row. */
  labels: 'labels',
  /** float32 `[B]`, how much each row counts; 0 for padding. */
  weights: 'weights',
  /** int64 `[classes, L]`, the prompts. */
  tokens: 'tokens',
} as const;

export const LOSS = 'loss';
/** The output that holds the length of all gradients together. */
export const NORM = 'norm';

/** The output that holds a parameter's gradient. */
export const gradientOf = (parameter: string): string => `grad.${parameter}`;

/** Names of the parameters that a value depends on, as it meets them. */
export const parameterNames = (value: Value): readonly string[] => [...parametersOf([value]).keys()];

/**
 * The step as ONNX: outputs `loss`, `norm` and `grad.NAME`, inputs the batch and the trained parameters by their names.
 *
 * @param frozen the values of every other parameter
 * @param block of channels, for a CPU that has one: see `blockChannels`
 */
export function encodeStep(
  { loss, trainable }: TrainingStep,
  frozen: FillParameter,
  block: number | null = null,
): Uint8Array {
  const byName = parameterGradients(loss, trainable);
  const gradients = trainable.map((name) => byName[name]);
  const names = [LOSS, NORM, ...trainable.map(gradientOf)];
  const plain = [loss, globalNorm(gradients), ...gradients];
  const values = block === null ? plain : blockChannels(plain, block);
  return encodeModel({
    outputs: Object.fromEntries(names.map((name, i) => [name, values[i]])),
    parameters: (name, shape) => (trainable.includes(name) ? 'input' : frozen(name, shape)),
  });
}
