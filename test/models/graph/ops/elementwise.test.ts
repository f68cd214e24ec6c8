import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { at, fill, randomPlain, run, type Plain } from '../support/run.ts';

const close = (actual: Plain, expected: Plain, digits = 5) => {
  expect(actual.shape).toEqual(expected.shape);
  expected.data.forEach((x, i) => expect(actual.data[i]).toBeCloseTo(x, digits));
};

/** erf by its Taylor series, exact to double precision for the small arguments here. */
const erf = (x: number) => {
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

const unary: Record<string, readonly [(x: g.Value) => g.Value, (x: number) => number, number?, number?]> = {
  neg: [g.neg, (x) => -x],
  abs: [g.abs, Math.abs],
  exp: [g.exp, Math.exp],
  log: [g.log, Math.log, 0.1, 3],
  sqrt: [g.sqrt, Math.sqrt, 0, 3],
  reciprocal: [g.reciprocal, (x) => 1 / x, 0.5, 2],
  erf: [g.erf, erf],
  tanh: [g.tanh, Math.tanh],
  sigmoid: [g.sigmoid, (x) => 1 / (1 + Math.exp(-x))],
  relu: [g.relu, (x) => Math.max(x, 0)],
  sign: [g.sign, Math.sign],
  stopGradient: [g.stopGradient, (x) => x],
  'pow 3': [(x) => g.pow(x, 3), (x) => x ** 3],
  'pow 0.5': [(x) => g.pow(x, 0.5), Math.sqrt, 0, 2],
  clip: [(x) => g.clip(x, -0.25, 0.5), (x) => Math.min(Math.max(x, -0.25), 0.5)],
  'clip above': [(x) => g.clip(x, -Infinity, 0.5), (x) => Math.min(x, 0.5)],
  'clip below': [(x) => g.clip(x, -0.25, Infinity), (x) => Math.max(x, -0.25)],
  hardSigmoid: [
    (x) => g.hardSigmoid(x, { alpha: 2, beta: 0.25 }),
    (x) => Math.min(Math.max(2 * x + 0.25, 0), 1),
  ],
  gelu: [g.gelu, (x) => (x / 2) * (1 + erf(x / Math.SQRT2))],
  geluQuick: [g.geluQuick, (x) => x / (1 + Math.exp(-1.702 * x))],
};

test.each(Object.entries(unary))('%s', async (_, [op, expected, low = -2, high = 2]) => {
  const x = randomPlain(1, [2, 3, 5], low, high);
  close(
    await run(op(g.input('x', 'float32', ['N', 3, 5])), { x }),
    fill([2, 3, 5], (...p) => expected(at(x, ...p))),
  );
});

const binary: Record<string, readonly [typeof g.add, (a: number, b: number) => number]> = {
  add: [g.add, (a, b) => a + b],
  sub: [g.sub, (a, b) => a - b],
  mul: [g.mul, (a, b) => a * b],
  div: [g.div, (a, b) => a / b],
  maximum: [g.maximum, Math.max],
  minimum: [g.minimum, Math.min],
  equal: [g.equal, (a, b) => Number(a === b)],
  greater: [g.greater, (a, b) => Number(a > b)],
  less: [g.less, (a, b) => Number(a < b)],
};

test.each(Object.entries(binary))('%s broadcasts, with numbers too', async (_, [op, expected]) => {
  const x = randomPlain(2, [2, 3, 1]);
  const z = { ...randomPlain(3, [3, 4]), data: [...x.data, ...x.data] };
  const a = g.input('x', 'float32', ['N', 3, 1]);
  const b = g.input('z', 'float32', [3, 4]);
  expect(op(a, b).shape).toEqual(['N', 3, 4]);
  close(
    await run(op(a, b), { x, z }),
    fill([2, 3, 4], (n, i, j) => expected(at(x, n, i, 0), at(z, i, j))),
  );
  close(
    await run(op(a, 0.5), { x }),
    fill([2, 3, 1], (n, i) => expected(at(x, n, i, 0), 0.5)),
  );
  close(
    await run(op(0.5, a), { x }),
    fill([2, 3, 1], (n, i) => expected(0.5, at(x, n, i, 0))),
  );
});

test('integers add and compare', async () => {
  const x = { shape: [3], data: [1, 2, 3], dtype: 'int64' } as const;
  const value = g.input('x', 'int64', [3]);
  expect((await run(g.add(value, 40), { x })).data).toEqual([41, 42, 43]);
  expect((await run(g.greater(value, 1), { x })).data).toEqual([0, 1, 1]);
  expect((await run(g.not(g.equal(value, 2)), { x })).data).toEqual([1, 0, 1]);
});

test('where chooses, and broadcasts', async () => {
  const condition = g.input('c', 'bool', [2, 1]);
  const c = { shape: [2, 1], data: [1, 0], dtype: 'bool' } as const;
  const x = { shape: [3], data: [1, 2, 3] };
  const y = await run(g.where(condition, g.input('x', 'float32', [3]), -1), { c, x });
  expect(y).toEqual({ shape: [2, 3], data: [1, 2, 3, -1, -1, -1] });
});

test('cast takes 8-bit pixels to floats and back', async () => {
  const x = { shape: [4], data: [0, 1, 128, 255], dtype: 'uint8' } as const;
  const pixels = g.input('x', 'uint8', [4]);
  expect((await run(g.div(g.cast(pixels, 'float32'), 2), { x })).data).toEqual([0, 0.5, 64, 127.5]);
  expect((await run(g.cast(g.cast(pixels, 'int32'), 'int64'), { x })).data).toEqual(x.data);
  expect(g.cast(pixels, 'uint8')).toBe(pixels);
});

test('what does not fit is named with its shapes', () => {
  const a = g.input('a', 'float32', ['N', 3]);
  expect(() => g.add(a, g.input('b', 'float32', [4]))).toThrow(
    'add(float32 [N, 3], float32 [4]): the shapes do not broadcast',
  );
  expect(() => g.mul(a, g.input('b', 'float32', ['M', 3]))).toThrow(
    'mul(float32 [N, 3], float32 [M, 3]): the shapes do not broadcast',
  );
  expect(() => g.mul(a, g.input('b', 'int32', [3]))).toThrow('the element types differ');
  expect(() => g.exp(g.input('b', 'int32', [3]))).toThrow('exp(int32 [3]): int32 is not float32');
  expect(() => g.where(a, a, a)).toThrow('the condition is not bool');
  expect(() => g.clip(a, 1, 0)).toThrow('1 is greater than 0');
});
