import { expect, test } from 'vitest';
import * as g from '../../../models/graph/index.ts';

const one = (...numbers: number[]) => new Map([['w', Float32Array.from(numbers)]]);
const settings = { learningRate: 0.1, beta1: 0.9, beta2: 0.98, epsilon: 1e-6, weightDecay: 0.2 };

test('AdamW’s first step moves each weight by the rate against its slope, after decay', () => {
  const weights = one(1, -2, 3);
  const state = g.updateAdamW(weights, one(0.5, -4, 0), g.initAdamW(weights), [
    { names: ['w'], ...settings },
  ]);
  const expected = [1 * 0.98 - 0.1, -2 * 0.98 + 0.1, 3 * 0.98];
  expected.forEach((x, i) => expect(weights.get('w')?.[i]).toBeCloseTo(x, 5));
  expect(state.step).toBe(1);
});

test('AdamW follows its definition over several steps', () => {
  const weights = one(0.7);
  let state = g.initAdamW(weights);
  let [w, m, v] = [0.7, 0, 0];
  for (let step = 1; step <= 20; step++) {
    const slope = Math.sin(step) + w;
    state = g.updateAdamW(weights, one(slope), state, [{ names: ['w'], ...settings }]);
    m = 0.9 * m + 0.1 * slope;
    v = 0.98 * v + 0.02 * slope * slope;
    w -= 0.1 * 0.2 * w;
    w -= (0.1 * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.98 ** step)) + 1e-6);
    expect(weights.get('w')?.[0]).toBeCloseTo(w, 5);
  }
});

/** One weight's part of a step, as `updateNumbers` states it. */
function updated([weight, first, second]: readonly number[], gradient: number, step: number, scale: number) {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = settings;
  const f = Math.fround;
  const [rate, correction] = [f(learningRate / (1 - beta1 ** step)), f(1 / Math.sqrt(1 - beta2 ** step))];
  const [share1, share2] = [f((1 - beta1) * scale), f((1 - beta2) * scale * scale)];
  const mean = f(f(f(beta1) * first) + f(share1 * gradient));
  const square = f(f(f(beta2) * second) + f(f(share2 * gradient) * gradient));
  const size = f(f(f(Math.sqrt(square)) * correction) + f(epsilon));
  const loss = f(f(weight * f(learningRate * weightDecay)) + f(rate * f(mean / size)));
  return [f(weight - loss), mean, square];
}

test.each([1, 3, 4, 4095, 4096, 4097, 10_001])('%i weights move as by a plain loop, to the bit', (length) => {
  const random = (seed: number) => Float32Array.from({ length }, (_, i) => Math.sin(seed + 1.7 * i) ** 3);
  const [weight, gradient] = [random(1), random(2)];
  const weights = new Map([['w', weight]]);
  let state = g.initAdamW(weights);
  const expected = Array.from(weight, (number) => [number, 0, 0]);
  for (let step = 1; step <= 3; step++) {
    state = g.updateAdamW(weights, new Map([['w', gradient]]), state, [{ names: ['w'], ...settings }], 0.3);
    expected.forEach((numbers, i) => (expected[i] = updated(numbers, gradient[i], step, 0.3)));
  }
  const { first, second } = state.moments.get('w') as g.Moments;
  expect(Array.from(weight, (number, i) => [number, first[i], second[i]])).toEqual(expected);
});

test('a gradient whose square is infinite moves nothing, and leaves numbers', () => {
  const weights = one(1, 1, 1, 1, 1);
  g.updateAdamW(weights, one(3e38, -3e38, 3e38, 3e38, 3e38), g.initAdamW(weights), [
    { names: ['w'], ...settings, learningRate: 60, weightDecay: 0 },
  ]);
  expect([...(weights.get('w') ?? [])]).toEqual([1, 1, 1, 1, 1]);
});

test('groups have rates of their own, and what is in none stays', () => {
  const weights = new Map(['a', 'b', 'c'].map((name) => [name, Float32Array.of(1)]));
  const gradients = new Map(['a', 'b', 'c'].map((name) => [name, Float32Array.of(1)]));
  const groups = [
    { names: ['a'], ...settings, weightDecay: 0 },
    { names: ['b'], ...settings, weightDecay: 0, learningRate: 0.01 },
  ];
  g.updateAdamW(weights, gradients, g.initAdamW(weights), groups);
  expect(weights.get('a')?.[0]).toBeCloseTo(0.9, 5);
  expect(weights.get('b')?.[0]).toBeCloseTo(0.99, 5);
  expect(weights.get('c')?.[0]).toBe(1);
});

test('a scale is the same as smaller gradients', () => {
  const [a, b] = [one(1, 2), one(1, 2)];
  const groups = [{ names: ['w'], ...settings, epsilon: 1 }];
  g.updateAdamW(a, one(3, -1), g.initAdamW(a), groups, 0.25);
  g.updateAdamW(b, one(0.75, -0.25), g.initAdamW(b), groups);
  expect(a).toEqual(b);
});

test('what is missing is named', () => {
  const weights = one(1);
  const state = g.initAdamW(weights);
  expect(() => g.updateAdamW(weights, new Map(), state, [{ names: ['w'], ...settings }])).toThrow(
    'AdamW: w lacks',
  );
  expect(() => g.updateAdamW(weights, one(1, 2), state, [{ names: ['w'], ...settings }])).toThrow(
    'w has 1 weights and 2 gradients',
  );
});

test('gradients longer than the limit are scaled to it', () => {
  expect(g.clipScale(5, 1)).toBe(0.2);
  expect(g.clipScale(5, 10)).toBe(1);
});

test('the learning rate warms up and falls along a cosine', () => {
  const schedule = { peak: 1, warmup: 4, total: 12, floor: 0.1 };
  const rates = Array.from({ length: 14 }, (_, step) => g.warmupCosine(step, schedule));
  expect(rates.slice(0, 5)).toEqual([0.25, 0.5, 0.75, 1, 1]);
  expect(rates[8]).toBeCloseTo(0.55, 10);
  expect(rates.slice(12)).toEqual([0.1, 0.1]);
  expect(g.warmupCosine(0, { peak: 2, warmup: 0, total: 1 })).toBe(2);
});
