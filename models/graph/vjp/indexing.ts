// Gradients of looking up and of writing by index.
import { expand, reshape, transpose, unsqueeze } from '../ops/arrangement.ts';
import { cast } from '../ops/elementwise.ts';
import { gatherElements, gatherND, scatterElements, scatterND, type indexing } from '../ops/indexing.ts';
import type { Shape } from '../shape.ts';
import { scalar, type Value } from '../value.ts';
import type { Rules } from './rule.ts';

const zeros = (shape: Shape): Value => expand(scalar(0), shape);

/** The permutation that takes `length` axes from `from` to `to`, the others staying in order. */
function moved(rank: number, from: number, length: number, to: number): readonly number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const block = axes.splice(from, length);
  axes.splice(to, 0, ...block);
  return axes;
}

export const indexingRules: Rules<typeof indexing> = {
  gather: ({ inputs: [x, indices], attributes: { axis } }, [g]) => {
    // With the looked-up axis in front, each index names a row to add to.
    const [rank, depth] = [x.shape.length, indices.shape.length];
    const rows = transpose(g, moved(g.shape.length, axis, depth, 0));
    const front = [x.shape[axis], ...x.shape.toSpliced(axis, 1)];
    const tuples = unsqueeze(cast(indices, 'int64'), [-1]);
    const table = scatterND(zeros(front), tuples, rows, { add: true });
    return [axis === 0 ? table : transpose(table, moved(rank, 0, 1, axis)), undefined];
  },
  gatherElements: ({ inputs: [x, indices], attributes: { axis } }, [g]) => [
    scatterElements(zeros(x.shape), indices, g, { axis, add: true }),
    undefined,
  ],
  gatherND: ({ inputs: [x, indices] }, [g]) => [
    scatterND(zeros(x.shape), indices, g, { add: true }),
    undefined,
  ],
  scatterElements: ({ inputs: [, indices, updates], attributes: { axis, add } }, [g]) => [
    add ? g : scatterElements(g, indices, zeros(updates.shape), { axis }),
    undefined,
    gatherElements(g, indices, axis),
  ],
  scatterND: ({ inputs: [, indices, updates], attributes: { add } }, [g]) => [
    add ? g : scatterND(g, indices, zeros(updates.shape)),
    undefined,
    reshape(gatherND(g, indices), updates.shape),
  ],
};
