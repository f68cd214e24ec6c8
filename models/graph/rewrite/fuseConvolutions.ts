// Blocked convolutions take up what follows them: their kernels add and cut off while the result is in registers.
import { blocked } from '../ops/blocked.ts';
import { apply, type AttributesOf } from '../ops/spec.ts';
import { topologicalOrder } from '../order.ts';
import { rewrite } from './rewrite.ts';
import { sameShape } from '../shape.ts';
import { constant, type Operation, type Source, type Value } from '../value.ts';

/** The same values; an addition and a ReLU become part of the convolution before them that nothing else needs. */
export function fuseConvolutions(outputs: readonly Value[]): readonly Value[] {
  const uses = new Map<Source, number>();
  for (const { source } of [
    ...outputs,
    ...topologicalOrder(outputs).operations.flatMap(({ inputs }) => inputs),
  ])
    uses.set(source, (uses.get(source) ?? 0) + 1);

  /** The convolution that `now` is the output of, if it is `then`'s only and the ReLU is still to come. */
  const openConv = (now: Value, then: Value) => {
    const { source } = now;
    if (source.kind !== 'operation' || source.op !== 'blockedConv' || uses.get(then.source) !== 1)
      return undefined;
    const conv = source as Operation<AttributesOf<typeof blocked.blockedConv>>;
    return conv.attributes.relu ? undefined : conv;
  };
  const withRelu = ([now]: readonly Value[], [then]: readonly Value[]): Value | undefined => {
    const conv = openConv(now, then);
    return conv && apply(blocked, 'blockedConv', conv.inputs, { ...conv.attributes, relu: true });
  };
  const withSum = (now: readonly Value[], then: readonly Value[]): Value | undefined => {
    if (!sameShape(now[0].shape, now[1].shape)) return undefined;
    for (const i of [0, 1]) {
      const conv = openConv(now[i], then[i]);
      if (conv === undefined || conv.inputs.length > 3) continue;
      const [x, weight, bias = zeros(weight.shape[0] as number)] = conv.inputs;
      return apply(blocked, 'blockedConv', [x, weight, bias, now[1 - i]], conv.attributes);
    }
    return undefined;
  };
  const fusions: Readonly<Partial<Record<string, typeof withRelu>>> = { relu: withRelu, add: withSum };
  return rewrite(outputs, {
    operation: ({ op, inputs }, original) => fusions[op]?.(inputs, original.inputs),
  });
}

const zeros = (length: number): Value => constant(new Float32Array(length), [length]);
