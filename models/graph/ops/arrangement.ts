// Operations that move elements and compute nothing: reshape, transpose, slice, concat, pad, expand.
import {
  broadcast,
  formatShape,
  fromFront,
  product,
  quotient,
  sameProduct,
  sameShape,
  type Dim,
  type Shape,
} from '../shape.ts';
import { scalar, type TensorType, type Value } from '../value.ts';
import { apply, applyAll, demand, type OpSpec } from './spec.ts';

/** `start` and `end` may count from the end when negative; `end` may be Infinity. */
export interface Range {
  readonly axis: number;
  readonly start: number;
  readonly end?: number;
  readonly step?: number;
}

/** A range as it stands in the graph: from the front, within the tensor. */
interface ExactRange {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const sum = (dims: readonly Dim[]): number =>
  dims.reduce<number>((total, dim) => {
    demand(typeof dim === 'number', `the length ${dim} is not known`);
    return total + dim;
  }, 0);

const x0 = (inputs: readonly TensorType[]): TensorType => inputs[0];

/** The shape operand of ONNX's Reshape: 0 keeps an axis, -1 is inferred, so that symbols need no run-time arithmetic. */
function reshapeOperand(from: Shape, to: Shape): Shape {
  const kept = to.map((dim, i) => (typeof dim === 'string' && from[i] === dim ? 0 : dim));
  const symbolic = kept.filter((dim) => typeof dim === 'string');
  return symbolic.length === 1 ? kept.map((dim) => (typeof dim === 'string' ? -1 : dim)) : kept;
}

export const arrangement = {
  reshape: {
    infer(inputs, { shape }) {
      const x = x0(inputs);
      demand(
        sameProduct(product(x.shape), product(shape)),
        `it does not fill ${formatShape(shape)}, element for element`,
      );
      return [{ dtype: x.dtype, shape }];
    },
    lower: ({ inputs, attributes: { shape } }) => ({
      type: 'Reshape',
      inputs: [...inputs, reshapeOperand(inputs[0].shape, shape)],
    }),
  } satisfies OpSpec<{ readonly shape: Shape }>,
  transpose: {
    infer(inputs, { perm }) {
      const x = x0(inputs);
      demand(
        perm.length === x.shape.length && x.shape.every((_, i) => perm.includes(i)),
        `[${perm.join(', ')}] is not a permutation of its axes`,
      );
      return [{ dtype: x.dtype, shape: perm.map((from) => x.shape[from]) }];
    },
    lower: ({ inputs, attributes: { perm } }) => ({
      type: 'Transpose',
      inputs,
      attributes: { perm: { ints: perm } },
    }),
  } satisfies OpSpec<{ readonly perm: readonly number[] }>,
  expand: {
    infer(inputs, { shape }) {
      const x = x0(inputs);
      const common = broadcast(x.shape, shape);
      demand(
        common !== undefined && sameShape(common, shape),
        `it does not broadcast to ${formatShape(shape)}`,
      );
      return [{ dtype: x.dtype, shape }];
    },
    lower: ({ inputs, attributes: { shape } }) => ({ type: 'Expand', inputs: [...inputs, shape] }),
  } satisfies OpSpec<{ readonly shape: Shape }>,
  concat: {
    infer(inputs, { axis }) {
      const x = x0(inputs);
      for (const { dtype, shape } of inputs) {
        demand(dtype === x.dtype, 'the element types differ');
        demand(
          shape.length === x.shape.length && shape.every((dim, i) => i === axis || dim === x.shape[i]),
          `the shapes differ in another axis than ${axis}`,
        );
      }
      const length = sum(inputs.map(({ shape }) => shape[axis]));
      return [{ dtype: x.dtype, shape: x.shape.with(axis, length) }];
    },
    lower: ({ inputs, attributes: { axis } }) => ({
      type: 'Concat',
      inputs,
      attributes: { axis: { int: axis } },
    }),
  } satisfies OpSpec<{ readonly axis: number }>,
  split: {
    infer(inputs, { axis, sizes }) {
      const x = x0(inputs);
      demand(x.shape[axis] === sum(sizes), `[${sizes.join(', ')}] do not add up to ${x.shape[axis]}`);
      return sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(axis, size) }));
    },
    lower: ({ inputs, attributes: { axis, sizes } }) => ({
      type: 'Split',
      inputs: [...inputs, sizes],
      attributes: { axis: { int: axis } },
      allOutputs: true,
    }),
  } satisfies OpSpec<{ readonly axis: number; readonly sizes: readonly number[] }>,
  slice: {
    infer(inputs, { ranges }) {
      const x = x0(inputs);
      const shape = [...x.shape];
      for (const { axis, start, end, step } of ranges) {
        demand(step > 0 && start < end, `nothing lies between ${start} and ${end}`);
        shape[axis] = Math.ceil((end - start) / step);
      }
      return [{ dtype: x.dtype, shape }];
    },
    lower: ({ inputs, attributes: { ranges } }) => ({
      type: 'Slice',
      inputs: [
        ...inputs,
        ranges.map(({ start }) => start),
        ranges.map(({ end }) => end),
        ranges.map(({ axis }) => axis),
        ranges.map(({ step }) => step),
      ],
    }),
  } satisfies OpSpec<{ readonly ranges: readonly ExactRange[] }>,
  pad: {
    infer(inputs, { before, after }) {
      const x = x0(inputs);
      demand(
        before.length === x.shape.length && after.length === x.shape.length,
        `${x.shape.length} axes need as many pads`,
      );
      const shape = x.shape.map((dim, i) => {
        const pads = before[i] + after[i];
        return pads === 0 ? dim : sum([dim, pads]);
      });
      demand(
        shape.every((dim) => typeof dim === 'string' || dim > 0),
        'nothing is left',
      );
      return [{ dtype: x.dtype, shape }];
    },
    lower: ({ inputs, attributes: { before, after, value } }) => ({
      type: 'Pad',
      inputs: [...inputs, [...before, ...after], scalar(value, inputs[0].dtype)],
    }),
  } satisfies OpSpec<{
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly value: number;
  }>,
};

