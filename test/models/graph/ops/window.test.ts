import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run, runAll, type Plain } from '../support/run.ts';
import { convReference, poolReference } from '../support/reference.ts';

const float = (name: string, shape: g.Shape) => g.input(name, 'float32', shape);

const close = (actual: Plain | undefined, expected: Plain) => {
  expect(actual?.shape).toEqual(expected.shape);
  expected.data.forEach((x, i) => expect(actual?.data[i]).toBeCloseTo(x, 4));
};

const plain = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], group: 1 } as const;

test.each([
  { name: 'plain', x: [2, 3, 6, 5], weight: [4, 3, 3, 3], options: {} },
  { name: 'padded', x: [2, 3, 6, 5], weight: [4, 3, 3, 3], options: { pads: [1, 1, 1, 1] } },
  {
    name: 'strided, padded unevenly',
    x: [1, 2, 7, 8],
    weight: [3, 2, 3, 2],
    options: { strides: [2, 3], pads: [0, 1, 2, 0] },
  },
  { name: 'dilated', x: [1, 2, 7, 7], weight: [3, 2, 2, 3], options: { dilations: [2, 3] } },
  { name: 'grouped', x: [2, 4, 5, 5], weight: [6, 2, 3, 3], options: { group: 2 } },
  { name: 'depthwise', x: [2, 4, 5, 5], weight: [4, 1, 3, 3], options: { group: 4, pads: [1, 1, 1, 1] } },
  { name: '1x1', x: [3, 4, 2, 5], weight: [6, 4, 1, 1], options: {} },
] as const)('conv, $name, at two batch sizes', async ({ x, weight, options }) => {
  const w = randomPlain(2, weight);
  const b = randomPlain(3, [weight[0]]);
  const value = g.conv(float('x', ['N', ...x.slice(1)]), float('w', weight), {
    bias: float('b', [weight[0]]),
    ...options,
  });
  for (const n of [x[0], x[0] + 2]) {
    const image = randomPlain(1, [n, ...x.slice(1)]);
    close(await run(value, { x: image, w, b }), convReference(image, w, b, { ...plain, ...options }));
  }
});

const pools = [
  { kernel: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0], ceil: false },
  { kernel: [3, 3], strides: [2, 2], pads: [0, 0, 0, 0], ceil: false },
  { kernel: [3, 2], strides: [1, 2], pads: [1, 0, 1, 1], ceil: false },
  { kernel: [3, 3], strides: [2, 2], pads: [0, 0, 0, 0], ceil: true },
  { kernel: [2, 2], strides: [2, 2], pads: [0, 0, 0, 0], ceil: true },
  { kernel: [2, 2], strides: [3, 3], pads: [1, 1, 1, 1], ceil: true },
] as const;

test.each(pools)('max pool and its indices, %o', async (options) => {
  const image = randomPlain(4, [2, 3, 7, 8]);
  const [maxima, indices] = g.maxPoolIndices(float('x', ['N', 3, 7, 8]), options);
  const { y, i } = await runAll({ y: maxima, i: indices }, { x: image });
  close(
    y,
    poolReference(image, options, (elements) => Math.max(...elements)),
  );
  close(
    i,
    poolReference(image, options, (elements, places) => places[elements.indexOf(Math.max(...elements))]),
  );
  const alone = await run(g.maxPool(float('x', ['N', 3, 7, 8]), options), { x: image });
  expect(alone).toEqual(y);
});

const mean = (elements: readonly number[], places: number) =>
  elements.reduce((sum, x) => sum + x, 0) / places;

test.each(pools)('average pool, %o', async (options) => {
  const image = randomPlain(5, [2, 3, 7, 8]);
  const x = float('x', ['N', 3, 7, 8]);
  close(
    await run(g.averagePool(x, options), { x: image }),
    poolReference(image, options, (elements) => mean(elements, elements.length)),
  );
  close(
    await run(g.averagePool(x, { ...options, countIncludePad: true }), { x: image }),
    poolReference(image, options, (elements, _, places) => mean(elements, places)),
  );
});

test('global average pool', async () => {
  const x = randomPlain(6, [2, 3, 4, 5]);
  const y = await run(g.globalAveragePool(float('x', ['N', 3, 4, 5])), { x });
  close(
    y,
    fill([2, 3, 1, 1], (n, c) => mean(fill([4, 5], (i, j) => at(x, n, c, i, j)).data, 20)),
  );
});

test('resize repeats pixels, or interpolates between their centres', async () => {
  const x = { shape: [1, 1, 2, 2], data: [0, 1, 2, 3] };
  const value = float('x', ['N', 1, 2, 2]);
  const nearest = await run(g.resize(value, { height: 4, width: 6 }), { x });
  close(
    nearest,
    fill([1, 1, 4, 6], (_, __, i, j) => at(x, 0, 0, Math.floor(i / 2), Math.floor(j / 3))),
  );
  const linear = await run(g.resize(value, { height: 2, width: 4, mode: 'linear' }), { x });
  close(linear, { shape: [1, 1, 2, 4], data: [0, 0.25, 0.75, 1, 2, 2.25, 2.75, 3] });
});

test('what does not fit is named with its shapes', () => {
  const x = float('x', ['N', 3, 8, 8]);
  expect(() => g.conv(x, float('w', [4, 2, 3, 3]))).toThrow(
    'conv(float32 [N, 3, 8, 8], float32 [4, 2, 3, 3]): 3 channels are not 1 group(s) of 2',
  );
  expect(() => g.conv(x, float('w', [4, 3, 9, 3]))).toThrow(
    'a window of 9 is larger than the padded input, 8',
  );
  expect(() => g.conv(x, float('w', [4, 3, 3, 3]), { bias: float('b', [3]) })).toThrow('the bias is not [4]');
  expect(() => g.conv(float('x', [3, 8, 8]), float('w', [4, 3, 3, 3]))).toThrow('[N, C, H, W]');
  expect(() => g.conv(float('x', ['N', 3, 'H', 8]), float('w', [4, 3, 3, 3]))).toThrow('do not divide');
  expect(() => g.conv(float('x', ['N', 'C', 8, 8]), float('w', [4, 3, 3, 3]))).toThrow('must be known');
  expect(() => g.maxPool(x, { kernel: [2, 2], strides: [2, 2], pads: [2, 2, 2, 2] })).toThrow(
    'a pad is as large',
  );
  expect(() => g.conv(g.input('x', 'uint8', ['N', 3, 8, 8]), float('w', [4, 3, 3, 3]))).toThrow(
    'uint8 is not float32',
  );
});
