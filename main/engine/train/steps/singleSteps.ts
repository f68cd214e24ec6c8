// One step a run: gradients come out, and AdamW updates the very arrays that are fed. The fastest way on a CPU, where
// nothing is copied between the graph and them.
import { encodeStep, gradientOf, LOSS, NORM } from '../../../../models/clip/finetune/step.ts';
import type { Sessions } from '../../networks/sessions.ts';
import { success, type Result } from '../../../../models/failure.ts';
import { clipScale, updateAdamW, blockOf, blockProbe, encodeModel } from '../../../../models/graph/index.ts';
import { Tensor } from '../../onnxRuntime.ts';
import { drawFeeds } from './feeds.ts';
import { currentWeights, parameterFeeds } from '../parameters.ts';
import { openStepSession, type Steps, type StepsPlan } from './stepSession.ts';

export async function openSingleSteps(plan: StepsPlan): Promise<Result<Steps>> {
  const { context, phase, state, step } = plan;
  const { weights } = context;
  const { trainable } = step;
  const block = await channelBlock(context.sessions);
  const opened = await openStepSession(plan, encodeStep(step, currentWeights(weights, state), block));
  if (!opened.ok) return opened;
  const session = opened.value;
  return success({
    most: 1,
    async take(at, [learningRate]) {
      const batch = await drawFeeds(plan, at, 1);
      if (!batch.ok) return batch;
      const feeds = parameterFeeds(trainable, state, weights);
      for (const [input, { type, data, shape }] of batch.value) feeds[input] = new Tensor(type, data, shape);
      const results = await session.run(feeds);
      if (!results.ok) return results;
      const floats = (output: string) => results.value[output].data as Float32Array;
      const [[loss], [norm]] = [floats(LOSS), floats(NORM)];
      if (!Number.isFinite(loss) || !Number.isFinite(norm)) return success(null);
      const gradients = new Map(trainable.map((parameter) => [parameter, floats(gradientOf(parameter))]));
      const { recipe } = phase;
      const group = { ...recipe, learningRate, names: trainable };
      const scale = clipScale(norm, recipe.clipNorm);
      state.optimiser = updateAdamW(state.weights, gradients, state.optimiser, [group], scale);
      return success([loss]);
    },
    close: () => session.close(),
  });
}

/** Null where the runtime has no blocked layout for this processor; then convolutions are computed as they are. */
export async function channelBlock(sessions: Sessions): Promise<number | null> {
  const { x, shape, y } = blockProbe;
  const network = { bytes: encodeModel({ outputs: { y } }), folder: '.' };
  const opened = await sessions.open('the probe of blocked layouts', network);
  if (!opened.ok) return null;
  const results = await opened.value.run({ x: new Tensor('float32', x, shape) });
  await sessions.release(opened.value);
  const block = blockOf(results['y'].data as Float32Array);
  return block > 1 ? block : null;
}
