// WiSE-FT (Wortsman et al., arXiv 2109.01903): the mean of a model before and after finetuning is often better than
// either, and forgets less.
import type { Tensors } from '../../graph/index.ts';

/**
 * New tensors, each `(1 - share) * start + share * tuned`.
 *
 * @param share 0 for the model before finetuning, 1 for the one after; the paper's choice without a validation set is 0.5
 * @throws Error where a tuned parameter has no start of its size
 */
export function averageWeights(start: Tensors, tuned: Tensors, share: number): Map<string, Float32Array> {
  return new Map(
    [...tuned].map(([name, after]) => {
      const before = start.get(name);
      if (before?.length !== after.length) throw new Error(`${name} has no start of its size`);
      return [name, after.map((value, at) => before[at] + share * (value - before[at]))];
    }),
  );
}
