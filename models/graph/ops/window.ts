// Operations over spatial windows of `[N, C, H, W]`: convolution, pooling, resizing.
import { count, product, quotient, type Dim, type Shape } from '../shape.ts';
import type { TensorType, Value } from '../value.ts';
import { apply, applyAll, demand, type OpSpec } from './spec.ts';

export type Pair = readonly [height: number, width: number];
/** Top, left, bottom, right. */
type Pads = readonly [number, number, number, number];

export interface ConvAttributes {
  readonly strides: Pair;
  readonly pads: Pads;
  readonly dilations: Pair;
  readonly group: number;
}

export interface PoolAttributes {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly pads: Pads;
  readonly ceil: boolean;
}

type ResizeMode = 'nearest' | 'linear' | 'cubic';

interface ResizeAttributes {
  readonly height: number;
  readonly width: number;
  readonly mode: ResizeMode;
}

const image = ([x]: readonly TensorType[]): readonly [Dim, number, Dim, Dim] => {
  demand(x?.dtype === 'float32', `${x?.dtype} is not float32`);
  demand(x.shape.length === 4, 'the input is not [N, C, H, W]');
  const [n, c, h, w] = x.shape as readonly [Dim, Dim, Dim, Dim];
  demand(typeof c === 'number', 'C must be known');
  return [n, c, h, w];
};

/**
 * Where the windows of one axis fit: PyTorch's rule, where the last one must begin before the end's padding. A length that is
 * known as a multiple of a symbol is divided by the stride; padding must make up for the window.
 */
function windows(
  size: Dim,
  kernel: number,
  stride: number,
  before: number,
  after: number,
  ceil: boolean,
): Dim {
  if (typeof size === 'string') {
    const over = kernel - before - after;
    const parts = quotient(product([size]), product([stride]));
    demand(
      parts !== undefined && over > 0 && over <= stride && !ceil,
      `windows do not divide the length ${size}`,
    );
    return parts;
  }
  const span = size + before + after - kernel;
  demand(span >= 0, `a window of ${kernel} is larger than the padded input, ${size + before + after}`);
  const whole = Math.floor(span / stride) + 1;
  if (!ceil || span % stride === 0) return whole;
  return whole * stride < size + before ? whole + 1 : whole;
}

const pooled = (inputs: readonly TensorType[], { kernel, strides, pads, ceil }: PoolAttributes): Shape => {
  const [n, c, h, w] = image(inputs);
  demand(
    pads.every((pad, i) => pad < kernel[i % 2]),
    'a pad is as large as the window',
  );
  return [
    n,
    c,
    windows(h, kernel[0], strides[0], pads[0], pads[2], ceil),
    windows(w, kernel[1], strides[1], pads[1], pads[3], ceil),
  ];
};

const convLowering = (inputs: readonly Value[], { strides, pads, dilations, group }: ConvAttributes) => ({
  kernel_shape: { ints: inputs[1].shape.slice(2) as readonly number[] },
  strides: { ints: strides },
  pads: { ints: pads },
  dilations: { ints: dilations },
  group: { int: group },
});

const poolLowering = ({ kernel, strides, pads, ceil }: PoolAttributes) => ({
  kernel_shape: { ints: kernel },
  strides: { ints: strides },
  pads: { ints: pads },
  ...(ceil && { ceil_mode: { int: 1 } }),
});

