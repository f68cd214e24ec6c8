import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run } from '../support/run.ts';

const float = (name: string, shape: g.Shape) => g.input(name, 'float32', shape);
const int64 = (shape: readonly number[], data: readonly number[]) =>
  ({ shape, data, dtype: 'int64' }) as const;

test('gather: embeddings of tokens, and rows along an inner axis', async () => {
  const table = randomPlain(1, [5, 3]);
  const tokens = g.input('i', 'int64', ['N', 2]);
  const value = g.gather(float('x', [5, 3]), tokens, 0);
  expect(value.shape).toEqual(['N', 2, 3]);
  const i = int64([2, 2], [4, 0, 1, 4]);
  expect(await run(value, { x: table, i })).toEqual(fill([2, 2, 3], (n, l, k) => at(table, at(i, n, l), k)));
  const inner = g.gather(float('x', [5, 3]), g.input('i', 'int64', []), -1);
  expect(await run(inner, { x: table, i: int64([], [2]) })).toEqual(fill([5], (r) => at(table, r, 2)));
});

test('gather elements', async () => {
  const x = randomPlain(2, [2, 4]);
  const i = int64([2, 3], [3, 0, 1, 2, 2, 0]);
  const value = g.gatherElements(float('x', ['N', 4]), g.input('i', 'int64', ['N', 3]), 1);
  expect(await run(value, { x, i })).toEqual(fill([2, 3], (n, k) => at(x, n, at(i, n, k))));
});

test('gather by index tuples', async () => {
  const x = randomPlain(3, [3, 4, 2]);
  const i = int64([2, 2], [2, 1, 0, 3]);
  const value = g.gatherND(float('x', [3, 4, 2]), g.input('i', 'int64', ['N', 2]));
  expect(value.shape).toEqual(['N', 2]);
  expect(await run(value, { x, i })).toEqual(fill([2, 2], (n, k) => at(x, at(i, n, 0), at(i, n, 1), k)));
});

test('scatter writes, or adds where indices repeat', async () => {
  const x = { shape: [4], data: [10, 20, 30, 40] };
  const u = { shape: [3], data: [1, 2, 3] };
  const [target, index, updates] = [float('x', [4]), g.input('i', 'int64', [3]), float('u', [3])];
  const written = g.scatterElements(target, index, updates, { axis: 0 });
  expect((await run(written, { x, u, i: int64([3], [3, 0, 1]) })).data).toEqual([2, 3, 30, 1]);
  const added = g.scatterElements(target, index, updates, { axis: -1, add: true });
  expect((await run(added, { x, u, i: int64([3], [2, 2, 0]) })).data).toEqual([13, 20, 33, 40]);
  const tuples = g.input('i', 'int64', [2, 1]);
  const rows = g.scatterND(float('x', [2, 2]), tuples, float('u', [2, 2]), { add: true });
  const y = await run(rows, {
    x: { shape: [2, 2], data: [1, 2, 3, 4] },
    u: { shape: [2, 2], data: [10, 20, 30, 40] },
    i: int64([2, 1], [1, 1]),
  });
  expect(y.data).toEqual([1, 2, 43, 64]);
  const over = g.scatterND(float('x', [2, 2]), tuples, float('u', [2, 2]));
  const z = await run(over, {
    x: { shape: [2, 2], data: [1, 2, 3, 4] },
    u: { shape: [2, 2], data: [10, 20, 30, 40] },
    i: int64([2, 1], [1, 0]),
  });
  expect(z.data).toEqual([30, 40, 10, 20]);
});

test('one-hot', async () => {
  const value = g.oneHot(g.input('i', 'int64', ['N']), 3);
  expect(value.shape).toEqual(['N', 3]);
  expect(await run(value, { i: int64([2], [2, 0]) })).toEqual({ shape: [2, 3], data: [0, 0, 1, 1, 0, 0] });
});

test('what does not fit is named with its shapes', () => {
  const [x, i] = [float('x', ['N', 4]), g.input('i', 'int64', ['N', 3])];
  expect(() => g.gather(x, float('f', [2]), 0)).toThrow(
    'gather(float32 [N, 4], float32 [2]): the indices are float32, not int32 or int64',
  );
  expect(() => g.gather(x, i, 2)).toThrow('there is no axis 2');
  expect(() => g.gatherElements(x, g.input('i', 'int64', [7, 3]), 1)).toThrow('reach beyond another axis');
  expect(() => g.gatherND(x, i)).toThrow('3 indices do not fit 2 axes');
  expect(() => g.scatterElements(x, i, float('u', ['N', 2]), { axis: 1 })).toThrow('the updates are not');
  expect(() => g.oneHot(x, 3)).toThrow('oneHot(float32 [N, 4]): the indices are float32');
});
