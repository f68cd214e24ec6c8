import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run, runAll } from '../support/run.ts';

const float = (shape: g.Shape, name = 'x') => g.input(name, 'float32', shape);

test('reshape with a symbolic batch, at two batch sizes', async () => {
  const x = float(['N', 4, 6]);
  const cases: readonly (readonly [g.Shape, g.Shape, (n: number) => readonly number[]])[] = [
    [['N', 24], ['N', 24], (n) => [n, 24]],
    [['N', -1, 3], ['N', 8, 3], (n) => [n, 8, 3]],
    [[-1, 6], ['4*N', 6], (n) => [4 * n, 6]],
    [[2, -1], [2, '12*N'], (n) => [2, 12 * n]],
    [[4, 'N', 6], [4, 'N', 6], (n) => [4, n, 6]],
  ];
  for (const [asked, shape, expected] of cases) {
    const value = g.reshape(x, asked);
    expect(value.shape).toEqual(shape);
    for (const n of [1, 3]) {
      const plain = randomPlain(1, [n, 4, 6]);
      expect(await run(value, { x: plain })).toEqual({ shape: expected(n), data: plain.data });
    }
  }
  expect(g.reshape(g.reshape(x, [-1, 6]), ['N', -1, 6]).shape).toEqual(['N', 4, 6]);
  expect(g.reshape(x, ['N', 4, 6])).toBe(x);
});

test('reshape with two symbols in other places', async () => {
  const value = g.reshape(float(['N', 'L', 6]), [2, 'L', 'N', 3]);
  const plain = randomPlain(1, [4, 5, 6]);
  expect(await run(value, { x: plain })).toEqual({ shape: [2, 5, 4, 3], data: plain.data });
});

test('transpose', async () => {
  const x = randomPlain(2, [2, 3, 4]);
  const value = g.transpose(float(['N', 3, 4]), [2, 0, 1]);
  expect(value.shape).toEqual([4, 'N', 3]);
  expect(await run(value, { x })).toEqual(fill([4, 2, 3], (k, n, i) => at(x, n, i, k)));
});

test('expand to a symbolic batch, which is read off an input', async () => {
  const token = g.constant(Float32Array.of(1, 2, 3), [1, 1, 3]);
  const image = float(['N', 2, 3]);
  const value = g.concat([g.expand(token, ['N', 1, 3]), image], 1);
  expect(value.shape).toEqual(['N', 3, 3]);
  for (const n of [1, 4]) {
    const x = randomPlain(3, [n, 2, 3]);
    expect(await run(value, { x })).toEqual(
      fill([n, 3, 3], (b, i, k) => (i === 0 ? k + 1 : at(x, b, i - 1, k))),
    );
  }
  const multiple = g.add(g.expand(token, ['2*N', 1, 3]), g.reshape(image, ['2*N', 1, 3]));
  expect((await run(multiple, { x: randomPlain(4, [3, 2, 3]) })).shape).toEqual([6, 1, 3]);
});

test('squeeze and unsqueeze', async () => {
  const x = randomPlain(5, [2, 1, 3, 1]);
  const squeezed = g.squeeze(float(['N', 1, 3, 1]), [1, -1]);
  expect(await run(squeezed, { x })).toEqual({ shape: [2, 3], data: x.data });
  expect(g.unsqueeze(squeezed, [0, -1]).shape).toEqual([1, 'N', 3, 1]);
});

test('concat and split', async () => {
  const x = randomPlain(6, [2, 6]);
  const value = float(['N', 6]);
  const [a, b, c] = g.split(value, -1, [1, 2, 3]) as [g.Value, g.Value, g.Value];
  const swapped = g.concat([c, a, b], 1);
  expect(await run(swapped, { x })).toEqual(fill([2, 6], (n, i) => at(x, n, [3, 4, 5, 0, 1, 2][i])));
  const [first, , third] = g.split(value, 1, 3) as [g.Value, g.Value, g.Value];
  const parts = await runAll({ first, third }, { x });
  expect(parts['first']).toEqual(fill([2, 2], (n, i) => at(x, n, i)));
  expect(parts['third']).toEqual(fill([2, 2], (n, i) => at(x, n, i + 4)));
});

test('slice, with steps and from the end', async () => {
  const x = randomPlain(7, [2, 7, 5]);
  const value = float(['N', 7, 5]);
  const cases = [
    [g.slice(value, { axis: 1, start: 2, end: 5 }), [2, 3, 4], [0, 1, 2, 3, 4]],
    [g.slice(value, { axis: 1, start: -2 }), [5, 6], [0, 1, 2, 3, 4]],
    [
      g.slice(value, { axis: 1, start: 1, step: 2 }, { axis: -1, start: 0, end: -1, step: 3 }),
      [1, 3, 5],
      [0, 3],
    ],
  ] as const;
  for (const [result, rows, columns] of cases) {
    expect(result.shape).toEqual(['N', rows.length, columns.length]);
    expect(await run(result, { x })).toEqual(
      fill([2, rows.length, columns.length], (n, i, j) => at(x, n, rows[i], columns[j])),
    );
  }
});

test('pad', async () => {
  const x = randomPlain(8, [2, 3]);
  const value = g.pad(float(['N', 3]), { before: [0, 1], after: [0, 2], value: 9 });
  expect(value.shape).toEqual(['N', 6]);
  expect(await run(value, { x })).toEqual(fill([2, 6], (n, i) => (i < 1 || i > 3 ? 9 : at(x, n, i - 1))));
});

test('negative pads take away', async () => {
  const x = randomPlain(8, [2, 4]);
  const value = g.pad(float(['N', 4]), { before: [0, 1], after: [0, -1] });
  expect(await run(value, { x })).toEqual(fill([2, 4], (n, i) => (i < 1 ? 0 : at(x, n, i - 1))));
  expect(() => g.pad(float(['N', 4]), { before: [0, -4], after: [0, 0] })).toThrow('nothing is left');
});

test('what does not fit is named with its shapes', () => {
  const x = float(['N', 6]);
  expect(() => g.reshape(x, ['N', 5])).toThrow(
    'reshape(float32 [N, 6]): it does not fill [N, 5], element for element',
  );
  expect(() => g.reshape(x, ['N', -1, 4])).toThrow('it does not fill [N, -1, 4]');
  expect(() => g.transpose(x, [0, 0])).toThrow('[0, 0] is not a permutation of its axes');
  expect(() => g.expand(x, ['M', 6])).toThrow('it does not broadcast to [M, 6]');
  expect(() => g.concat([x, float(['N', 6], 'y'), float(['M', 6], 'z')], 1)).toThrow(
    'concat(float32 [N, 6], float32 [N, 6], float32 [M, 6]): the shapes differ in another axis than 1',
  );
  expect(() => g.concat([x, x], 0)).toThrow('the length N is not known');
  expect(() => g.split(x, 1, 4)).toThrow('do not add up to 6');
  expect(() => g.slice(x, { axis: 1, start: 4, end: 4 })).toThrow('nothing lies between 4 and 4');
  expect(() => g.slice(x, { axis: 0, start: 1 })).toThrow('axis 0 has no known length');
  expect(() => g.squeeze(x, [1])).toThrow('squeeze([N, 6])');
  expect(() => g.unsqueeze(x, [3])).toThrow('unsqueeze([N, 6])');
});

test('a dimension that no input has is named', () => {
  const value = g.expand(g.constant(Float32Array.of(1), [1]), ['M']);
  return expect(() => run(value)).rejects.toThrow(
    'the dimension M is not the length of any axis of an input',
  );
});
