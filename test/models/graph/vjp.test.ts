import { describe, expect, test } from 'vitest';
import * as g from '../../../models/graph/index.ts';
import { ops } from '../../../models/graph/ops.ts';
import { blocked } from '../../../models/graph/ops/blocked.ts';
import { isFlat, rules } from '../../../models/graph/vjp.ts';
import { checkGradients } from './support/finiteDifferences.ts';
import { random, randomPlain, type Plain } from './support/run.ts';

type Values = Readonly<Record<string, g.Value>>;

/** A function of named inputs, at random sizes. */
type Case = (random: Sizes) => readonly [inputs: Record<string, Plain>, build: (values: Values) => g.Value];

/** Draws sizes and values. */
class Sizes {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  int(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  pick<T>(...options: readonly T[]): T {
    return options[this.int(0, options.length - 1)];
  }

  shape(rank: number): readonly number[] {
    return Array.from({ length: rank }, () => this.int(1, 4));
  }

  tensor(shape: readonly number[], low = -1, high = 1): Plain {
    return randomPlain(this.int(0, 1e9), shape, low, high);
  }

  /** Values that differ from each other and from 0 by 0.2 at least: away from the kinks of maxima and of ReLU. */
  distinct(shape: readonly number[]): Plain {
    const { data } = this.tensor(shape);
    const order = data.map((_, i) => i).sort((a, b) => data[a] - data[b]);
    const middle = Math.floor(data.length / 2);
    const spaced = data.slice();
    order.forEach((place, rank) => (spaced[place] = (rank - middle + 0.5) * 0.2));
    return { shape, data: spaced };
  }
}

const unary =
  (op: (x: g.Value) => g.Value, low = -1, high = 1): Case =>
  (sizes) => [{ x: sizes.tensor(sizes.shape(3), low, high) }, ({ x }) => op(x)];

const kinked =
  (op: (x: g.Value) => g.Value): Case =>
  (sizes) => [{ x: sizes.distinct(sizes.shape(3)) }, ({ x }) => op(x)];

/** Two operands that broadcast against each other in some axis. */
const binary =
  (op: (a: g.Value, b: g.Value) => g.Value, low = -1, high = 1): Case =>
  (sizes) => {
    const shape = sizes.shape(3);
    const a = sizes.tensor(shape.with(sizes.int(0, 2), 1), low, high);
    const b = sizes.tensor(shape.slice(sizes.int(0, 3)), low, high);
    return [{ a, b }, ({ a, b }) => op(a, b)];
  };

const kinkedBinary =
  (op: (a: g.Value, b: g.Value) => g.Value): Case =>
  (sizes) => {
    const [n, c] = [sizes.int(2, 4), sizes.int(2, 4)];
    const { data } = sizes.distinct([n * c + c]);
    const a = { shape: [n, c], data: data.slice(0, n * c) };
    return [{ a, b: { shape: [c], data: data.slice(n * c) } }, ({ a, b }) => op(a, b)];
  };

const convolution =
  (kernels: readonly (readonly [number, number])[], more: Partial<Parameters<typeof g.conv>[2]> = {}): Case =>
  (sizes) => {
    const [n, each, out] = [sizes.int(1, 3), sizes.int(1, 3), sizes.int(1, 3)];
    const group = more?.group ?? 1;
    const kernel = sizes.pick(...kernels);
    const x = sizes.tensor([n, each * group, sizes.int(6, 9), sizes.int(6, 9)]);
    const weight = sizes.tensor([out * group, each, ...kernel]);
    const bias = sizes.tensor([out * group]);
    return [{ x, weight, bias }, ({ x, weight, bias }) => g.conv(x, weight, { ...more, bias })];
  };

/** Where a weight's gradient is made in another way than of large images. */
const convolutionOfSmall =
  (kernel: number, pad: number): Case =>
  (sizes) => {
    const [n, each, out] = [sizes.int(1, 3), sizes.int(2, 4), sizes.int(2, 4)];
    const x = sizes.tensor([n, each, sizes.int(1, 2), 1]);
    const weight = sizes.tensor([out, each, kernel, kernel]);
    return [{ x, weight }, ({ x, weight }) => g.conv(x, weight, { pads: [pad, pad, pad, pad] })];
  };

const images = (sizes: Sizes) => [sizes.int(1, 2), sizes.int(1, 3), sizes.int(5, 8), sizes.int(5, 8)];

const averaging =
  (
    options: Omit<Parameters<typeof g.averagePool>[1], 'kernel' | 'strides'> & { readonly apart?: true },
  ): Case =>
  (sizes) => {
    const { apart, ...more } = options;
    const kernel = [sizes.int(2, 3), sizes.int(2, 3)] as const;
    const strides = apart ? kernel : ([sizes.int(1, 3), sizes.int(1, 3)] as const);
    return [{ x: sizes.tensor(images(sizes)) }, ({ x }) => g.averagePool(x, { kernel, strides, ...more })];
  };

const indices = (shape: readonly number[], data: readonly number[]) =>
  g.constant(BigInt64Array.from(data, BigInt), shape);

const cases: Record<string, Case> = {
  neg: unary(g.neg),
  abs: kinked(g.abs),
  exp: unary(g.exp),
  log: unary(g.log, 0.5, 2),
  sqrt: unary(g.sqrt, 0.5, 2),
  reciprocal: unary(g.reciprocal, 0.5, 2),
  erf: unary(g.erf),
  tanh: unary(g.tanh),
  sigmoid: unary(g.sigmoid),
  relu: kinked(g.relu),
  pow: unary((x) => g.pow(x, 3)),
  'pow 0.5': unary((x) => g.pow(x, 0.5), 0.5, 2),
  clip: kinked((x) => g.clip(x, -1, 2)),
  hardSigmoid: kinked((x) => g.hardSigmoid(x, { alpha: 0.25, beta: 0.5 })),
  gelu: unary(g.gelu),
  geluQuick: unary(g.geluQuick),
  add: binary(g.add),
  sub: binary(g.sub),
  mul: binary(g.mul),
  div: binary(g.div, 0.5, 2),
  maximum: kinkedBinary(g.maximum),
  minimum: kinkedBinary(g.minimum),
  where: (sizes) => {
    const [n, c] = [sizes.int(1, 4), sizes.int(1, 4)];
    const condition = g.constant(
      Uint8Array.from({ length: n * c }, () => sizes.int(0, 1)),
      [n, c],
      'bool',
    );
    return [{ a: sizes.tensor([n, 1]), b: sizes.tensor([c]) }, ({ a, b }) => g.where(condition, a, b)];
  },
  matmul: (sizes) => {
    const [n, m, k, l] = [sizes.int(2, 3), sizes.int(1, 4), sizes.int(1, 4), sizes.int(1, 4)];
    const batch = sizes.pick([], [n], [1], [n, 2]);
    return [
      { a: sizes.tensor([...batch, m, k]), b: sizes.tensor([...batch, k, l]) },
      ({ a, b }) => g.matmul(a, b),
    ];
  },
  'matmul, broadcast': (sizes) => {
    const [n, m, k, l] = [sizes.int(2, 3), sizes.int(1, 4), sizes.int(1, 4), sizes.int(1, 4)];
    const [a, b] = sizes.pick([[n], []], [[], [n]], [[n, 1], [2]], [[1], [n]]);
    return [{ a: sizes.tensor([...a, m, k]), b: sizes.tensor([...b, k, l]) }, ({ a, b }) => g.matmul(a, b)];
  },
  gemm: (sizes) => {
    const [m, k, l] = [sizes.int(1, 4), sizes.int(1, 4), sizes.int(1, 4)];
    const [transposeA, transposeB] = [sizes.pick(true, false), sizes.pick(true, false)];
    const a = sizes.tensor(transposeA ? [k, m] : [m, k]);
    const b = sizes.tensor(transposeB ? [l, k] : [k, l]);
    const c = sizes.tensor(sizes.pick([l], [m, l], [1], [m, 1]));
    return [{ a, b, c }, ({ a, b, c }) => g.gemm(a, b, { transposeA, transposeB, c, alpha: 0.5 })];
  },
  'conv 1x1': convolution([[1, 1]]),
  'conv 1x1, of small images': convolutionOfSmall(1, 0),
  'conv 3x3, of small images': convolutionOfSmall(3, 1),
  'conv 1x1, strided': convolution([[1, 1]], { strides: [2, 2] }),
  'conv 3x3': convolution([[3, 3]], { pads: [1, 1, 1, 1] }),
  'conv 3x3, not padded': convolution([[3, 3]]),
  'conv 3x3, strided': convolution([[3, 3]], { strides: [2, 2], pads: [1, 1, 1, 1] }),
  'conv 3x3, strided, not padded': convolution([[3, 3]], { strides: [2, 2] }),
  'conv of patches': convolution([[2, 3]], { strides: [2, 3] }),
  'conv, uneven': convolution(
    [
      [2, 3],
      [5, 4],
    ],
    { pads: [0, 3, 1, 2], strides: [1, 2] },
  ),
  'conv, much padding': convolution([[2, 2]], { pads: [2, 3, 2, 2] }),
  'conv, dilated': convolution([[3, 2]], { dilations: [2, 3], pads: [1, 1, 1, 1] }),
  'conv, grouped': convolution([[3, 3]], { group: 2, pads: [1, 1, 1, 1] }),
  'conv, grouped, strided': convolution([[3, 3]], { group: 3, strides: [2, 2], pads: [1, 1, 1, 1] }),
  'conv, depthwise': (sizes) => {
    const channels = sizes.int(2, 4);
    const x = sizes.tensor([sizes.int(1, 3), channels, 6, 7]);
    const weight = sizes.tensor([channels, 1, 3, 3]);
    return [{ x, weight }, ({ x, weight }) => g.conv(x, weight, { group: channels, pads: [1, 1, 1, 1] })];
  },
  convTranspose: (sizes) => {
    const [n, from, to, group] = [sizes.int(1, 2), sizes.int(1, 3), sizes.int(1, 3), sizes.int(1, 2)];
    const stride = sizes.int(1, 3);
    const x = sizes.tensor([n, from * group, sizes.int(3, 5), sizes.int(3, 5)]);
    const weight = sizes.tensor([from * group, to, 3, sizes.int(2, 3)]);
    const options = { group, strides: [stride, stride], pads: [1, 0, 0, 1] } as const;
    return [{ x, weight }, ({ x, weight }) => g.convTranspose(x, weight, options)];
  },
  maxPool: (sizes) => {
    const kernel = [sizes.int(2, 3), sizes.int(2, 3)] as const;
    const strides = [sizes.int(1, 3), sizes.int(1, 3)] as const;
    const ceil = sizes.pick(true, false);
    const x = sizes.distinct(images(sizes));
    return [{ x }, ({ x }) => g.maxPool(x, { kernel, strides, pads: [1, 0, 1, 1], ceil })];
  },
  averagePool: averaging({}),
  'averagePool, side by side': averaging({ apart: true }),
  'averagePool, padded': averaging({ pads: [1, 1, 0, 1] }),
  'averagePool, padding counted': averaging({ pads: [1, 1, 0, 1], countIncludePad: true }),
  'averagePool, ceil': averaging({ ceil: true, apart: true }),
  globalAveragePool: (sizes) => [{ x: sizes.tensor(images(sizes)) }, ({ x }) => g.globalAveragePool(x)],
  batchNormalization: (sizes) => {
    const c = sizes.int(1, 4);
    const [scale, bias, mean] = [sizes.tensor([c]), sizes.tensor([c]), sizes.tensor([c])];
    const variance = sizes.tensor([c], 0.5, 2);
    const x = sizes.tensor(sizes.pick([3, c], [2, c, 5], [2, c, 3, 4]));
    return [
      { x, scale, bias, mean, variance },
      ({ x, scale, bias, mean, variance }) =>
        g.batchNormalization(x, { scale, bias, mean, variance, epsilon: 1e-3 }),
    ];
  },
  'batchNormalization, training': (sizes) => {
    const c = sizes.int(1, 3);
    const x = sizes.tensor(sizes.pick([6, c], [2, c, 5], [2, c, 3, 4]), -2, 2);
    return [
      { x, scale: sizes.tensor([c]), bias: sizes.tensor([c]) },
      ({ x, scale, bias }) => g.batchNormalizationTraining(x, { scale, bias, epsilon: 1e-2 }).y,
    ];
  },
  layerNormalization: (sizes) => {
    const d = sizes.int(3, 8);
    const x = sizes.tensor([...sizes.shape(sizes.int(1, 2)), d], -2, 2);
    return [
      { x, scale: sizes.tensor([d]), bias: sizes.tensor([d]) },
      ({ x, scale, bias }) => g.layerNormalization(x, scale, bias, { epsilon: 1e-2 }),
    ];
  },
  softmax: (sizes) => {
    const axis = sizes.int(-3, 2);
    return [{ x: sizes.tensor(sizes.shape(3), -2, 2) }, ({ x }) => g.softmax(x, axis)];
  },
  logSoftmax: (sizes) => {
    const axis = sizes.int(-3, 2);
    return [{ x: sizes.tensor(sizes.shape(3), -2, 2) }, ({ x }) => g.logSoftmax(x, axis)];
  },
  l2Normalize: (sizes) => [{ x: sizes.tensor([3, sizes.int(2, 5)], 0.2, 1) }, ({ x }) => g.l2Normalize(x, 1)],
  reduceSum: (sizes) => {
    const axes = sizes.pick([0], [1, 2], [-1], [0, 1, 2], []);
    const keepDims = sizes.pick(true, false);
    return [{ x: sizes.tensor(sizes.shape(3)) }, ({ x }) => g.reduceSum(x, axes, keepDims)];
  },
  reduceMean: (sizes) => {
    const axes = sizes.pick([0], [1, 2], [-1], [0, 1, 2]);
    const keepDims = sizes.pick(true, false);
    return [{ x: sizes.tensor(sizes.shape(3)) }, ({ x }) => g.reduceMean(x, axes, keepDims)];
  },
  reduceSumSquare: (sizes) => {
    const axes = sizes.pick([0], [1, 2], [-1], [0, 1, 2], []);
    const keepDims = sizes.pick(true, false);
    return [{ x: sizes.tensor(sizes.shape(3)) }, ({ x }) => g.reduceSumSquare(x, axes, keepDims)];
  },
  reduceMax: (sizes) => {
    const axes = sizes.pick([0], [1, 2], [-1], [0, 1, 2]);
    const keepDims = sizes.pick(true, false);
    return [{ x: sizes.distinct(sizes.shape(3)) }, ({ x }) => g.reduceMax(x, axes, keepDims)];
  },
  reshape: (sizes) => [{ x: sizes.tensor([2, 3, sizes.int(1, 4)]) }, ({ x }) => g.reshape(x, [3, -1])],
  transpose: (sizes) => {
    const perm = sizes.pick([0, 1, 2], [2, 0, 1], [1, 2, 0], [0, 2, 1]);
    return [{ x: sizes.tensor(sizes.shape(3)) }, ({ x }) => g.transpose(x, perm)];
  },
  expand: (sizes) => {
    const shape = sizes.shape(3);
    const x = sizes.tensor(shape.slice(sizes.int(0, 1)).with(-1, 1));
    return [{ x }, ({ x }) => g.expand(x, shape)];
  },
  concat: (sizes) => {
    const [n, c] = [sizes.int(1, 3), sizes.int(1, 3)];
    const parts = { a: sizes.tensor([n, 2, c]), b: sizes.tensor([n, 1, c]), c: sizes.tensor([n, 3, c]) };
    return [parts, ({ a, b, c }) => g.concat([a, b, c], 1)];
  },
  split: (sizes) => [
    { x: sizes.tensor([sizes.int(1, 3), 6]) },
    ({ x }) => {
      const [a, b, c] = g.split(x, 1, [1, 3, 2]);
      return g.concat([g.mul(c, c), b, g.exp(a)], 1);
    },
  ],
  'split, partly used': (sizes) => [
    { x: sizes.tensor([sizes.int(1, 3), 6]) },
    ({ x }) => g.exp(g.split(x, 1, 3)[1]),
  ],
  slice: (sizes) => {
    const ranges = sizes.pick(
      [{ axis: 0, start: 1 }],
      [{ axis: 1, start: 0, end: -1, step: 2 }],
      [
        { axis: 1, start: 1, step: 3 },
        { axis: -1, start: 2, end: 4 },
      ],
      [{ axis: 1, start: 2, end: 3, step: 5 }],
    );
    return [{ x: sizes.tensor([3, sizes.int(5, 8), 5]) }, ({ x }) => g.slice(x, ...ranges)];
  },
  'slices that fill the whole': (sizes) => [
    { x: sizes.tensor([6, sizes.int(1, 3)]) },
    ({ x }) => {
      const part = (start: number, end: number) => g.slice(x, { axis: 0, start, end });
      return g.add(g.mul(part(4, 6), g.exp(part(0, 2))), part(2, 4));
    },
  ],
  pad: (sizes) => [
    { x: sizes.tensor(sizes.shape(2)) },
    ({ x }) => g.pad(x, { before: [1, 0], after: [0, 2], value: 3 }),
  ],
  'pad, taking away': (sizes) => [
    { x: sizes.tensor([3, sizes.int(3, 5)]) },
    ({ x }) => g.pad(x, { before: [1, -1], after: [-1, 2] }),
  ],
  gather: (sizes) => {
    const axis = sizes.int(0, 2);
    const taken = indices([2, 2], [3, 0, 3, 1]);
    return [{ x: sizes.tensor(sizes.shape(3).with(axis, 4)) }, ({ x }) => g.gather(x, taken, axis)];
  },
  gatherElements: (sizes) => {
    const n = sizes.int(1, 3);
    const taken = indices(
      [n, 3],
      Array.from({ length: 3 * n }, () => sizes.int(0, 3)),
    );
    return [{ x: sizes.tensor([n, 4]) }, ({ x }) => g.gatherElements(x, taken, 1)];
  },
  gatherND: (sizes) => [
    { x: sizes.tensor([3, 4, sizes.int(1, 3)]) },
    ({ x }) => g.gatherND(x, indices([3, 2], [2, 1, 0, 3, 2, 1])),
  ],
  'scatterElements, adding': (sizes) => [
    { x: sizes.tensor([2, 4]), updates: sizes.tensor([2, 3]) },
    ({ x, updates }) =>
      g.scatterElements(x, indices([2, 3], [0, 0, 2, 1, 3, 3]), updates, { axis: 1, add: true }),
  ],
  scatterElements: (sizes) => [
    { x: sizes.tensor([2, 4]), updates: sizes.tensor([2, 2]) },
    ({ x, updates }) => g.scatterElements(x, indices([2, 2], [0, 2, 3, 1]), updates, { axis: 1 }),
  ],
  'scatterND, adding': (sizes) => [
    { x: sizes.tensor([3, 2]), updates: sizes.tensor([2, 2]) },
    ({ x, updates }) => g.scatterND(x, indices([2, 1], [1, 1]), updates, { add: true }),
  ],
  scatterND: (sizes) => [
    { x: sizes.tensor([3, 2]), updates: sizes.tensor([2]) },
    ({ x, updates }) => g.scatterND(x, indices([2, 2], [1, 1, 2, 0]), updates),
  ],
};

describe('the rule against finite differences', () => {
  test.each(Object.entries(cases))('%s', async (_, make) => {
    for (let seed = 1; seed <= 5; seed++) {
      const [inputs, build] = make(new Sizes(seed));
      await checkGradients(inputs, build, seed);
    }
  });
});

test('every operation that takes and gives floats has a rule, or is flat', () => {
  const notFloat = ['not', 'equal', 'greater', 'less', 'argMax', 'oneHot', 'cast'];
  // Graphs get into the blocked layout when their gradients are made.
  const exempt = [...notFloat, ...Object.keys(blocked)];
  const bare = Object.keys(ops).filter((op) => !(op in rules) && !isFlat(op) && !exempt.includes(op));
  expect(bare).toEqual(['resize', 'loop']);
  const checked = Object.keys(cases).map((name) => name.split(/[, ]/)[0]);
  expect(Object.keys(rules).filter((op) => !checked.includes(op))).toEqual([]);
});
