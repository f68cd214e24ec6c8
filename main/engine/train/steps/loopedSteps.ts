// Several steps a run, AdamW among them, as a loop inside the graph: weights and moments cross to the device and back
// once for all of them. ONNX Runtime's binding hands tensors over in the computer's own memory only.
import { success, type Result } from '../../../../models/failure.ts';
import { encodeModel, loopNames, trainingLoop, type Moments } from '../../../../models/graph/index.ts';
import { Tensor } from '../../onnxRuntime.ts';
import { batchInputs, drawFeeds } from './feeds.ts';
import { currentWeights, known, parameterFeeds } from '../parameters.ts';
import type { TrainingState } from '../state.ts';
import { openStepSession, type Steps, type StepsPlan } from './stepSession.ts';

/**
 * Steps in one run. With RN50 on an H100 what crosses takes as long as eight steps; and nothing can be cancelled within a
 * run, so that it should be over while a person waits.
 */
const MOST = 20;

export async function openLoopedSteps(plan: StepsPlan, most = MOST): Promise<Result<Steps>> {
  const { context, phase, state, step } = plan;
  const { weights } = context;
  const { trainable, loss } = step;
  const { recipe } = phase;
  const outputs = trainingLoop({
    loss,
    trainable,
    steps: most,
    batch: batchInputs(phase),
    options: () => recipe,
    clipNorm: recipe.clipNorm,
  });
  const frozen = currentWeights(weights, state);
  const bytes = encodeModel({
    outputs,
    parameters: (parameter, shape) => (trainable.includes(parameter) ? 'input' : frozen(parameter, shape)),
  });
  const opened = await openStepSession(plan, bytes);
  if (!opened.ok) return opened;
  const session = opened.value;
  return success({
    most,
    async take(at, learningRates) {
      const steps = learningRates.length;
      const batches = await drawFeeds(plan, at, steps, most);
      if (!batches.ok) return batches;
      const feeds = parameterFeeds(trainable, state, weights);
      for (const parameter of trainable) {
        const { dims } = feeds[parameter];
        const { first, second } = momentsOf(state, parameter);
        feeds[loopNames.first(parameter)] = new Tensor('float32', first, dims);
        feeds[loopNames.second(parameter)] = new Tensor('float32', second, dims);
      }
      for (const [input, { type, data, shape }] of batches.value)
        feeds[input] = new Tensor(type, data, [most, ...shape]);
      const rates = new Float32Array(most);
      rates.set(learningRates);
      feeds[loopNames.learningRates] = new Tensor('float32', rates, [most]);
      feeds[loopNames.updates] = new Tensor('float32', Float32Array.of(state.optimiser.step), []);
      feeds[loopNames.steps] = new Tensor('int64', BigInt64Array.of(BigInt(steps)), []);

      const results = await session.run(feeds);
      if (!results.ok) return results;
      const floats = (output: string) => results.value[output].data as Float32Array;
      const losses = floats(loopNames.losses);
      if (![...losses, ...floats(loopNames.norms)].every(Number.isFinite)) return success(null);
      const moments = new Map<string, Moments>();
      for (const parameter of trainable) {
        known(state, parameter).set(floats(loopNames.after(parameter)));
        moments.set(parameter, {
          first: floats(loopNames.after(loopNames.first(parameter))),
          second: floats(loopNames.after(loopNames.second(parameter))),
        });
      }
      state.optimiser = { step: state.optimiser.step + steps, moments };
      return success([...losses]);
    },
    close: () => session.close(),
  });
}

function momentsOf({ optimiser }: TrainingState, parameter: string): Moments {
  const moments = optimiser.moments.get(parameter);
  if (moments === undefined) throw new Error(`${parameter} has no moments`);
  return moments;
}
