// Normalisation: batch and layer normalisation, softmax, unit length.
import { formatShape, fromFront, product, type Shape } from '../shape.ts';
import type { TensorType, Value } from '../value.ts';
import { reshape } from './arrangement.ts';
import { add, div, maximum, mul, sqrt, sub } from './elementwise.ts';
import { reduceMean, reduceSum } from './reduction.ts';
import { apply, demand, type OpSpec } from './spec.ts';
import { conv, type ConvAttributes } from './window.ts';

const demandVectors = (inputs: readonly TensorType[], size: unknown) => {
  for (const { dtype } of inputs) demand(dtype === 'float32', `${dtype} is not float32`);
  for (const { shape } of inputs.slice(1))
    demand(shape.length === 1 && shape[0] === size, `${formatShape(shape)} is not [${String(size)}]`);
};

const softmaxSpec = (type: string): OpSpec<{ readonly axis: number }> => ({
  infer([x], { axis }) {
    demand(x?.dtype === 'float32', `${x?.dtype} is not float32`);
    demand(fromFront(axis, x.shape.length) !== undefined, `there is no axis ${axis}`);
    return [x];
  },
  lower: ({ inputs, attributes: { axis } }) => ({ type, inputs, attributes: { axis: { int: axis } } }),
});

const normalised = (inputs: readonly TensorType[], axis: 1 | -1): TensorType => {
  const x = inputs[0];
  demand(x.shape.length >= (axis === 1 ? 2 : 1), `there is no axis ${axis}`);
  demandVectors(inputs, x.shape.at(axis));
  return x;
};

/** Statistics of the last axis, which stays with length 1. */
const statistics = (shape: Shape): TensorType => ({ dtype: 'float32', shape: [...shape.slice(0, -1), 1] });

export const normalisation = {
  batchNormalization: {
    infer: (inputs) => [normalised(inputs, 1)],
    lower: ({ inputs, attributes: { epsilon } }) => ({
      type: 'BatchNormalization',
      inputs,
      attributes: { epsilon: { float: epsilon } },
    }),
  } satisfies OpSpec<{ readonly epsilon: number }>,
  /** Further outputs: mean and reciprocal standard deviation of the last axis. */
  layerNormalization: {
    infer(inputs) {
      const x = normalised(inputs, -1);
      return [x, statistics(x.shape), statistics(x.shape)];
    },
    lower: ({ inputs, attributes: { epsilon } }) => ({
      type: 'LayerNormalization',
      inputs,
      attributes: { axis: { int: -1 }, epsilon: { float: epsilon } },
    }),
  } satisfies OpSpec<{ readonly epsilon: number }>,
  softmax: softmaxSpec('Softmax'),
  logSoftmax: softmaxSpec('LogSoftmax'),
};

/** Statistics of a batch normalisation, each `[C]`. */
export interface BatchStatistics {
  readonly scale: Value;
  readonly bias: Value;
  readonly mean: Value;
  readonly variance: Value;
  readonly epsilon?: number;
}

/** `(x - mean) / sqrt(variance + epsilon) * scale + bias` for each channel of `[N, C, ...]`: evaluation mode. */
export const batchNormalization = (
  x: Value,
  { scale, bias, mean, variance, epsilon = 1e-5 }: BatchStatistics,
): Value => apply(normalisation, 'batchNormalization', [x, scale, bias, mean, variance], { epsilon });

/** A batch normalised by its own statistics. */
export interface NormalizedBatch {
  readonly y: Value;
  /** `[C]`. */
  readonly mean: Value;
  /** `[C]`, of the batch itself; PyTorch's running variance takes it times n / (n - 1), of n elements a channel. */
  readonly variance: Value;
}

/** Training mode: mean and variance are those of each channel of `x`, `[N, C, ...]`, and gradients pass through them. */
export function batchNormalizationTraining(
  x: Value,
  { scale, bias, epsilon = 1e-5 }: Pick<BatchStatistics, 'scale' | 'bias' | 'epsilon'>,
): NormalizedBatch {
  const axes = x.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
  const mean = reduceMean(x, axes, true);
  const centred = sub(x, mean);
  const variance = reduceMean(mul(centred, centred), axes, false);
  const statistics = { scale, bias, mean: reshape(mean, variance.shape), variance, epsilon };
  return { y: batchNormalization(x, statistics), mean: statistics.mean, variance };
}

/**
 * `batchNormalization(conv(x, weight))`, computed the cheaper way. Where the result has more elements than the weights,
 * and the batch is known, the normalisation is moved into the weights inside the graph: `scale` and `bias` stay
 * parameters, and their gradients the same, but passes over weights take the place of passes over images. ONNX
 * Runtime does as much itself where the weights are constants.
 */
export function normalizedConv(
  x: Value,
  weight: Value,
  statistics: BatchStatistics,
  options: Partial<ConvAttributes>,
): Value {
  const y = conv(x, weight, options);
  const { factor, symbols } = product(y.shape);
  if (symbols.length > 0 || factor < product(weight.shape).factor) return batchNormalization(y, statistics);
  const { scale, bias, mean, variance, epsilon = 1e-5 } = statistics;
  const slope = div(scale, sqrt(add(variance, epsilon)));
  const scaled = mul(weight, reshape(slope, [-1, 1, 1, 1]));
  return conv(x, scaled, { ...options, bias: sub(bias, mul(mean, slope)) });
}

/** Over the last axis, of length D; `scale` and `bias` are `[D]`. */
export const layerNormalization = (
  x: Value,
  scale: Value,
  bias: Value,
  { epsilon = 1e-5 }: { readonly epsilon?: number } = {},
): Value => apply(normalisation, 'layerNormalization', [x, scale, bias], { epsilon });

export const softmax = (x: Value, axis: number): Value => apply(normalisation, 'softmax', [x], { axis });

/** `log(softmax(x))`, computed stably. */
export const logSoftmax = (x: Value, axis: number): Value =>
  apply(normalisation, 'logSoftmax', [x], { axis });

/** Vectors along `axis` scaled to length 1; a zero vector stays zero. */
export const l2Normalize = (x: Value, axis: number): Value =>
  div(x, sqrt(maximum(reduceSum(mul(x, x), [axis], true), 1e-24)));
