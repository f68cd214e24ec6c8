// Repetition inside the graph.
import { dependents } from '../order.ts';
import { formatShape, sameShape, type Dim } from '../shape.ts';
import { bodyInput, scalar, type Value } from '../value.ts';
import { applyAll, demand, type Body, type OpSpec } from './spec.ts';

interface LoopAttributes extends Body {
  /** The trip count, or a symbol for one that is known when the graph runs. */
  readonly tripCount: Dim;
  /** How many of the results are carried values; the others are scan outputs. */
  readonly carried: number;
}

/** Inputs: the trip count, the carried values before the first iteration, then what the body takes from outside. */
export const control = {
  loop: {
    infer([count, ...inputs], { bodyInputs, results, tripCount, carried }) {
      demand(
        typeof tripCount === 'string' || (Number.isInteger(tripCount) && tripCount > 0),
        `${tripCount} is not a trip count`,
      );
      demand(count.dtype === 'int64' && count.shape.length === 0, `tripCount are counted by one int64`);
      const [, ...before] = bodyInputs;
      before.forEach(({ dtype, shape }, i) => {
        const after = results[i];
        demand(
          after.dtype === dtype && sameShape(after.shape, shape),
          `state ${i} begins as ${dtype} ${formatShape(shape)} and becomes ${after.dtype} ${formatShape(after.shape)}`,
        );
      });
      const scanned = results
        .slice(carried)
        .map(({ dtype, shape }) => ({ dtype, shape: [tripCount, ...shape] }));
      return [...inputs.slice(0, carried), ...scanned];
    },
    lower({ inputs: [count, ...inputs], attributes: { bodyInputs, results, carried } }) {
      const [iteration, ...before] = bodyInputs;
      // ONNX also hands on whether to go on, which is always so.
      const goOn = bodyInput('condition', { dtype: 'bool', shape: [] });
      return {
        type: 'Loop',
        inputs: [count, scalar(1, 'bool'), ...inputs.slice(0, carried)],
        attributes: {
          body: { body: { bodyInputs: [iteration, goOn, ...before], results: [goOn, ...results] } },
        },
        allOutputs: true,
      };
    },
  } satisfies OpSpec<LoopAttributes>,
};

/** What one iteration of a loop makes. */
export interface Iteration {
  /** The state after the iteration, of the same types as before it. */
  readonly state: readonly Value[];
  /** Values of each iteration that are scan outputs. */
  readonly scanned?: readonly Value[];
}

/**
 * Runs `body` so many times, handing the state from iteration to iteration. What depends on neither is
 * computed once, before.
 *
 * @param tripCount a number of one or more, or a value (int64 `[]`) that says it when the graph runs
 * @param body gets the number of the iteration, from 0 (int64 `[]`), and the state before it
 * @returns the state after the last iteration, and the scan outputs, `[tripCount, ...]` each
 */
export function loop(
  tripCount: number | Value,
  state: readonly Value[],
  body: (iteration: Value, state: readonly Value[]) => Iteration,
): { readonly state: readonly Value[]; readonly scanned: readonly Value[] } {
  const iteration = bodyInput('iteration', { dtype: 'int64', shape: [] });
  const bodyInputs = [iteration, ...state.map((value, i) => bodyInput(`state_${i}`, value))];
  const { state: after, scanned = [] } = body(iteration, bodyInputs.slice(1));
  if (after.length !== state.length)
    throw new Error(`loop: the state begins as ${state.length} values and becomes ${after.length}`);
  const results = [...after, ...scanned];
  const { captured } = dependents(results, bodyInputs);
  const [count, length] =
    typeof tripCount === 'number' ? [scalar(tripCount, 'int64'), tripCount] : [tripCount, 'trips'];
  const attributes = { tripCount: length, carried: state.length, bodyInputs, results };
  const outputs = applyAll(control, 'loop', [count, ...state, ...captured], attributes);
  return { state: outputs.slice(0, state.length), scanned: outputs.slice(state.length) };
}