/** To `shape`, which may hold symbolic dimensions and one `-1`. */
export function reshape(x: Value, shape: Shape): Value {
  const known = shape.filter((dim) => dim !== -1);
  const rest = known.length < shape.length ? quotient(product(x.shape), product(known)) : undefined;
  const full = rest === undefined ? shape : shape.map((dim) => (dim === -1 ? rest : dim));
  return sameShape(x.shape, full) ? x : apply(arrangement, 'reshape', [x], { shape: full });
}

/** Axis `i` of the result is axis `perm[i]` of `x`. */
export const transpose = (x: Value, perm: readonly number[]): Value =>
  apply(arrangement, 'transpose', [x], { perm });

/** Repeats axes of length 1 until the shape is `shape`. */
export const expand = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : apply(arrangement, 'expand', [x], { shape });

/** Removes axes of length 1. */
export function squeeze(x: Value, axes: readonly number[]): Value {
  const gone = axes.map((axis) => fromFront(axis, x.shape.length));
  if (gone.some((axis) => axis === undefined || x.shape[axis] !== 1))
    throw new Error(`squeeze(${formatShape(x.shape)}): the axes ${axes.join(', ')} do not all have length 1`);
  return reshape(
    x,
    x.shape.filter((_, i) => !gone.includes(i)),
  );
}

/** Inserts axes of length 1, so that they are `axes` of the result. */
export function unsqueeze(x: Value, axes: readonly number[]): Value {
  const rank = x.shape.length + axes.length;
  const added = new Set(axes.map((axis) => fromFront(axis, rank)));
  if (added.has(undefined) || added.size < axes.length)
    throw new Error(`unsqueeze(${formatShape(x.shape)}): ${axes.join(', ')} are not axes of the result`);
  const rest = x.shape.values();
  return reshape(
    x,
    Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.next().value as Dim))),
  );
}

export function concat(values: readonly Value[], axis: number): Value {
  const [first, ...others] = values;
  if (first === undefined) throw new Error('concat: there are no values');
  if (others.length === 0) return first;
  return apply(arrangement, 'concat', values, { axis: fromFront(axis, first.shape.length) ?? axis });
}

/** Parts along `axis`: as many as `sizes` says, equal ones where it is a number. */
export function split(x: Value, axis: number, sizes: readonly number[] | number): readonly Value[] {
  const front = fromFront(axis, x.shape.length) ?? axis;
  const parts =
    typeof sizes === 'number'
      ? new Array<number>(sizes).fill(Math.floor(Number(x.shape[front]) / sizes))
      : sizes;
  return applyAll(arrangement, 'split', [x], { axis: front, sizes: parts });
}

/** The elements of one range or, each along its own axis, of several. */
export function slice(x: Value, ...ranges: readonly Range[]): Value {
  const exact = ranges.map(({ axis, start, end = Infinity, step = 1 }): ExactRange => {
    const front = fromFront(axis, x.shape.length);
    const length = front === undefined ? undefined : x.shape[front];
    if (front === undefined || typeof length !== 'number')
      throw new Error(`slice(${formatShape(x.shape)}): axis ${axis} has no known length`);
    const within = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, 0), length);
    return { axis: front, start: within(start), end: within(end), step };
  });
  return apply(arrangement, 'slice', [x], { ranges: exact });
}

export interface PadOptions {
  /** Elements added before and after, one number an axis; negative ones are taken away. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly value?: number;
}

export const pad = (x: Value, { before, after, value = 0 }: PadOptions): Value =>
  apply(arrangement, 'pad', [x], { before, after, value });
