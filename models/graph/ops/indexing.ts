// Operations that look elements up by index: gather, scatter, one-hot.
import { fromFront, sameShape, type Shape } from '../shape.ts';
import { constant, scalar, type TensorType, type Value } from '../value.ts';
import { apply, demand, type OpSpec } from './spec.ts';

interface Axis {
  readonly axis: number;
}

const demandIndices = (indices: TensorType | undefined, alsoInt32 = true): TensorType => {
  demand(
    indices?.dtype === 'int64' || (alsoInt32 && indices?.dtype === 'int32'),
    `the indices are ${indices?.dtype}, not ${alsoInt32 ? 'int32 or ' : ''}int64`,
  );
  return indices;
};

const demandAxis = (axis: number, rank: number) => {
  demand(fromFront(axis, rank) === axis, `there is no axis ${axis}`);
};

/** All axes but `axis` may only be shorter in `indices`. */
const demandWithin = (shape: Shape, indices: Shape, axis: number) => {
  demand(
    indices.length === shape.length &&
      indices.every(
        (dim, i) => i === axis || dim === shape[i] || (typeof dim === 'number' && dim <= Number(shape[i])),
      ),
    'the indices reach beyond another axis',
  );
};

export const indexing = {
  gather: {
    infer([x, index], { axis }) {
      const { dtype, shape } = x;
      demandAxis(axis, shape.length);
      const indices = demandIndices(index);
      return [{ dtype, shape: [...shape.slice(0, axis), ...indices.shape, ...shape.slice(axis + 1)] }];
    },
    lower: ({ inputs, attributes: { axis } }) => ({
      type: 'Gather',
      inputs,
      attributes: { axis: { int: axis } },
    }),
  } satisfies OpSpec<Axis>,
  gatherElements: {
    infer([x, index], { axis }) {
      const { dtype, shape } = x;
      demandAxis(axis, shape.length);
      const indices = demandIndices(index);
      demandWithin(shape, indices.shape, axis);
      return [{ dtype, shape: indices.shape }];
    },
    lower: ({ inputs, attributes: { axis } }) => ({
      type: 'GatherElements',
      inputs,
      attributes: { axis: { int: axis } },
    }),
  } satisfies OpSpec<Axis>,
  gatherND: {
    infer([x, index]) {
      const { dtype, shape } = x;
      const indices = demandIndices(index, false);
      const depth = indices.shape.at(-1);
      demand(
        typeof depth === 'number' && depth <= shape.length,
        `${depth} indices do not fit ${shape.length} axes`,
      );
      return [{ dtype, shape: [...indices.shape.slice(0, -1), ...shape.slice(depth)] }];
    },
    lower: ({ inputs }) => ({ type: 'GatherND', inputs }),
  } satisfies OpSpec<Readonly<Record<never, never>>>,
  scatterElements: {
    infer([x, index, updates], { axis }) {
      const target = x;
      demandAxis(axis, target.shape.length);
      const indices = demandIndices(index);
      demandWithin(target.shape, indices.shape, axis);
      demand(
        updates?.dtype === target.dtype && sameShape(updates.shape, indices.shape),
        'the updates are not of the indices’ shape and the target’s type',
      );
      return [target];
    },
    lower: ({ inputs, attributes: { axis, add } }) => ({
      type: 'ScatterElements',
      inputs,
      attributes: { axis: { int: axis }, ...(add && { reduction: { string: 'add' } }) },
    }),
  } satisfies OpSpec<Axis & { readonly add: boolean }>,
  scatterND: {
    infer([x, index, updates], _) {
      const target = x;
      const indices = demandIndices(index, false);
      const depth = indices.shape.at(-1);
      demand(
        typeof depth === 'number' && depth <= target.shape.length,
        `${depth} indices do not fit ${target.shape.length} axes`,
      );
      const expected = [...indices.shape.slice(0, -1), ...target.shape.slice(depth)];
      demand(
        updates?.dtype === target.dtype && sameShape(updates.shape, expected),
        'the updates are not of the indexed shape and the target’s type',
      );
      return [target];
    },
    lower: ({ inputs, attributes: { add } }) => ({
      type: 'ScatterND',
      inputs,
      ...(add && { attributes: { reduction: { string: 'add' } } }),
    }),
  } satisfies OpSpec<{ readonly add: boolean }>,
  oneHot: {
    infer([index], { depth }) {
      return [{ dtype: 'float32', shape: [...demandIndices(index).shape, depth] }];
    },
    lower: ({ inputs, attributes: { depth } }) => ({
      type: 'OneHot',
      inputs: [...inputs, scalar(depth, 'int64'), constant(Float32Array.of(0, 1), [2])],
    }),
  } satisfies OpSpec<{ readonly depth: number }>,
};

const front = (axis: number, x: Value): number => fromFront(axis, x.shape.length) ?? axis;

/** Slices of `x` along `axis`; `indices` (int32 or int64, any shape) takes the place of that axis. */
export const gather = (x: Value, indices: Value, axis: number): Value =>
  apply(indexing, 'gather', [x, indices], { axis: front(axis, x) });

/** `result[i][j] = x[indices[i][j]][j]` for axis 0, and so on (PyTorch's `gather`). */
export const gatherElements = (x: Value, indices: Value, axis: number): Value =>
  apply(indexing, 'gatherElements', [x, indices], { axis: front(axis, x) });

/** Looks up index tuples: `indices` is int64 `[..., k]`, addressing the first `k` axes of `x`. */
export const gatherND = (x: Value, indices: Value): Value => apply(indexing, 'gatherND', [x, indices], {});

/** `x` with `updates` written at, or with `add` added to, what `gatherElements` would look up. */
export const scatterElements = (
  x: Value,
  indices: Value,
  updates: Value,
  { axis, add = false }: Axis & { readonly add?: boolean },
): Value => apply(indexing, 'scatterElements', [x, indices, updates], { axis: front(axis, x), add });

/** `x` with `updates` written at, or with `add` added to, what `gatherND` would look up. */
export const scatterND = (
  x: Value,
  indices: Value,
  updates: Value,
  { add = false }: { readonly add?: boolean } = {},
): Value => apply(indexing, 'scatterND', [x, indices, updates], { add });

/** float32 `[..., depth]`: 1 at the index, else 0. */
export const oneHot = (indices: Value, depth: number): Value =>
  apply(indexing, 'oneHot', [indices], { depth });
