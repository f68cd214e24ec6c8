import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run } from '../support/run.ts';
import { matmulReference } from '../support/reference.ts';

const float = (name: string, shape: g.Shape) => g.input(name, 'float32', shape);

test.each([
  { a: [2, 3], b: [3, 4] },
  { a: [5, 2, 3], b: [3, 4] },
  { a: [5, 2, 3], b: [5, 3, 4] },
  { a: [2, 3], b: [5, 3, 4] },
])('matmul of $a and $b', async (shapes) => {
  const a = randomPlain(1, shapes.a);
  const b = randomPlain(2, shapes.b);
  const y = await run(g.matmul(float('a', shapes.a), float('b', shapes.b)), { a, b });
  const expected = matmulReference(a, b);
  expect(y.shape).toEqual(expected.shape);
  expected.data.forEach((x, i) => expect(y.data[i]).toBeCloseTo(x, 5));
});

test('matmul keeps a symbolic batch', async () => {
  const value = g.matmul(float('a', ['N', 2, 3]), float('b', ['N', 3, 4]));
  expect(value.shape).toEqual(['N', 2, 4]);
  for (const n of [1, 3]) {
    const [a, b] = [randomPlain(3, [n, 2, 3]), randomPlain(4, [n, 3, 4])];
    const expected = matmulReference(a, b);
    (await run(value, { a, b })).data.forEach((x, i) => expect(x).toBeCloseTo(expected.data[i], 5));
  }
});

test.each([
  { transposeA: false, transposeB: false, alpha: 1 },
  { transposeA: true, transposeB: false, alpha: 2 },
  { transposeA: false, transposeB: true, alpha: 0.5 },
  { transposeA: true, transposeB: true, alpha: -1 },
])('gemm, %o', async (options) => {
  const a = randomPlain(5, options.transposeA ? [3, 2] : [2, 3]);
  const b = randomPlain(6, options.transposeB ? [4, 3] : [3, 4]);
  const c = randomPlain(7, [4]);
  const y = await run(g.gemm(float('a', a.shape), float('b', b.shape), { c: float('c', [4]), ...options }), {
    a,
    b,
    c,
  });
  const expected = fill([2, 4], (i, j) => {
    let sum = 0;
    for (let k = 0; k < 3; k++)
      sum +=
        (options.transposeA ? at(a, k, i) : at(a, i, k)) * (options.transposeB ? at(b, j, k) : at(b, k, j));
    return options.alpha * sum + at(c, j);
  });
  expect(y.shape).toEqual([2, 4]);
  expected.data.forEach((x, i) => expect(y.data[i]).toBeCloseTo(x, 5));
});

test('what does not fit is named with its shapes', () => {
  expect(() => g.matmul(float('a', ['N', 3]), float('b', [4, 5]))).toThrow(
    'matmul(float32 [N, 3], float32 [4, 5]): 3 columns meet 4 rows',
  );
  expect(() => g.matmul(float('a', [3]), float('b', [3, 5]))).toThrow('a matrix has two axes');
  expect(() => g.matmul(float('a', [2, 1, 3]), float('b', [3, 3, 5]))).toThrow('do not broadcast');
  expect(() => g.gemm(float('a', [2, 3]), float('b', [2, 3]))).toThrow('3 columns meet 2 rows');
  expect(() => g.gemm(float('a', [2, 3]), float('b', [3, 4]), { c: float('c', [3]) })).toThrow(
    'the bias does not broadcast',
  );
});
