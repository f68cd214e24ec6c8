// The values of a graph: immutable tensors that are fed, filled in, constant, or computed by an operation.
import { count, formatShape, type Shape } from './shape.ts';

export type DType = 'float32' | 'uint8' | 'int32' | 'int64' | 'bool';

/** Element type and shape, known when a value is made. */
export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** What a constant may hold. `bool` is one byte an element, 0 or 1. */
export type ConstantData = Float32Array | Uint8Array | Int32Array | BigInt64Array;

/** Fed at each run. */
interface Input {
  readonly kind: 'input';
  readonly name: string;
}

/** A named float32 tensor, which `encodeModel` turns into a constant or into an input. */
interface Parameter {
  readonly kind: 'parameter';
  readonly name: string;
}

interface Constant {
  readonly kind: 'constant';
  readonly data: ConstantData;
}

/** What a loop hands to its body at each turn. */
interface Bound {
  readonly kind: 'body-input';
  readonly name: string;
}

/** One application of an operation of the table in `ops.ts`. */
export interface Operation<Attributes = unknown> {
  readonly kind: 'operation';
  readonly op: string;
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: readonly TensorType[];
}

export type Source = Input | Parameter | Constant | Bound | Operation;

/** A tensor in a graph. Values that share a source are the outputs of one operation. */
export interface Value extends TensorType {
  readonly source: Source;
  /** Which of the source's outputs this is. */
  readonly output: number;
}

const leaf = (source: Source, dtype: DType, shape: Shape): Value =>
  Object.freeze({ source: Object.freeze(source), output: 0, dtype, shape: Object.freeze([...shape]) });

const named = (what: string, name: string): string => {
  if (name === '') throw new Error(`${what} needs a name`);
  return name;
};

/** A tensor that is fed at each run. String dimensions are symbolic: `input('image', 'uint8', ['N', 3, 224, 224])`. */
export const input = (name: string, dtype: DType, shape: Shape): Value =>
  leaf({ kind: 'input', name: named('input', name) }, dtype, shape);

/** A named float32 tensor, weights or a graph input: `encodeModel` decides. */
export function parameter(name: string, shape: readonly number[]): Value {
  return leaf({ kind: 'parameter', name: named('parameter', name) }, 'float32', shape);
}

/** A value that a loop's body is written for; a body may be used by its own loop only. */
export const bodyInput = (name: string, { dtype, shape }: TensorType): Value =>
  leaf({ kind: 'body-input', name }, dtype, shape);

const dtypeOf = (data: ConstantData): DType => {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof BigInt64Array) return 'int64';
  if (data instanceof Int32Array) return 'int32';
  return 'uint8';
};

/** A tensor that never changes. The array is kept, not copied. A `Uint8Array` may also be `bool`, 0 or 1 each. */
export function constant(data: ConstantData, shape: readonly number[], dtype: DType = dtypeOf(data)): Value {
  if (data.length !== count(shape))
    throw new Error(`constant: ${data.length} elements do not fill ${formatShape(shape)}`);
  if (dtype !== dtypeOf(data) && !(dtype === 'bool' && dtypeOf(data) === 'uint8'))
    throw new Error(`constant: ${dtype} cannot be held in a ${data.constructor.name}`);
  return leaf({ kind: 'constant', data }, dtype, shape);
}

/** A constant of shape `[]`. */
export function scalar(x: number, dtype: DType = 'float32'): Value {
  switch (dtype) {
    case 'float32':
      return constant(Float32Array.of(x), []);
    case 'int64':
      return constant(BigInt64Array.of(BigInt(x)), []);
    case 'int32':
      return constant(Int32Array.of(x), []);
    case 'uint8':
    case 'bool':
      return constant(Uint8Array.of(x), [], dtype);
    default:
      return dtype satisfies never;
  }
}
