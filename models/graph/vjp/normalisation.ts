// Gradients of the normalisations.
import { reshape } from '../ops/arrangement.ts';
import { add, exp, mul, reciprocal, sqrt, sub } from '../ops/elementwise.ts';
import type { normalisation } from '../ops/normalisation.ts';
import { reduceMean, reduceSum } from '../ops/reduction.ts';
import type { Value } from '../value.ts';
import type { Rules } from './rule.ts';

/** All axes of `x` but one. */
const otherAxes = (x: Value, axis: number): readonly number[] =>
  x.shape.flatMap((_, i) => (i === axis ? [] : [i]));

export const normalisationRules: Rules<typeof normalisation> = {
  batchNormalization: ({ inputs: [x, scale, , mean, variance], attributes: { epsilon } }, [g]) => {
    const axes = otherAxes(x, 1);
    const perChannel = (vector: Value) =>
      reshape(vector, [...x.shape.slice(1, 2), ...axes.slice(1).map(() => 1)]);
    const inverse = reciprocal(sqrt(add(variance, epsilon)));
    const factor = mul(scale, inverse);
    const total = reduceSum(g, axes, false);
    const product = sub(reduceSum(mul(g, x), axes, false), mul(mean, total));
    const gVariance = mul(mul(product, factor), mul(mul(inverse, inverse), -0.5));
    return [mul(g, perChannel(factor)), mul(product, inverse), total, mul(mul(total, factor), -1), gVariance];
  },
  layerNormalization: ({ inputs: [x, scale], outputs: [, mean, inverse] }, [g]) => {
    const axes = otherAxes(x, x.shape.length - 1);
    const normal = mul(sub(x, mean), inverse);
    const weighted = mul(g, scale);
    const shared = add(
      reduceMean(weighted, [-1], true),
      mul(normal, reduceMean(mul(weighted, normal), [-1], true)),
    );
    return [
      mul(sub(weighted, shared), inverse),
      reduceSum(mul(g, normal), axes, false),
      reduceSum(g, axes, false),
    ];
  },
  softmax: ({ outputs: [y], attributes: { axis } }, [g]) => {
    const weighted = mul(g, y);
    return [sub(weighted, mul(y, reduceSum(weighted, [axis], true)))];
  },
  logSoftmax: ({ outputs: [y], attributes: { axis } }, [g]) => [
    sub(g, mul(exp(y), reduceSum(g, [axis], true))),
  ],
};
