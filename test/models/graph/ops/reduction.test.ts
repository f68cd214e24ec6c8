import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run } from '../support/run.ts';

const value = g.input('x', 'float32', ['N', 3, 4]);
const x = randomPlain(1, [2, 3, 4]);

test.each([
  { axes: [1], keepDims: false, shape: ['N', 4] },
  { axes: [-1], keepDims: true, shape: ['N', 3, 1] },
  { axes: [0, 2], keepDims: false, shape: [3] },
  { axes: [0, 1, 2], keepDims: false, shape: [] },
  { axes: [], keepDims: false, shape: ['N', 3, 4] },
])('sum, sum of squares, mean and maximum over $axes', async ({ axes, keepDims, shape }) => {
  const front = axes.map((axis) => (axis + 3) % 3);
  const groups = new Map<string, number[]>();
  fill(x.shape, (...place) => {
    const key = place.filter((_, axis) => !front.includes(axis)).join();
    groups.set(key, [...(groups.get(key) ?? []), at(x, ...place)]);
    return 0;
  });
  const sumsOf = (of: (y: number) => number) =>
    [...groups.values()].map((group) => group.reduce((total, y) => total + of(y), 0));
  const sums = sumsOf((y) => y);
  const expected = {
    reduceSum: sums,
    reduceSumSquare: sumsOf((y) => y * y),
    reduceMean: sums.map((sum) => sum / (24 / sums.length)),
    reduceMax: [...groups.values()].map((group) => Math.max(...group)),
  };
  for (const [name, numbers] of Object.entries(expected)) {
    const result = g[name as keyof typeof expected](value, axes, keepDims);
    expect(result.shape).toEqual(shape);
    const y = await run(result, { x });
    expect(y.shape).toEqual(shape.map((dim) => (dim === 'N' ? 2 : dim)));
    numbers.forEach((number, i) => expect(y.data[i]).toBeCloseTo(number, 5));
  }
});

test('the index of the maximum', async () => {
  const y = await run(g.argMax(g.input('x', 'float32', ['N', 3]), 1), {
    x: { shape: [2, 3], data: [1, 5, 5, 9, 0, 2] },
  });
  expect(y).toEqual({ shape: [2], data: [1, 0] });
});

test('what does not fit is named with its shapes', () => {
  expect(() => g.reduceSum(value, [3], false)).toThrow('reduceSum(float32 [N, 3, 4]): there is no axis 3');
  expect(() => g.reduceMean(value, [1, -2], false)).toThrow('an axis repeats in 1, -2');
  expect(() => g.reduceMax(g.input('x', 'bool', [2]), [0], false)).toThrow('bool is not float32');
});
