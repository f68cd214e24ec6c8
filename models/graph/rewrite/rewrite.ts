// Makes a graph anew with other values in the place of some of its own.
import { topologicalOrder } from '../order.ts';
import { formatShape, sameShape } from '../shape.ts';
import type { Operation, Source, Value } from '../value.ts';

/** What to put in the place of a leaf or an operation; undefined leaves it as it is. */
export interface Rules {
  readonly leaf?: (leaf: Value) => Value | undefined;
  /**
   * Instead of the first output of `operation`, whose inputs were rewritten before; `original` is what it was. Not asked
   * of operations of several outputs.
   */
  readonly operation?: (operation: Operation, original: Operation) => Value | undefined;
}

/**
 * `outputs` with everything replaced that the rules replace; what does not depend on it is shared with the original.
 *
 * @throws Error where a replacement is of another type, or inside a loop
 */
export function rewrite(outputs: readonly Value[], rules: Rules): readonly Value[] {
  const { leaves, operations } = topologicalOrder(outputs);
  const changed = new Map<Source, Operation | Value>();
  for (const leaf of leaves) {
    const value = rules.leaf?.(leaf);
    if (value === undefined) continue;
    demandType(leaf, value);
    changed.set(leaf.source, value);
  }
  const now = (value: Value): Value => {
    const other = changed.get(value.source);
    if (other === undefined) return value;
    return 'kind' in other ? Object.freeze({ ...value, source: other }) : other;
  };
  for (const original of operations) {
    const inputs = original.inputs.map(now);
    const isSame = inputs.every((value, i) => value === original.inputs[i]);
    if (!isSame && original.op === 'loop')
      throw new Error('rewrite: a loop has its own body, which stays as it is');
    const operation = isSame ? original : Object.freeze({ ...original, inputs: Object.freeze(inputs) });
    const value = original.outputs.length === 1 ? rules.operation?.(operation, original) : undefined;
    if (value !== undefined) {
      demandType(original.outputs[0], value);
      changed.set(original, value);
    } else if (!isSame) {
      changed.set(original, operation);
    }
  }
  return outputs.map(now);
}

function demandType({ dtype, shape }: Pick<Value, 'dtype' | 'shape'>, value: Value): void {
  if (value.dtype !== dtype || !sameShape(value.shape, shape))
    throw new Error(
      `rewrite: ${dtype} ${formatShape(shape)} is not ${value.dtype} ${formatShape(value.shape)}`,
    );
}
