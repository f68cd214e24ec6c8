// What the table knows of one operation, and how an operation is applied to values.
import { formatShape, type Shape } from '../shape.ts';
import type { DType, Operation, TensorType, Value } from '../value.ts';

/** An ONNX attribute; ONNX tells integers from floats. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly string: string }
  | { readonly dtype: DType }
  | { readonly body: Body };

/** A graph inside an operation: what it is given, and what it gives. */
export interface Body {
  readonly bodyInputs: readonly Value[];
  readonly results: readonly Value[];
}

/** An input of an ONNX node: a value, a vector of int64 (which may hold symbolic dimensions), or nothing. */
export type OnnxInput = Value | Shape | null;

/** The ONNX node that computes an operation. Its outputs are the operation's own. */
export interface OnnxNode {
  /** Whose operation it is; ONNX's own if left out. */
  readonly domain?: string;
  readonly type: string;
  readonly inputs: readonly OnnxInput[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** Write every output, used or not; else ONNX lets us leave out those at the end. */
  readonly allOutputs?: true;
}

export interface OpSpec<Attributes> {
  /** The types of the outputs; throws `Mismatch` where the inputs do not fit. */
  infer(inputs: readonly TensorType[], attributes: Attributes): readonly TensorType[];
  lower(operation: Operation<Attributes>): OnnxNode;
}

/** Thrown by `infer` with the reason; `apply` adds the operation and the shapes. */
export class Mismatch extends Error {}

/** Throws unless `condition` holds. */
export function demand(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Mismatch(reason);
}

/** Rows of the table, by the operation's name. */
export type Family = Readonly<Record<string, OpSpec<never>>>;

export type AttributesOf<Spec> = Spec extends OpSpec<infer Attributes> ? Attributes : never;

/** Applies an operation; throws with its name and its inputs' shapes where they do not fit. */
export function applyAll<Rows extends Family, Op extends keyof Rows & string>(
  family: Rows,
  op: Op,
  inputs: readonly Value[],
  attributes: AttributesOf<Rows[Op]>,
): readonly Value[] {
  const spec = family[op] as OpSpec<AttributesOf<Rows[Op]>>;
  let outputs: readonly TensorType[];
  try {
    outputs = spec.infer(inputs, attributes);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const types = inputs.map(({ dtype, shape }) => `${dtype} ${formatShape(shape)}`).join(', ');
    throw new Error(`${op}(${types}): ${error.message}`, { cause: error });
  }
  const source: Operation = Object.freeze({
    kind: 'operation',
    op,
    inputs: Object.freeze([...inputs]),
    attributes: Object.freeze(attributes),
    outputs: Object.freeze(outputs),
  });
  return outputs.map(({ dtype, shape }, output) =>
    Object.freeze({ source, output, dtype, shape: Object.freeze([...shape]) }),
  );
}

/** Applies an operation and returns its first output. */
export const apply = <Rows extends Family, Op extends keyof Rows & string>(
  family: Rows,
  op: Op,
  inputs: readonly Value[],
  attributes: AttributesOf<Rows[Op]>,
): Value => applyAll(family, op, inputs, attributes)[0];
