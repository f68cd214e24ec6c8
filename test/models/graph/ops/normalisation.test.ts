import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run, runAll, type Plain } from '../support/run.ts';

const float = (name: string, shape: g.Shape) => g.input(name, 'float32', shape);

const close = (actual: Plain, expected: Plain) => {
  expect(actual.shape).toEqual(expected.shape);
  expected.data.forEach((x, i) => expect(actual.data[i]).toBeCloseTo(x, 5));
};

const row = (x: Plain, ...place: number[]) =>
  fill([x.shape.at(-1) as number], (k) => at(x, ...place, k)).data;
const sum = (numbers: readonly number[]) => numbers.reduce((total, x) => total + x, 0);

test('batch normalisation in evaluation mode', async () => {
  const x = randomPlain(1, [2, 3, 4, 5]);
  const [s, b, m] = [2, 3, 4].map((seed) => randomPlain(seed, [3])) as [Plain, Plain, Plain];
  const v = randomPlain(5, [3], 0.5, 2);
  const [scale, bias, mean, variance] = ['s', 'b', 'm', 'v'].map((name) => float(name, [3])) as [
    g.Value,
    g.Value,
    g.Value,
    g.Value,
  ];
  const value = g.batchNormalization(float('x', ['N', 3, 4, 5]), {
    scale,
    bias,
    mean,
    variance,
    epsilon: 1e-3,
  });
  close(
    await run(value, { x, s, b, m, v }),
    fill(
      [2, 3, 4, 5],
      (n, c, i, j) => ((at(x, n, c, i, j) - at(m, c)) / Math.sqrt(at(v, c) + 1e-3)) * at(s, c) + at(b, c),
    ),
  );
});

test('batch normalisation in training mode', async () => {
  const x = randomPlain(1, [2, 3, 4, 5]);
  const [s, b] = [randomPlain(2, [3]), randomPlain(3, [3])];
  const batch = g.batchNormalizationTraining(float('x', [2, 3, 4, 5]), {
    scale: float('s', [3]),
    bias: float('b', [3]),
  });
  const { y, mean, variance } = await runAll({ ...batch }, { x, s, b });
  const channel = (c: number) => fill([2, 4, 5], (n, i, j) => at(x, n, c, i, j)).data;
  const means = fill([3], (c) => sum(channel(c)) / 40);
  const variances = fill([3], (c) => sum(channel(c).map((z) => (z - at(means, c)) ** 2)) / 40);
  close(mean, means);
  close(variance, variances);
  const normal = (c: number, z: number) => (z - at(means, c)) / Math.sqrt(at(variances, c) + 1e-5);
  close(
    y,
    fill(x.shape, (n, c, i, j) => normal(c, at(x, n, c, i, j)) * at(s, c) + at(b, c)),
  );
});

test('a convolution is normalised alike, in its weights or after it', async () => {
  const statistics = {
    scale: float('s', [4]),
    bias: float('b', [4]),
    mean: float('m', [4]),
    variance: float('v', [4]),
  };
  const [s, b, m] = [2, 3, 4].map((seed) => randomPlain(seed, [4]));
  const v = randomPlain(5, [4], 0.5, 2);
  const w = randomPlain(6, [4, 3, 3, 3]);
  const options = { strides: [2, 2], pads: [1, 1, 1, 1] } as const;
  // Few elements: after it. Many: in the weights. A batch of any size: after it.
  for (const [batch, n, ops] of [
    [1, 1, ['batchNormalization']],
    [20, 20, ['conv']],
    ['N', 2, ['batchNormalization']],
  ] as const) {
    const image = randomPlain(1, [n, 3, 5, 5]);
    const value = g.normalizedConv(
      float('x', [batch, 3, 5, 5]),
      float('w', [4, 3, 3, 3]),
      statistics,
      options,
    );
    expect(ops).toContain((value.source as { readonly op?: string }).op);
    const plain = g.conv(float('x', [batch, 3, 5, 5]), float('w', [4, 3, 3, 3]), options);
    const expected = g.batchNormalization(plain, statistics);
    const feeds = { x: image, w, s, b, m, v };
    close(await run(value, feeds), await run(expected, feeds));
  }
});

test('layer normalisation', async () => {
  const x = randomPlain(6, [2, 3, 8]);
  const [s, b] = [randomPlain(7, [8]), randomPlain(8, [8])];
  const y = await run(g.layerNormalization(float('x', ['N', 3, 8]), float('s', [8]), float('b', [8])), {
    x,
    s,
    b,
  });
  close(
    y,
    fill([2, 3, 8], (n, i, k) => {
      const numbers = row(x, n, i);
      const mean = sum(numbers) / 8;
      const variance = sum(numbers.map((z) => (z - mean) ** 2)) / 8;
      return ((at(x, n, i, k) - mean) / Math.sqrt(variance + 1e-5)) * at(s, k) + at(b, k);
    }),
  );
});

test('softmax and its logarithm, over any axis', async () => {
  const x = randomPlain(9, [2, 3, 4], -5, 5);
  const value = float('x', ['N', 3, 4]);
  const last = (n: number, i: number, k: number) =>
    Math.exp(at(x, n, i, k)) / sum(row(x, n, i).map(Math.exp));
  close(await run(g.softmax(value, -1), { x }), fill(x.shape, last));
  close(
    await run(g.logSoftmax(value, -1), { x }),
    fill(x.shape, (...place) => Math.log(last(place[0], place[1], place[2]))),
  );
  const middle = fill(
    x.shape,
    (n, i, k) => Math.exp(at(x, n, i, k)) / sum([0, 1, 2].map((j) => Math.exp(at(x, n, j, k)))),
  );
  close(await run(g.softmax(value, 1), { x }), middle);
});

test('unit length, and nothing for nothing', async () => {
  const y = await run(g.l2Normalize(float('x', ['N', 2]), -1), { x: { shape: [2, 2], data: [3, 4, 0, 0] } });
  close(y, { shape: [2, 2], data: [0.6, 0.8, 0, 0] });
});

test('what does not fit is named with its shapes', () => {
  const x = float('x', ['N', 3, 8]);
  expect(() => g.layerNormalization(x, float('s', [8]), float('b', [3]))).toThrow(
    'layerNormalization(float32 [N, 3, 8], float32 [8], float32 [3]): [3] is not [8]',
  );
  const [scale, bias, mean, variance] = [3, 3, 3, 8].map((size) => float('v', [size])) as [
    g.Value,
    g.Value,
    g.Value,
    g.Value,
  ];
  expect(() => g.batchNormalization(x, { scale, bias, mean, variance })).toThrow('[8] is not [3]');
  expect(() => g.softmax(x, 3)).toThrow('softmax(float32 [N, 3, 8]): there is no axis 3');
});
