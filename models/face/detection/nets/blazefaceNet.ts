// MediaPipe's BlazeFace (Bazarevsky et al., arXiv 1907.05047), back camera model, as a graph: single blocks of depthwise
// separable convolutions beside a shortcut, and two grids of anchors.
//
// [Note: width] The first blocks have 24 channels. ONNX Runtime convolves on a CPU in blocks of 8 or 16 channels, and leaves that
// layout for every sum of tensors that do not fill them: with eight channels of nothing beside the 24 it stays there.
import {
  add,
  cast,
  constant,
  conv,
  input,
  maxPool,
  mul,
  parameter,
  relu,
  sub,
  transpose,
  type ParsedTensor,
  type Value,
} from '../../../graph/index.ts';
import { separable } from './separable.ts';

/** A convolution's weight `[O, I, h, w]` and its bias `[O]`, where it has one. */
export interface Convolution {
  readonly weight: ParsedTensor;
  readonly bias: ParsedTensor | undefined;
}

/** Name of the graph's input: uint8 `[N, 32 H, 32 W, 3]`, RGB from 0 to 255. Any multiple of 32 pixels will do. */
export const BLAZEFACE_INPUT = 'input';

const FEWEST_CHANNELS = 32;

/** The layers see bytes as numbers from -1 to 1. */
const MIDDLE = 127.5;

/** Channels and strides of the single blocks, in order. The finer grid is behind the last of them. */
const blocks = [24, 24, 48, 96].flatMap((channels, stage) => [
  ...(stage === 0 ? [] : [{ channels, stride: 2 as const }]),
  ...Array.from({ length: 7 }, () => ({ channels, stride: 1 as const })),
]);

const widened = (channels: number): number => Math.max(channels, FEWEST_CHANNELS);

const namesOf = (name: string) => ({
  depthwise: `${name}.depthwise.weight`,
  pointwise: `${name}.pointwise.weight`,
  bias: `${name}.pointwise.bias`,
});

/** What goes past a block: halved where the block halves, with channels of nothing where it adds some. */
function shortcut(x: Value, channels: number, stride: 1 | 2): Value {
  const pooled = stride === 1 ? x : maxPool(x, { kernel: [2, 2], strides: [2, 2] });
  const inputs = pooled.shape[1] as number;
  if (inputs === channels) return pooled;
  // A convolution that passes each channel on: zeros laid beside them would leave the blocks of channels.
  const identity = new Float32Array(channels * inputs);
  for (let channel = 0; channel < inputs; channel++) identity[channel * inputs + channel] = 1;
  return conv(pooled, constant(identity, [channels, inputs, 1, 1]));
}

/** A number for each anchor of a grid, or several: `[N, rows, columns, anchors * size]`. */
function head(x: Value, name: string, anchors: number, size: number): Value {
  const inputs = x.shape[1] as number;
  const numbers = conv(x, parameter(`${name}.weight`, [anchors * size, inputs, 1, 1]), {
    bias: parameter(`${name}.bias`, [anchors * size]),
  });
  return transpose(numbers, [0, 2, 3, 1]);
}

/** The graph's outputs: scores before the sigmoid, and boxes with key points, of the finer and of the coarser grid. */
export function blazefaceNet(): Readonly<Record<string, Value>> {
  const bytes = input(BLAZEFACE_INPUT, 'uint8', ['N', '32*H', '32*W', 3]);
  const pixels = mul(sub(cast(bytes, 'float32'), MIDDLE), 1 / MIDDLE);
  const first = widened(blocks[0].channels);
  let x = relu(
    conv(transpose(pixels, [0, 3, 1, 2]), parameter('stem.weight', [first, 3, 5, 5]), {
      bias: parameter('stem.bias', [first]),
      strides: [2, 2],
      pads: [1, 1, 2, 2],
    }),
  );
  for (const [at, { channels, stride }] of blocks.entries()) {
    const wide = widened(channels);
    x = relu(add(separable(x, namesOf(`blocks.${at}`), wide, stride), shortcut(x, wide, stride)));
  }
  const coarse = relu(separable(x, namesOf('last'), x.shape[1] as number, 2));
  return {
    coarseBoxes: head(coarse, 'coarseBoxes', 6, 16),
    coarseScores: head(coarse, 'coarseScores', 6, 1),
    fineBoxes: head(x, 'fineBoxes', 2, 16),
    fineScores: head(x, 'fineScores', 2, 1),
  };
}

/** The parameters of `blazefaceNet` from the model's convolutions in the order in which its file has them. */
export function blazefaceWeights(convolutions: readonly Convolution[]): Map<string, ParsedTensor> {
  const names = [
    'stem',
    ...[...blocks.keys()].flatMap((at) => [`blocks.${at}.depthwise`, `blocks.${at}.pointwise`]),
    ...['last.depthwise', 'last.pointwise'],
    ...['coarseBoxes', 'coarseScores', 'fineBoxes', 'fineScores'],
  ];
  if (convolutions.length !== names.length)
    throw new Error(`BlazeFace has ${names.length} convolutions, not ${convolutions.length}`);
  const weights = new Map<string, ParsedTensor>();
  for (const [at, { weight, bias }] of convolutions.entries()) {
    weights.set(`${names[at]}.weight`, widen(weight));
    if (bias !== undefined) weights.set(`${names[at]}.bias`, widen(bias));
  }
  return weights;
}

/** Zeros for the channels of nothing: each of the first two axes that is as long as the narrow blocks are wide grows. */
function widen({ shape, data }: ParsedTensor): ParsedTensor {
  const [narrow] = blocks.map(({ channels }) => channels);
  const [outputs, inputs = 1, ...window] = shape;
  const grown = (side: number) => (side === narrow ? FEWEST_CHANNELS : side);
  const size = window.reduce((product, side) => product * side, 1);
  const result = new Float32Array(grown(outputs) * grown(inputs) * size);
  for (let output = 0; output < outputs; output++) {
    const from = output * inputs * size;
    result.set(data.subarray(from, from + inputs * size), output * grown(inputs) * size);
  }
  return { shape: shape.map((side, axis) => (axis < 2 ? grown(side) : side)), data: result };
}
