// Gradients of the elementwise operations.
import {
  cast,
  div,
  equal,
  exp,
  greater,
  hardSigmoid,
  mul,
  neg,
  pow,
  sign,
  sub,
  where,
  type elementwise,
} from '../ops/elementwise.ts';
import type { Value } from '../value.ts';
import { unbroadcast, type Rule, type Rules } from './rule.ts';

/** For `f(x)`: the cotangent of `x`, given that of `y = f(x)`. */
const unary =
  <Attributes>(rule: (g: Value, x: Value, y: Value, attributes: Attributes) => Value): Rule<Attributes> =>
  ({ inputs: [x], outputs: [y], attributes }, [g]) => [rule(g, x, y, attributes)];

/** For `f(a, b)`, which broadcast. */
const binary =
  <Attributes>(rule: (g: Value, a: Value, b: Value, y: Value) => readonly [Value, Value]): Rule<Attributes> =>
  ({ inputs: [a, b], outputs: [y] }, [g]) => {
    const [ga, gb] = rule(g, a, b, y);
    return [unbroadcast(ga, a.shape), unbroadcast(gb, b.shape)];
  };

/** 1 where `x` is positive, else 0, for `x` that are not negative: twice as fast as comparing and choosing. */
const isPositive = (x: Value): Value => hardSigmoid(x, { alpha: 3e38, beta: 0 });

/** Half of the cotangent to each side where both are equal, as in PyTorch. */
const shareOfGreater = (a: Value, b: Value): Value => where(equal(a, b), 0.5, cast(greater(a, b), 'float32'));

export const elementwiseRules: Rules<typeof elementwise> = {
  neg: unary((g) => neg(g)),
  abs: unary((g, x) => mul(g, sign(x))),
  exp: unary((g, _, y) => mul(g, y)),
  log: unary((g, x) => div(g, x)),
  sqrt: unary((g, _, y) => div(mul(g, 0.5), y)),
  reciprocal: unary((g, _, y) => neg(mul(g, mul(y, y)))),
  erf: unary((g, x) => mul(g, mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI)))),
  tanh: unary((g, _, y) => mul(g, sub(1, mul(y, y)))),
  sigmoid: unary((g, _, y) => mul(g, mul(y, sub(1, y)))),
  relu: unary((g, _, y) => mul(g, isPositive(y))),
  pow: unary((g, x, _, { exponent }) => mul(g, mul(pow(x, exponent - 1), exponent))),
  clip: unary((g, x, y) => mul(g, cast(equal(x, y), 'float32'))),
  hardSigmoid: unary((g, _, y, { alpha }) =>
    // 1 strictly between the two ends.
    mul(g, mul(mul(isPositive(y), isPositive(sub(1, y))), alpha)),
  ),
  add: binary((g) => [g, g]),
  sub: binary((g) => [g, neg(g)]),
  mul: binary((g, a, b) => [mul(g, b), mul(g, a)]),
  div: binary((g, _, b, y) => {
    const ga = div(g, b);
    return [ga, neg(mul(ga, y))];
  }),
  maximum: binary((g, a, b) => [mul(g, shareOfGreater(a, b)), mul(g, shareOfGreater(b, a))]),
  minimum: binary((g, a, b) => [mul(g, shareOfGreater(b, a)), mul(g, shareOfGreater(a, b))]),
  where: ({ inputs: [condition, a, b] }, [g]) => [
    undefined,
    unbroadcast(where(condition, g, 0), a.shape),
    unbroadcast(where(condition, 0, g), b.shape),
  ],
};
