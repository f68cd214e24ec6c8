// Puts other values in the place of a graph's leaves.
import { reach } from './order.ts';
import { formatShape, sameShape } from './shape.ts';
import type { Operation, Source, Value } from './value.ts';

/**
 * `outputs` with each leaf for which `replacement` has a value replaced by it; what does not depend on such a leaf is
 * shared with the original.
 *
 * @throws Error where a replacement is of another type than its leaf, or inside a loop
 */
export function substitute(
  outputs: readonly Value[],
  replacement: (leaf: Value) => Value | undefined,
): readonly Value[] {
  const { leaves, operations } = reach(outputs);
  const changed = new Map<Source, Operation | Value>();
  for (const leaf of leaves) {
    const value = replacement(leaf);
    if (value === undefined) continue;
    if (value.dtype !== leaf.dtype || !sameShape(value.shape, leaf.shape))
      throw new Error(
        `substitute: ${leaf.dtype} ${formatShape(leaf.shape)} is not ${value.dtype} ${formatShape(value.shape)}`,
      );
    changed.set(leaf.source, value);
  }
  const now = (value: Value): Value => {
    const other = changed.get(value.source);
    if (other === undefined) return value;
    return 'kind' in other ? Object.freeze({ ...value, source: other }) : other;
  };
  for (const operation of operations) {
    const inputs = operation.inputs.map(now);
    if (inputs.every((value, i) => value === operation.inputs[i])) continue;
    if (operation.op === 'loop') throw new Error('substitute: a loop has its own body, which stays as it is');
    changed.set(operation, Object.freeze({ ...operation, inputs: Object.freeze(inputs) }));
  }
  return outputs.map(now);
}
