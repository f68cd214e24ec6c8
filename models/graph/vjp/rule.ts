// What a gradient rule is: from the cotangents of an operation's outputs to those of its inputs, as graph values.
import { reshape } from '../ops/arrangement.ts';
import { reduceSum } from '../ops/reduction.ts';
import type { AttributesOf, Family } from '../ops/spec.ts';
import type { Shape } from '../shape.ts';
import type { Value } from '../value.ts';

/** An operation that was applied, with its outputs as values, so that rules may use what is already computed. */
export interface Application<Attributes> {
  readonly inputs: readonly Value[];
  readonly attributes: Attributes;
  readonly outputs: readonly Value[];
}

/**
 * The vector-Jacobian product of an operation.
 *
 * @param cotangents of each output; zeros where the loss does not depend on it
 * @returns of each input; undefined where it is zero everywhere. What nobody asks for is built but never encoded.
 */
export type Rule<Attributes> = (
  application: Application<Attributes>,
  cotangents: readonly Value[],
) => readonly (Value | undefined)[];

/** Rules for some of a family's operations. */
export type Rules<Rows extends Family> = { readonly [Op in keyof Rows]?: Rule<AttributesOf<Rows[Op]>> };

/** Sums a cotangent over the axes that broadcasting added to, or repeated of, a tensor of `shape`. */
export function unbroadcast(cotangent: Value, shape: Shape): Value {
  const added = cotangent.shape.length - shape.length;
  const axes = cotangent.shape.flatMap((dim, axis) =>
    axis < added || (shape[axis - added] === 1 && dim !== 1) ? [axis] : [],
  );
  return axes.length === 0 ? cotangent : reshape(reduceSum(cotangent, axes, false), shape);
}
