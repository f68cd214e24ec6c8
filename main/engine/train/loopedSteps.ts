// Several steps a run, AdamW among them, as a loop inside the graph: weights and moments cross to the device and back
// once for all of them. ONNX Runtime's binding hands tensors over in the computer's own memory only.
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { success, type Result } from '../../../models/failure.ts';
import { encodeModel, loopNames, trainingLoop } from '../../../models/graph/index.ts';
import { runningFailure } from '../sessions.ts';
import { drawFeeds } from './feeds.ts';
import { currentWeights, known, parameterFeeds } from './parameters.ts';
import { stepOptions, type Steps, type StepsPlan } from './steps.ts';

/**
 * Steps in one run. With RN50 on an H100 what crosses takes as long as eight steps; and nothing can be cancelled within a
 * run, so that it should be over while a person waits.
 */
const MOST = 20;

export async function openLoopedSteps(plan: StepsPlan, most = MOST): Promise<Result<Steps>> {
  const { context, phase, state, step } = plan;
  const { sessions, name, folder, weights } = context;
  const { trainable, loss } = step;
  const first = await drawFeeds(plan, 0, 1);
  if (!first.ok) return first;
  const { recipe } = phase;
  const outputs = trainingLoop({
    loss,
    trainable,
    steps: most,
    batch: [...first.value.keys()],
    options: () => recipe,
    clipNorm: recipe.clipNorm,
  });
  const frozen = currentWeights(weights, state);
  const bytes = encodeModel({
    outputs,
    parameters: (parameter, shape) => (trainable.includes(parameter) ? 'input' : frozen(parameter, shape)),
  });
  const opened = await sessions.open(name, { bytes, folder }, stepOptions);
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
        const { first, second } = state.optimiser.moments.get(parameter) ?? none(parameter);
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

      let results: InferenceSession.OnnxValueMapType;
      try {
        results = await session.run(feeds);
      } catch (error) {
        const failure = runningFailure(error, name);
        if (failure === null) throw error;
        return failure;
      }
      const floats = (output: string) => results[output].data as Float32Array;
      const losses = floats(loopNames.losses);
      if (![...losses, ...floats(loopNames.norms)].every(Number.isFinite)) return success(null);
      for (const parameter of trainable) known(state, parameter).set(floats(loopNames.after(parameter)));
      const moments = trainable.map(
        (parameter) =>
          [
            parameter,
            {
              first: floats(loopNames.after(loopNames.first(parameter))),
              second: floats(loopNames.after(loopNames.second(parameter))),
            },
          ] as const,
      );
      state.optimiser = { step: state.optimiser.step + steps, moments: new Map(moments) };
      return success([...losses]);
    },
    close: () => sessions.release(session),
  });
}

function none(parameter: string): never {
  throw new Error(`${parameter} has no moments`);
}
