import { expect, test } from 'vitest';
import * as g from '../../../models/graph/index.ts';
import { at, fill, randomPlain, run, type Plain } from './run.ts';

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
