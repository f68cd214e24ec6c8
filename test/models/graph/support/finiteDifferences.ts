// Checks a gradient graph against the slope of the function itself, both computed by ONNX Runtime.
import { expect } from 'vitest';
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import * as g from '../../../../models/graph/index.ts';
import { random, type Plain } from './run.ts';

type Arrays = Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/** Half the distance between the points of the formula; inputs keep clear of kinks by 2 of it and more. */
const STEP = 0.02;

/** How far the slope may be from the gradient, as a share of the largest of the slopes, or of 1. */
const TOLERANCE = 2e-3;

const tensors = (values: Arrays): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(values).map(([name, { shape, data }]) => [name, new Tensor('float32', data, shape)]),
  );

const open = (outputs: Record<string, g.Value>) =>
  InferenceSession.create(g.encodeModel({ outputs }), { intraOpNumThreads: 1, logSeverityLevel: 3 });

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Directions to look at the slope in: some single elements, some of all elements at once. */
function directions(length: number, next: () => number): readonly Float32Array[] {
  const single = [0, 1, 2].map(() => {
    const direction = new Float32Array(length);
    direction[Math.floor(next() * length)] = 1;
    return direction;
  });
  const mixed = [0, 1].map(() => Float32Array.from({ length }, () => 2 * next() - 1));
  return [...single, ...mixed];
}

/**
 * For `loss = sum(weights * build(inputs))` with random weights: the gradient's product with each direction against
 * the five-point formula for the slope in that direction.
 */
export async function checkGradients(
  inputs: Readonly<Record<string, Plain>>,
  build: (values: Readonly<Record<string, g.Value>>) => g.Value,
  seed: number,
): Promise<void> {
  const next = random(seed);
  const at: Arrays = Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
  );
  const values = Object.fromEntries(
    Object.entries(at).map(([name, { shape }]) => [name, g.input(name, 'float32', shape)]),
  );
  const y = build(values);
  const elements = y.shape.reduce<number>((product, dim) => product * Number(dim), 1);
  const weights = Float32Array.from({ length: elements }, () => 2 * next() - 1);
  const weighted = g.mul(y, g.constant(weights, y.shape as number[]));
  const loss = g.reduceSum(
    weighted,
    y.shape.map((_, axis) => axis),
    false,
  );
  const names = Object.keys(values);
  const gradients = g.grad(
    loss,
    names.map((name) => values[name]),
  );
  // What an output does not need is no input of its model: all are fed to one that needs all.
  const anchor = names.map((name) => [`same.${name}`, g.neg(values[name])]);
  const anchors = Object.fromEntries(anchor) as Record<string, g.Value>;
  const forward = await open({ y, ...anchors });
  const backward = await open({
    ...Object.fromEntries(names.map((name, i) => [`grad.${name}`, gradients[i]])),
    ...anchors,
  });
  const evaluate = async (point: Arrays) =>
    dot((await forward.run(tensors(point), ['y']))['y'].data as Float32Array, weights);
  const found = await backward.run(tensors(at));

  for (const name of names) {
    const { shape, data } = at[name];
    const gradient = found[`grad.${name}`].data as Float32Array;
    const pairs: (readonly [analytic: number, numeric: number])[] = [];
    for (const direction of directions(data.length, next)) {
      const moved = (steps: number) =>
        evaluate({
          ...at,
          [name]: { shape, data: data.map((x, i) => x + steps * STEP * direction[i]) },
        });
      const [a, b, c, d] = [await moved(-2), await moved(-1), await moved(1), await moved(2)];
      pairs.push([dot(gradient, direction), (8 * (c - b) - (d - a)) / (12 * STEP)]);
    }
    const scale = Math.max(1, ...pairs.map(([, numeric]) => Math.abs(numeric)));
    for (const [analytic, numeric] of pairs) {
      const message = `gradient of ${name} [${shape.join(', ')}]: ${analytic} by the rule, ${numeric} by differences`;
      expect(Math.abs(analytic - numeric) / scale, message).toBeLessThan(TOLERANCE);
    }
  }
  await forward.release();
  await backward.release();
}
