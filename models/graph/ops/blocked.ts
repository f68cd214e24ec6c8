// ONNX Runtime's own layout of images on CPUs, `[N, C / b, H, W, b]`: b channels lie side by side, as many as its kernels
// compute at once. Such an image keeps the shape `[N, C, H, W]` of the one that it stands for; only the order of its
// elements differs. The runtime brings networks with constant weights into this layout itself (its `NchwcTransformer`).
import { sameShape } from '../shape.ts';
import type { TensorType, Value } from '../value.ts';
import { reshape, transpose } from './arrangement.ts';
import { apply, demand, type OpSpec } from './spec.ts';
import { window, type ConvAttributes, type Pair } from './window.ts';

export const BLOCKED_DOMAIN = 'com.microsoft.nchwc';

type None = Readonly<Record<never, never>>;

const demandImage = ([x]: readonly TensorType[]): TensorType => {
  demand(x?.dtype === 'float32' && x.shape.length === 4, 'the input is not float32 [N, C, H, W]');
  return x;
};

interface BlockedConvAttributes extends ConvAttributes {
  readonly relu: boolean;
}

export const blocked = {
  /** From `[N, C, H, W]`, or with `channelsLast` from `[N, H, W, C]`. */
  reorderInput: {
    infer(inputs, { channelsLast }) {
      const x = demandImage(inputs);
      return [channelsLast ? { dtype: x.dtype, shape: [0, 3, 1, 2].map((axis) => x.shape[axis]) } : x];
    },
    lower: ({ inputs, attributes: { channelsLast } }) => ({
      domain: BLOCKED_DOMAIN,
      type: 'ReorderInput',
      inputs,
      ...(channelsLast && { attributes: { channels_last: { int: 1 } } }),
    }),
  } satisfies OpSpec<{ readonly channelsLast: boolean }>,
  reorderOutput: {
    infer: (inputs) => [demandImage(inputs)],
    lower: ({ inputs }) => ({
      domain: BLOCKED_DOMAIN,
      type: 'ReorderOutput',
      inputs,
      attributes: { channels: { int: inputs[0].shape[1] as number } },
    }),
  } satisfies OpSpec<None>,
  /** Inputs: image, reordered weight, bias, and perhaps an image that is added before the ReLU. */
  blockedConv: {
    infer(inputs, attributes) {
      const [y] = window.conv.infer(inputs.slice(0, 3), attributes);
      const sum = inputs.at(3);
      demand(sum === undefined || sameShape(sum.shape, y.shape), 'what is added has another shape');
      return [y];
    },
    lower(operation) {
      const { attributes, ...node } = window.conv.lower(operation);
      const activation = operation.attributes.relu && { activation: { string: 'Relu' } };
      return { domain: BLOCKED_DOMAIN, ...node, attributes: { ...attributes, ...activation } };
    },
  } satisfies OpSpec<BlockedConvAttributes>,
  blockedAveragePool: {
    infer: (inputs, attributes) => window.averagePool.infer(inputs, attributes),
    lower: (operation) => ({ domain: BLOCKED_DOMAIN, ...window.averagePool.lower(operation) }),
  } satisfies typeof window.averagePool,
  /** Repeats pixels. */
  blockedUpsample: {
    infer(inputs, { scales }) {
      const { dtype, shape } = demandImage(inputs);
      const [n, c, h, w] = shape;
      return [{ dtype, shape: [n, c, (h as number) * scales[0], (w as number) * scales[1]] }];
    },
    lower: ({ inputs, attributes: { scales } }) => ({
      domain: BLOCKED_DOMAIN,
      type: 'Upsample',
      inputs,
      attributes: { scales: { ints: [1, 1, ...scales] } },
    }),
  } satisfies OpSpec<{ readonly scales: Pair }>,
};

export const reorderInput = (x: Value, { channelsLast = false } = {}): Value =>
  apply(blocked, 'reorderInput', [x], { channelsLast });

export const reorderOutput = (x: Value): Value => apply(blocked, 'reorderOutput', [x], {});

/** A convolution's weight `[O, I, h, w]` in the order `[O / b, I / b, h, w, b of I, b of O]`, its shape as before. */
export function reorderWeight(weight: Value, block: number): Value {
  const [out, each, h, w] = weight.shape as readonly number[];
  const size = h * w;
  const turned = transposed(weight, each * size);
  const rows =
    turned === undefined
      ? reorderInput(reshape(weight, [1, out, 1, each * size]))
      : reorderInput(reshape(turned, [1, 1, each * size, out]), { channelsLast: true });
  if (size === 1) return reshape(rows, weight.shape);
  const apart = reshape(rows, [(out / block) * (each / block), block, size, block]);
  return reshape(transpose(apart, [0, 2, 1, 3]), weight.shape);
}

/** The matrix of so many rows whose transpose `x` is, if it is made like that: gradients turn weights around. */
function transposed({ source }: Value, rows: number): Value | undefined {
  if (source.kind !== 'operation' || source.op !== 'reshape') return undefined;
  const [{ source: inner }] = source.inputs;
  if (inner.kind !== 'operation' || inner.op !== 'transpose') return undefined;
  const [matrix] = inner.inputs;
  const { perm } = inner.attributes as { readonly perm: readonly number[] };
  const [last, before] = [perm.length - 1, perm.length - 2];
  const isSwapped = perm[last] === before && perm[before] === last;
  const isMatrix = matrix.shape.slice(0, -2).every((side) => side === 1);
  return isSwapped && isMatrix && matrix.shape[before] === rows ? matrix : undefined;
}
