// Reverse-mode differentiation: the gradients of a number, as values of the same kind of graph.
import { concat, expand, type arrangement } from './ops/arrangement.ts';
import { add, sqrt } from './ops/elementwise.ts';
import { reduceSumSquare } from './ops/reduction.ts';
import type { AttributesOf } from './ops/spec.ts';
import { parametersOf, topologicalOrder } from './order.ts';
import { formatShape, type Shape } from './shape.ts';
import { parameter, scalar, type Operation, type Source, type Value } from './value.ts';
import { isFlat, ruleOf } from './vjp.ts';

/** What a gradient is of. Parameters and inputs are what they are called: two of one name are one. */
type Key = Source | string;

const keyOf = ({ source }: Value): Key =>
  source.kind === 'parameter' || source.kind === 'input' ? `${source.kind} ${source.name}` : source;

const zeros = (shape: Shape): Value => expand(scalar(0), shape);

/**
 * The gradients of `loss` (float32 `[]`) with respect to `wrt`, each of its value's shape: the operations of the loss,
 * last to first, each passing on what its rule makes of what it got. Only the paths that lead to `wrt` are followed.
 *
 * @throws Error with the name of an operation on such a path that has no rule
 */
export function grad(loss: Value, wrt: readonly Value[]): readonly Value[] {
  if (loss.shape.length > 0 || loss.dtype !== 'float32')
    throw new Error(`grad: the loss is ${loss.dtype} ${formatShape(loss.shape)}, not float32 []`);
  const { operations } = topologicalOrder([loss]);
  /** What leads to `wrt`. */
  const active = new Set<Key>(wrt.map(keyOf));
  const followed: Operation[] = [];
  for (const operation of operations) {
    const leads = operation.inputs.some((value) => value.dtype === 'float32' && active.has(keyOf(value)));
    if (!leads || isFlat(operation.op)) continue;
    active.add(operation);
    followed.push(operation);
  }

  const contributions = new Map<Key, Value[][]>();
  const contribute = (value: Value, cotangent: Value) => {
    const key = keyOf(value);
    if (!active.has(key)) return;
    const outputs = contributions.get(key) ?? [];
    (outputs[value.output] ??= []).push(cotangent);
    contributions.set(key, outputs);
  };
  const total = (value: Value): Value => {
    const parts = contributions.get(keyOf(value))?.[value.output];
    return parts === undefined ? zeros(value.shape) : sum(parts);
  };

  contribute(loss, scalar(1));
  for (const operation of followed.toReversed()) {
    if (!contributions.has(operation)) continue;
    const { op, inputs, attributes } = operation;
    const outputs = outputsOf(operation);
    const cotangents = ruleOf(op)({ inputs, attributes, outputs }, outputs.map(total));
    inputs.forEach((value, i) => {
      const cotangent = cotangents[i];
      if (cotangent === undefined) return;
      if (formatShape(cotangent.shape) !== formatShape(value.shape))
        throw new Error(
          `the gradient of ${op} is ${formatShape(cotangent.shape)}, not ${formatShape(value.shape)}`,
        );
      contribute(value, cotangent);
    });
  }
  return wrt.map(total);
}

/**
 * The gradients of `loss` with respect to parameters, by their names.
 *
 * @throws Error with the names of parameters that the loss does not depend on
 */
export function parameterGradients(loss: Value, names: readonly string[]): Readonly<Record<string, Value>> {
  const known = parametersOf([loss]);
  const missing = names.filter((name) => !known.has(name));
  if (missing.length > 0) throw new Error(`the loss does not depend on ${missing.join(', ')}`);
  const gradients = grad(
    loss,
    names.map((name) => parameter(name, known.get(name) ?? [])),
  );
  return Object.fromEntries(names.map((name, i) => [name, gradients[i]]));
}

/** float32 `[]`: the Euclidean length of all of them together; NaN or infinite where a number of them is. */
export function globalNorm(tensors: readonly Value[]): Value {
  const squares = tensors.map((x) => reduceSumSquare(x, [...x.shape.keys()], false));
  return sqrt(squares.reduce((a, b) => add(a, b)));
}

const outputsOf = (source: Operation): readonly Value[] =>
  source.outputs.map(({ dtype, shape }, output) => ({ source, output, dtype, shape }));

/** One value that several operations used gets a cotangent from each. */
function sum(parts: readonly Value[]): Value {
  return joined(parts) ?? parts.reduce((a, b) => add(a, b));
}

/** Cotangents of the slices of a tensor, padded with zeros, are laid side by side rather than added, where they fill it. */
function joined(parts: readonly Value[]): Value | undefined {
  if (parts.length < 2) return undefined;
  const pieces = parts.map(paddedPiece);
  const axis = pieces[0]?.axis;
  const sorted: Piece[] = [];
  for (const piece of pieces) {
    if (piece === undefined || piece.axis !== axis) return undefined;
    sorted.push(piece);
  }
  sorted.sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, value } of sorted) {
    if (start !== at) return undefined;
    at += value.shape[axis as number] as number;
  }
  if (at !== parts[0].shape[axis as number]) return undefined;
  return concat(
    sorted.map(({ value }) => value),
    axis as number,
  );
}

interface Piece {
  readonly value: Value;
  readonly axis: number;
  readonly start: number;
}

/** What was padded with zeros along one axis, if `part` is such. */
function paddedPiece({ source, shape }: Value): Piece | undefined {
  if (source.kind !== 'operation' || source.op !== 'pad') return undefined;
  const { before, after, value } = source.attributes as AttributesOf<typeof arrangement.pad>;
  const [inner] = source.inputs;
  const axes = shape.flatMap((dim, axis) => (dim === inner.shape[axis] ? [] : [axis]));
  if (value !== 0 || axes.length !== 1 || Math.min(...before, ...after) < 0) return undefined;
  return { value: inner, axis: axes[0], start: before[axes[0]] };
}
