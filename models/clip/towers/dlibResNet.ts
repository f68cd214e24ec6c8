// dlib's face recognition ResNet-29 (`dlib_face_recognition_resnet_model_v1`), as face-api.js lays it out: plain
import { type TensorFlowTensor, channelsFirst } from '../../tensors/tensorFlow.ts';

// residual blocks of two 3x3 convolutions, shortcuts that are pooled and padded rather than projected.
import {
  add,
  averagePool,
  constant,
  matmul,
  maxPool,
  normalizedConv,
  pad,
  parameter,
  reduceMean,
  relu,
  type Value,
} from '../../graph/index.ts';
import { PROJECTION, type Stage } from './stage.ts';

interface Block {
  readonly name: string;
  readonly channels: number;
  /** Whether the block halves the side. */
  readonly down: boolean;
}

const plain = (channels: number, count: number): readonly Block[] =>
  Array.from({ length: count }, (_, at) => ({ name: `conv${channels}_${at + 1}`, channels, down: false }));

const down = (channels: number, suffix = ''): Block => ({
  name: `conv${channels}_down${suffix}`,
  channels,
  down: true,
});

/** The blocks of each stage. */
const STACKS = {
  conv32: plain(32, 3),
  conv64: [down(64), ...plain(64, 3)],
  conv128: [down(128), ...plain(128, 2)],
  conv256: [down(256), ...plain(256, 2), down(256, '_out')],
};

const STEM = { name: 'conv32_down', channels: 32, kernel: 7 };

/**
 * The stem with the first blocks, three more stages (the last one ends in the mean), and the projection. The features have dlib's 128
 * dimensions unless other weights say otherwise; dlib compares them by Euclidean distance.
 */
export function dlibResNet(dimensions: number): readonly Stage[] {
  return [
    { name: 'conv32', apply: (images) => stack(STACKS.conv32, stem(images)) },
    { name: 'conv64', apply: (x) => stack(STACKS.conv64, x) },
    { name: 'conv128', apply: (x) => stack(STACKS.conv128, x) },
    { name: 'conv256', apply: (x) => reduceMean(stack(STACKS.conv256, x), [2, 3], false) },
    {
      name: PROJECTION,
      apply: (x) => matmul(x, parameter('visual.fc.weight', [x.shape[1] as number, dimensions])),
    },
  ];
}

function stem(images: Value): Value {
  const x = relu(convScale(`visual.${STEM.name}`, STEM.channels, STEM.kernel, images, 2));
  return maxPool(x, { kernel: [3, 3], strides: [2, 2] });
}

const stack = (blocks: readonly Block[], x: Value): Value => blocks.reduce((y, one) => residual(one, y), x);

function residual({ name, channels, down }: Block, x: Value): Value {
  const y = relu(convScale(`visual.${name}.conv1`, channels, 3, x, down ? 2 : 1));
  const z = convScale(`visual.${name}.conv2`, channels, 3, y);
  if (!down) return relu(add(z, x));
  const shortcut = averagePool(x, { kernel: [2, 2], strides: [2, 2] });
  const [rows, columns] = [2, 3].map((axis) =>
    Math.max(z.shape[axis] as number, shortcut.shape[axis] as number),
  );
  return relu(add(padTo(z, channels, rows, columns), padTo(shortcut, channels, rows, columns)));
}

/** Zeros after the last channel, row and column. */
function padTo(x: Value, channels: number, rows: number, columns: number): Value {
  const after = [channels, rows, columns].map((size, at) => size - (x.shape[at + 1] as number));
  return after.every((count) => count === 0) ? x : pad(x, { before: [0, 0, 0, 0], after: [0, ...after] });
}

/**
 * A convolution and dlib's `affine` layer, which is a batch normalisation with its statistics folded in: mean 0,
 * variance 1. Strided ones are not padded, the others keep the size.
 */
function convScale(name: string, outputs: number, kernel: number, x: Value, stride = 1): Value {
  const edge = stride === 1 ? (kernel - 1) / 2 : 0;
  const weight = parameter(`${name}.conv.weight`, [outputs, x.shape[1] as number, kernel, kernel]);
  const statistics = {
    scale: parameter(`${name}.scale.weight`, [outputs]),
    bias: parameter(`${name}.scale.bias`, [outputs]),
    mean: constant(new Float32Array(outputs), [outputs]),
    variance: constant(new Float32Array(outputs).fill(1), [outputs]),
    epsilon: 0,
  };
  return normalizedConv(x, weight, statistics, { strides: [stride, stride], pads: [edge, edge, edge, edge] });
}

/**
 * The tower's parameters from face-api.js's `face_recognition_model` (its names, for example
 * `conv32_1/conv1/conv/filters`, `[height, width, in, out]`). A convolution's bias goes into the scale layer behind it.
 *
 * @throws Error where a tensor is missing
 */
export function dlibResNetWeights(
  tensors: ReadonlyMap<string, TensorFlowTensor>,
): Map<string, TensorFlowTensor> {
  const source = (name: string): TensorFlowTensor => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`face_recognition_model has no ${name}`);
    return tensor;
  };
  const weights = new Map<string, TensorFlowTensor>();
  const layers = Object.values(STACKS)
    .flat()
    .flatMap(({ name }) => [`${name}/conv1`, `${name}/conv2`]);
  for (const layer of [STEM.name, ...layers]) {
    const name = `visual.${layer.replace('/', '.')}`;
    const bias = source(`${layer}/conv/bias`);
    const scale = source(`${layer}/scale/weights`);
    const shift = source(`${layer}/scale/biases`).data.map(
      (value, at) => value + bias.data[at] * scale.data[at],
    );
    weights.set(`${name}.conv.weight`, channelsFirst(source(`${layer}/conv/filters`)));
    weights.set(`${name}.scale.weight`, scale);
    weights.set(`${name}.scale.bias`, { shape: scale.shape, data: shift });
  }
  weights.set('visual.fc.weight', source('fc'));
  return weights;
}
