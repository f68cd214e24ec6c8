// Reductions over axes.
import { fromFront, type Dim } from '../shape.ts';
import type { DType, TensorType, Value } from '../value.ts';
import { mul } from './elementwise.ts';
import { apply, demand, type OpSpec } from './spec.ts';

interface ReduceAttributes {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

const reduced = (x: TensorType, { axes, keepDims }: ReduceAttributes): readonly Dim[] => {
  const front = new Set(axes.map((axis) => fromFront(axis, x.shape.length)));
  demand(!front.has(undefined), `there is no axis ${axes.join(', ')}`);
  demand(front.size === axes.length, `an axis repeats in ${axes.join(', ')}`);
  return x.shape.flatMap((dim, i) => (front.has(i) ? (keepDims ? [1] : []) : [dim]));
};

const reduce = (type: string, allowed: readonly DType[]): OpSpec<ReduceAttributes> => ({
  infer([x], attributes) {
    demand(x !== undefined && allowed.includes(x.dtype), `${x?.dtype} is not ${allowed.join(' or ')}`);
    return [{ dtype: x.dtype, shape: reduced(x, attributes) }];
  },
  lower: ({ inputs, attributes: { axes, keepDims } }) => ({
    type,
    // Without axes ONNX would reduce all of them.
    inputs: [...inputs, axes],
    attributes: { keepdims: { int: Number(keepDims) }, noop_with_empty_axes: { int: 1 } },
  }),
});

export const reduction = {
  reduceSum: reduce('ReduceSum', ['float32', 'int32', 'int64']),
  reduceSumSquare: reduce('ReduceSumSquare', ['float32']),
  reduceMean: reduce('ReduceMean', ['float32']),
  reduceMax: reduce('ReduceMax', ['float32', 'int32', 'int64']),
  argMax: {
    infer: ([x], { axis, keepDims }) => [{ dtype: 'int64', shape: reduced(x, { axes: [axis], keepDims }) }],
    lower: ({ inputs, attributes: { axis, keepDims } }) => ({
      type: 'ArgMax',
      inputs,
      attributes: { axis: { int: axis }, keepdims: { int: Number(keepDims) } },
    }),
  } satisfies OpSpec<{ readonly axis: number; readonly keepDims: boolean }>,
};

export const reduceSum = (x: Value, axes: readonly number[], keepDims: boolean): Value =>
  apply(reduction, 'reduceSum', [x], { axes, keepDims });

/** The sum of squares, in one pass over `x`. */
export const reduceSumSquare = (x: Value, axes: readonly number[], keepDims: boolean): Value =>
  // ONNX Runtime would not even square over no axis.
  axes.length === 0 ? mul(x, x) : apply(reduction, 'reduceSumSquare', [x], { axes, keepDims });

export const reduceMean = (x: Value, axes: readonly number[], keepDims: boolean): Value =>
  apply(reduction, 'reduceMean', [x], { axes, keepDims });

export const reduceMax = (x: Value, axes: readonly number[], keepDims: boolean): Value =>
  apply(reduction, 'reduceMax', [x], { axes, keepDims });

/** Index of the first maximum along `axis`, int64. */
export const argMax = (x: Value, axis: number, keepDims = false): Value =>
  apply(reduction, 'argMax', [x], { axis, keepDims });
