// Repetition inside the graph.
import { dependents } from '../order.ts';
import { formatShape, sameShape, type Dim } from '../shape.ts';
import { bound, scalar, type Value } from '../value.ts';
import { applyAll, demand, type Body, type OpSpec } from './spec.ts';

interface LoopAttributes extends Body {
  /** The number of turns, or a symbol for one that is known when the graph runs. */
  readonly turns: Dim;
  /** How many of the results are state; the others are kept of every turn. */
  readonly states: number;
}

/** Inputs: the number of turns, the state before the first one, then what the body takes from outside. */
export const control = {
  loop: {
    infer([count, ...inputs], { formals, results, turns, states }) {
      demand(
        typeof turns === 'string' || (Number.isInteger(turns) && turns > 0),
        `${turns} is not a trip count`,
      );
      demand(count.dtype === 'int64' && count.shape.length === 0, `turns are counted by one int64`);
      const [, ...before] = formals;
      before.forEach(({ dtype, shape }, i) => {
        const after = results[i];
        demand(
          after.dtype === dtype && sameShape(after.shape, shape),
          `state ${i} begins as ${dtype} ${formatShape(shape)} and becomes ${after.dtype} ${formatShape(after.shape)}`,
        );
      });
      const kept = results.slice(states).map(({ dtype, shape }) => ({ dtype, shape: [turns, ...shape] }));
      return [...inputs.slice(0, states), ...kept];
    },
    lower({ inputs: [count, ...inputs], attributes: { formals, results, states } }) {
      const [turn, ...before] = formals;
      // ONNX also hands on whether to go on, which is always so.
      const goOn = bound('condition', { dtype: 'bool', shape: [] });
      return {
        type: 'Loop',
        inputs: [count, scalar(1, 'bool'), ...inputs.slice(0, states)],
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
 * @param turns a number of one or more, or a value (int64 `[]`) that says it when the graph runs
 * @param body gets the number of the turn, from 0 (int64 `[]`), and the state before it
 * @returns the state after the last turn, and what was kept, `[turns, ...]` each
 */
export function loop(
  turns: number | Value,
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
  const [count, length] = typeof turns === 'number' ? [scalar(turns, 'int64'), turns] : [turns, 'turns'];
  const attributes = { turns: length, states: state.length, formals, results };
  const outputs = applyAll(control, 'loop', [count, ...state, ...captured], attributes);
  return { state: outputs.slice(0, state.length), kept: outputs.slice(state.length) };
}
