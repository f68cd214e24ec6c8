// The order in which a graph's operations are written.
import type { Operation, Source, Value } from './value.ts';

/** Everything that some values are computed from. */
export interface Reached {
  /** Inputs before their users, the order of the encoded graph. */
  readonly operations: readonly Operation[];
  /** Inputs, parameters and constants, in the order in which they are met. */
  readonly leaves: readonly Value[];
  /** Which outputs of an operation are used. */
  readonly used: ReadonlyMap<Operation, ReadonlySet<number>>;
}

/**
 * Everything that `outputs` are computed from, in topological order; no recursion, however deep the graph.
 *
 * [Note: leaves last] ONNX Runtime schedules by depth-first search from the nodes that nobody consumes, the last of
 * them in the file first. A training step has hundreds, a gradient each. If the first to be searched were the gradient
 * of the first layer, the whole chain of cotangents would be computed before any other layer's gradient, and kept alive
 * for them. So these nodes go to the end, the deepest first: each gradient is computed as soon as it can be.
 */
export function topologicalOrder(outputs: readonly Value[]): Reached {
  const done = new Set<Source>();
  const consumed = new Set<Source>();
  const operations: Operation[] = [];
  const leaves: Value[] = [];
  const used = new Map<Operation, Set<number>>();
  const use = ({ source, output }: Value) => {
    if (source.kind !== 'operation') return;
    const outputs = used.get(source);
    if (outputs === undefined) used.set(source, new Set([output]));
    else outputs.add(output);
  };
  for (const root of outputs) {
    use(root);
    const stack: { readonly value: Value; next: number }[] = [{ value: root, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { source } = top.value;
      if (done.has(source)) {
        stack.pop();
      } else if (source.kind !== 'operation') {
        done.add(source);
        leaves.push(top.value);
        stack.pop();
      } else if (top.next < source.inputs.length) {
        const value = source.inputs[top.next++];
        use(value);
        consumed.add(value.source);
        stack.push({ value, next: 0 });
      } else {
        done.add(source);
        operations.push(source);
        stack.pop();
      }
    }
  }
  const inner = operations.filter((operation) => consumed.has(operation));
  const depths = depthsOf(operations);
  const depth = (operation: Operation) => depths.get(operation) ?? 0;
  const last = operations.filter((operation) => !consumed.has(operation));
  return { operations: [...inner, ...last.sort((a, b) => depth(b) - depth(a))], leaves, used };
}

/** The longest chain of operations that leads to each; `operations` come after what they need. */
function depthsOf(operations: readonly Operation[]): ReadonlyMap<Source, number> {
  const depths = new Map<Source, number>();
  for (const operation of operations)
    depths.set(operation, 1 + Math.max(0, ...operation.inputs.map(({ source }) => depths.get(source) ?? 0)));
  return depths;
}

/**
 * What of `outputs` depends on `roots`: those operations, in the order in which they are written, and the values from
 * outside that they, or the outputs themselves, are made of. Constants are not counted.
 */
export function dependents(
  outputs: readonly Value[],
  roots: readonly Value[],
): Pick<Reached, 'operations' | 'used'> & { readonly captured: readonly Value[] } {
  const { operations, used } = topologicalOrder(outputs);
  const depends = new Set<Source>(roots.map(({ source }) => source));
  // Operations that nobody consumes stand after those that they have nothing to do with, but after their inputs too.
  const inside = operations.filter((operation) => {
    const isInside = operation.inputs.some(({ source }) => depends.has(source));
    if (isInside) depends.add(operation);
    return isInside;
  });
  const captured = new Map<Source, Map<number, Value>>();
  for (const value of [...inside.flatMap(({ inputs }) => inputs), ...outputs]) {
    if (depends.has(value.source) || value.source.kind === 'constant') continue;
    const outputs = captured.get(value.source) ?? new Map<number, Value>();
    captured.set(value.source, outputs.set(value.output, value));
  }
  const values = [...captured.values()].flatMap((outputs) => [...outputs.values()]);
  return { operations: inside, used, captured: values };
}

/** The parameters that values are computed from, with their shapes, in the order in which they are met. */
export function parametersOf(outputs: readonly Value[]): Map<string, readonly number[]> {
  const parameters = new Map<string, readonly number[]>();
  for (const { source, shape } of topologicalOrder(outputs).leaves)
    if (source.kind === 'parameter') parameters.set(source.name, shape as readonly number[]);
  return parameters;
}
