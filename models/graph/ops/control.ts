// Repetition inside the graph.
import { dependents } from '../order.ts';
import { formatShape, sameShape } from '../shape.ts';
import { bound, scalar, type Value } from '../value.ts';
import { applyAll, demand, type Body, type OpSpec } from './spec.ts';

interface LoopAttributes extends Body {
  readonly steps: number;
  /** How many of the results are state; the others are kept of every turn. */
  readonly states: number;
}

/** Inputs: the state before the first turn, then what the body takes from outside. */
export const control = {
  loop: {
    infer(inputs, { formals, results, steps, states }) {
      demand(Number.isInteger(steps) && steps > 0, `${steps} is no number of turns`);
      const [, ...before] = formals;
      before.forEach(({ dtype, shape }, i) => {
        const after = results[i];
        demand(
          after.dtype === dtype && sameShape(after.shape, shape),
          `state ${i} begins as ${dtype} ${formatShape(shape)} and becomes ${after.dtype} ${formatShape(after.shape)}`,
        );
      });
      const kept = results.slice(states).map(({ dtype, shape }) => ({ dtype, shape: [steps, ...shape] }));
      return [...inputs.slice(0, states), ...kept];
    },
    lower({ inputs, attributes: { formals, results, steps, states } }) {
      const [turn, ...before] = formals;
      // ONNX also hands on whether to go on, which is always so.
      const goOn = bound('condition', { dtype: 'bool', shape: [] });
      return {
        type: 'Loop',
        inputs: [scalar(steps, 'int64'), scalar(1, 'bool'), ...inputs.slice(0, states)],
        attributes: { body: { body: { formals: [turn, goOn, ...before], results: [goOn, ...results] } } },
        allOutputs: true,
      };
    },
  } satisfies OpSpec<LoopAttributes>,
};

/** What a turn of a loop makes. */
export interface Turn {
  /** The state after the turn, of the same types as before it. */
  readonly state: readonly Value[];
  /** Values of each turn that are kept. */
  readonly kept?: readonly Value[];
}

/**
 * Runs `body` so many times, handing the state from turn to turn. What does not depend on the turn or the state is
 * computed once, before.
 *
 * @param body gets the number of the turn, from 0 (int64 `[]`), and the state before it
 * @returns the state after the last turn, and what was kept, `[steps, ...]` each
 */
export function loop(
  steps: number,
  state: readonly Value[],
  body: (turn: Value, state: readonly Value[]) => Turn,
): { readonly state: readonly Value[]; readonly kept: readonly Value[] } {
  const turn = bound('turn', { dtype: 'int64', shape: [] });
  const formals = [turn, ...state.map((value, i) => bound(`state_${i}`, value))];
  const { state: after, kept = [] } = body(turn, formals.slice(1));
  if (after.length !== state.length)
    throw new Error(`loop: the state begins as ${state.length} values and becomes ${after.length}`);
  const results = [...after, ...kept];
  const { captured } = dependents(results, formals);
  const attributes = { steps, states: state.length, formals, results };
  const outputs = applyAll(control, 'loop', [...state, ...captured], attributes);
  return { state: outputs.slice(0, state.length), kept: outputs.slice(state.length) };
}
