// Gradients of reductions.
import { expand, reshape } from '../ops/arrangement.ts';
import { cast, div, equal, mul } from '../ops/elementwise.ts';
import { reduceSum, type reduction } from '../ops/reduction.ts';
import { fromFront, product, quotient } from '../shape.ts';
import type { Value } from '../value.ts';
import type { Rules } from './rule.ts';

/** The reduced axes back, with length 1. */
function withAxes(y: Value, x: Value, axes: readonly number[]): Value {
  const front = axes.map((axis) => fromFront(axis, x.shape.length));
  return reshape(
    y,
    x.shape.map((dim, i) => (front.includes(i) ? 1 : dim)),
  );
}

export const reductionRules: Rules<typeof reduction> = {
  reduceSum: ({ inputs: [x], attributes: { axes } }, [g]) => [expand(withAxes(g, x, axes), x.shape)],
  reduceSumSquare: ({ inputs: [x], attributes: { axes } }, [g]) => [mul(x, withAxes(mul(g, 2), x, axes))],
  reduceMean: ({ inputs: [x], outputs: [y], attributes: { axes } }, [g]) => {
    const elements = quotient(product(x.shape), product(y.shape));
    if (typeof elements !== 'number')
      throw new Error(`reduceMean over an axis of unknown length ${elements} has no gradient`);
    return [expand(withAxes(div(g, elements), x, axes), x.shape)];
  },
  // Maxima that are equal share the cotangent, as with PyTorch's `amax`.
  reduceMax: ({ inputs: [x], outputs: [y], attributes: { axes } }, [g]) => {
    const isMaximum = cast(equal(x, withAxes(y, x, axes)), 'float32');
    return [mul(isMaximum, div(withAxes(g, x, axes), reduceSum(isMaximum, axes, true)))];
  },
};