export const window = {
  conv: {
    infer(inputs, { strides, pads, dilations, group }) {
      const [n, channels, h, w] = image(inputs);
      const [, weight, bias] = inputs;
      demand(
        weight?.dtype === 'float32' && weight.shape.length === 4,
        'the weight is not [O, C / group, H, W]',
      );
      const [out, each, kh, kw] = weight.shape as readonly [number, number, number, number];
      demand(count(weight.shape) > 0, 'the weight is empty');
      demand(channels === each * group, `${channels} channels are not ${group} group(s) of ${each}`);
      demand(out % group === 0, `${out} output channels do not divide into ${group} groups`);
      demand(
        bias === undefined || (bias.shape.length === 1 && bias.shape[0] === out),
        `the bias is not [${out}]`,
      );
      const height = windows(h, (kh - 1) * dilations[0] + 1, strides[0], pads[0], pads[2], false);
      const width = windows(w, (kw - 1) * dilations[1] + 1, strides[1], pads[1], pads[3], false);
      return [{ dtype: 'float32', shape: [n, out, height, width] }];
    },
    lower: ({ inputs, attributes }) => ({
      type: 'Conv',
      inputs,
      attributes: convLowering(inputs, attributes),
    }),
  } satisfies OpSpec<ConvAttributes>,
  convTranspose: {
    infer(inputs, { strides, pads, dilations, group, outputPadding }) {
      const [n, channels, h, w] = image(inputs);
      const weight = inputs[1];
      demand(
        weight?.dtype === 'float32' && weight.shape.length === 4,
        'the weight is not [C, O / group, H, W]',
      );
      const [from, each, kh, kw] = weight.shape as readonly [number, number, number, number];
      demand(channels === from, `${channels} channels meet weights for ${from}`);
      demand(from % group === 0, `${from} channels do not divide into ${group} groups`);
      demand(typeof h === 'number' && typeof w === 'number', 'H and W must be known');
      const side = (size: number, kernel: number, axis: 0 | 1): number =>
        (size - 1) * strides[axis] +
        (kernel - 1) * dilations[axis] +
        1 -
        pads[axis] -
        pads[axis + 2] +
        outputPadding[axis];
      return [{ dtype: 'float32', shape: [n, each * group, side(h, kh, 0), side(w, kw, 1)] }];
    },
    lower: ({ inputs, attributes }) => ({
      type: 'ConvTranspose',
      inputs,
      attributes: { ...convLowering(inputs, attributes), output_padding: { ints: attributes.outputPadding } },
    }),
  } satisfies OpSpec<ConvAttributes & { readonly outputPadding: Pair }>,
  /** Second output: for each window, the flat index in `[N, C, H, W]` of its maximum, int64. */
  maxPool: {
    infer(inputs, attributes) {
      const shape = pooled(inputs, attributes);
      return [
        { dtype: 'float32', shape },
        { dtype: 'int64', shape },
      ];
    },
    lower: ({ inputs, attributes }) => ({ type: 'MaxPool', inputs, attributes: poolLowering(attributes) }),
  } satisfies OpSpec<PoolAttributes>,
  averagePool: {
    infer: (inputs, attributes) => [{ dtype: 'float32', shape: pooled(inputs, attributes) }],
    lower: ({ inputs, attributes }) => ({
      type: 'AveragePool',
      inputs,
      attributes: {
        ...poolLowering(attributes),
        ...(attributes.countIncludePad && { count_include_pad: { int: 1 } }),
      },
    }),
  } satisfies OpSpec<PoolAttributes & { readonly countIncludePad: boolean }>,
  globalAveragePool: {
    infer(inputs) {
      const [n, c] = image(inputs);
      return [{ dtype: 'float32', shape: [n, c, 1, 1] }];
    },
    lower: ({ inputs }) => ({ type: 'GlobalAveragePool', inputs }),
  } satisfies OpSpec<Readonly<Record<never, never>>>,
  resize: {
    infer(inputs, { height, width }) {
      const [n, c] = image(inputs);
      return [{ dtype: 'float32', shape: [n, c, height, width] }];
    },
    lower({ inputs, attributes: { height, width, mode } }) {
      const nearest = mode === 'nearest';
      return {
        type: 'Resize',
        inputs: [...inputs, null, null, [height, width]],
        attributes: {
          axes: { ints: [2, 3] },
          mode: { string: mode },
          coordinate_transformation_mode: { string: nearest ? 'asymmetric' : 'half_pixel' },
          ...(nearest && { nearest_mode: { string: 'floor' } }),
        },
      };
    },
  } satisfies OpSpec<ResizeAttributes>,
};

const plainConv: ConvAttributes = {
  strides: [1, 1],
  pads: [0, 0, 0, 0],
  dilations: [1, 1],
  group: 1,
};

/**
 * Cross-correlation as in PyTorch: `x` `[N, C, H, W]`, `weight` `[O, C / group, h, w]`, `bias` `[O]`. A depthwise
 * convolution has as many groups as channels.
 */
export function conv(
  x: Value,
  weight: Value,
  { bias, ...options }: Partial<ConvAttributes> & { readonly bias?: Value } = {},
): Value {
  const attributes = { ...plainConv, ...options };
  return apply(window, 'conv', bias === undefined ? [x, weight] : [x, weight, bias], attributes);
}

/**
 * The transpose of `conv` as a linear map, its gradient: `x` `[N, C, H, W]`, `weight` `[C, O / group, h, w]`.
 * `outputPadding` adds rows and columns at the end that a strided convolution would not have reached.
 */
export const convTranspose = (
  x: Value,
  weight: Value,
  options: Partial<ConvAttributes & { readonly outputPadding: Pair }> = {},
): Value => apply(window, 'convTranspose', [x, weight], { ...plainConv, outputPadding: [0, 0], ...options });

type PoolOptions = Pick<PoolAttributes, 'kernel' | 'strides'> & Partial<PoolAttributes>;

const poolAttributes = (options: PoolOptions): PoolAttributes => ({
  pads: [0, 0, 0, 0],
  ceil: false,
  ...options,
});

export const maxPool = (x: Value, options: PoolOptions): Value => maxPoolIndices(x, options)[0];

/** The maxima and their flat indices (int64) in `[N, C, H, W]`. */
export function maxPoolIndices(x: Value, options: PoolOptions): readonly [Value, Value] {
  return applyAll(window, 'maxPool', [x], poolAttributes(options)) as unknown as readonly [Value, Value];
}

/** Without `countIncludePad`, padding does not count in the mean. */
export const averagePool = (
  x: Value,
  { countIncludePad = false, ...options }: PoolOptions & { readonly countIncludePad?: boolean },
): Value => apply(window, 'averagePool', [x], { ...poolAttributes(options), countIncludePad });

/** `[N, C, H, W]` to `[N, C, 1, 1]`. */
export const globalAveragePool = (x: Value): Value => apply(window, 'globalAveragePool', [x], {});

/** To `height` x `width`. `nearest` repeats pixels from the top left; the others align pixel centres, no antialiasing. */
export const resize = (
  x: Value,
  { height, width, mode = 'nearest' }: Omit<ResizeAttributes, 'mode'> & { readonly mode?: ResizeMode },
): Value => apply(window, 'resize', [x], { height, width, mode });
