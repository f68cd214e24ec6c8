// Gradients of the operations that only move elements.
import { concat, pad, reshape, slice, split, transpose, type arrangement } from '../ops/arrangement.ts';
import type { Value } from '../value.ts';
import { unbroadcast, type Rules } from './rule.ts';

/** Puts `step - 1` zeros between the elements along `axis`, and so many after the last that the length is `length`. */
function spread(x: Value, axis: number, step: number, length: number): Value {
  const rank = x.shape.length;
  const count = x.shape[axis] as number;
  const none = new Array<number>(rank + 1).fill(0);
  const split = [...x.shape.slice(0, axis + 1), 1, ...x.shape.slice(axis + 1)];
  const padded = pad(reshape(x, split), { before: none, after: none.with(axis + 1, step - 1) });
  const long = reshape(padded, x.shape.with(axis, count * step));
  const rest = length - count * step;
  if (rest <= 0) return slice(long, { axis, start: 0, end: length });
  return pad(long, { before: none.slice(1), after: none.slice(1).with(axis, rest) });
}

export const arrangementRules: Rules<typeof arrangement> = {
  reshape: ({ inputs: [x] }, [g]) => [reshape(g, x.shape)],
  transpose: ({ attributes: { perm } }, [g]) => [
    transpose(
      g,
      perm.map((_, axis) => perm.indexOf(axis)),
    ),
  ],
  expand: ({ inputs: [x] }, [g]) => [unbroadcast(g, x.shape)],
  concat: ({ inputs, attributes: { axis } }, [g]) =>
    split(
      g,
      axis,
      inputs.map(({ shape }) => shape[axis] as number),
    ),
  split: ({ attributes: { axis } }, cotangents) => [concat(cotangents, axis)],
  slice: ({ inputs: [x], attributes: { ranges } }, [g]) => {
    const before = x.shape.map(() => 0);
    const after = [...before];
    let cotangent = g;
    for (const { axis, start, end, step } of ranges) {
      before[axis] = start;
      after[axis] = (x.shape[axis] as number) - end;
      if (step > 1) cotangent = spread(cotangent, axis, step, end - start);
    }
    return [pad(cotangent, { before, after })];
  },
  pad: ({ attributes: { before, after } }, [g]) => [
    pad(g, { before: before.map((count) => -count), after: after.map((count) => -count) }),
  ],
};
