// How many held-out faces the model names right as it is.
import { INPUTS } from '../../../models/clip/finetune/step.ts';
import { success, type Result } from '../../../models/failure.ts';
import { encodeModel, parametersOf } from '../../../models/graph/index.ts';
import type { ScoreContext } from './context.ts';
import { Tensor, type InferenceSession } from '../onnxRuntime.ts';
import { currentWeights, parameterFeeds } from './parameters.ts';
import type { Phase } from './phases.ts';
import type { TrainingState } from './state.ts';

export interface Score {
  /** Null where no face is held out. */
  measure(): Promise<Result<number | null>>;
  close(): Promise<void>;
}

const ROWS = 32;
const SCORES = 'scores';

export function openScore(context: ScoreContext, phase: Phase, state: TrainingState): Score {
  const { sessions, name, folder, weights, subject, features, heldOut, signal, stride } = context;
  const rows = Math.min(ROWS, heldOut.length);
  let open: { session: InferenceSession; inputs: readonly string[] } | null = null;

  const openSession = async (): Promise<Result<NonNullable<typeof open>>> => {
    const scores = phase.score(rows);
    const inputs = [...parametersOf([scores]).keys()].filter((parameter) => state.weights.has(parameter));
    const fill = currentWeights(weights, state);
    const bytes = encodeModel({
      outputs: { [SCORES]: scores },
      parameters: (parameter, shape) => (inputs.includes(parameter) ? 'input' : fill(parameter, shape)),
    });
    const session = await sessions.open(name, { bytes, folder }, { graphOptimizationLevel: 'extended' });
    return session.ok ? success({ session: session.value, inputs }) : session;
  };

  return {
    async measure() {
      if (heldOut.length === 0) return success(null);
      if (open === null) {
        const opened = await openSession();
        if (!opened.ok) return opened;
        open = opened.value;
      }
      const size = phase.face.reduce((product, side) => product * side, 1);
      let right = 0;
      for (let from = 0; from < heldOut.length; from += rows) {
        const part = heldOut.slice(from, from + rows);
        const images = new Float32Array(rows * size);
        for (const [row, face] of part.entries()) {
          await stride.rest(signal);
          signal.throwIfAborted();
          const feature = await features.heldOut(face, from + row);
          if (!feature.ok) return feature;
          images.set(feature.value, row * size);
        }
        const feeds = {
          [INPUTS.images]: new Tensor('float32', images, [rows, ...phase.face]),
          ...(phase.prompts && {
            [INPUTS.tokens]: new Tensor('int64', subject.tokens, [subject.people, subject.length]),
          }),
          ...parameterFeeds(open.inputs, state, weights),
        };
        const scores = (await open.session.run(feeds))[SCORES].data as Float32Array;
        part.forEach(({ person }, row) => {
          const mine = scores.subarray(row * subject.people, (row + 1) * subject.people);
          if (mine.indexOf(Math.max(...mine)) === person) right++;
        });
      }
      return success(right / heldOut.length);
    },
    async close() {
      if (open !== null) await sessions.release(open.session);
    },
  };
}
