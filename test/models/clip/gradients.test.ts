// Loss, gradients and AdamW of a whole training step against PyTorch's, on every pair of parity fixtures.
import { expect, test } from 'vitest';
import { InferenceSession } from '../../../main/engine/onnxRuntime.ts';
import { buildFullStep } from '../../../models/clip/finetune/full.ts';
import { encodeStep, gradientOf, INPUTS, LOSS, parameterNames } from '../../../models/clip/finetune/step.ts';
import { clipAdamW, initAdamW, updateAdamW } from '../../../models/graph/index.ts';
import { channelBlock } from '../graph/support/run.ts';
import { fixturePairs, openPair } from './support/fixturePairs.ts';
import { floats, integers, relativeError } from './support/run.ts';

/** Its true gradient is zero: what PyTorch found is rounding, and the graph leaves it out. */
const KEY_BIAS = 'visual.attnpool.k_proj.bias';

/** The rows of the gradient that are not of a key's bias, for the same reason. */
const withoutKeyBias = (name: string, gradient: Float32Array): Float32Array => {
  if (!name.endsWith('in_proj_bias')) return gradient;
  const width = gradient.length / 3;
  return Float32Array.from([...gradient.subarray(0, width), ...gradient.subarray(2 * width)]);
};

const block = await channelBlock();
/** Both forms of the step: plain, as on CUDA, and with blocked channels, as on a CPU. */
const forms = fixturePairs.flatMap((name) => [
  { name, layout: 'plain', channels: null },
  ...(block > 1 ? [{ name, layout: `blocks of ${block}`, channels: block }] : []),
]);

const title = '$name, $layout: loss, every gradient and eight steps are PyTorch’s';
test.for(forms)(title, async ({ name, layout, channels }, context) => {
  const { config, weights, expected, image, tokens } = openPair(name, context);
  const [rows] = image;

  const step = buildFullStep({ config, rows, classes: tokens[0], length: tokens[1] });
  const isTrained = (parameter: string): boolean => expected.shapes.has(`grad.${parameter}`);
  const trainable = parameterNames(step.loss).filter(isTrained);
  const named = [...expected.shapes.keys()].flatMap((key) => /^grad\.(.*)/.exec(key)?.[1] ?? []);
  expect(named.filter((parameter) => !trainable.includes(parameter) && parameter !== KEY_BIAS)).toEqual([]);

  const model = encodeStep({ ...step, trainable }, (parameter) => weights.read(parameter), channels);
  const session = await InferenceSession.create(model, {
    graphOptimizationLevel: 'extended',
    logSeverityLevel: 3,
  });
  const trained = new Map(trainable.map((parameter) => [parameter, weights.read(parameter).slice()]));
  const batch = {
    [INPUTS.images]: floats(expected.read('image'), image),
    [INPUTS.tokens]: integers(expected.read('tokens'), tokens),
    [INPUTS.labels]: integers([...Array(rows).keys()], [rows]),
    [INPUTS.weights]: floats(new Float32Array(rows).fill(1), [rows]),
  };
  const run = async (): Promise<{ loss: number; gradients: Map<string, Float32Array> }> => {
    const parameters = [...trained].map(
      ([parameter, data]) => [parameter, floats(data, weights.shapes.get(parameter) ?? [])] as const,
    );
    const results = await session.run({ ...batch, ...Object.fromEntries(parameters) });
    const read = (output: string): Float32Array => results[output].data as Float32Array;
    return {
      loss: read(LOSS)[0],
      gradients: new Map(trainable.map((parameter) => [parameter, read(gradientOf(parameter))])),
    };
  };

  const first = await run();
  const lossError = relativeError([first.loss], expected.read('loss'));
  expect(lossError).toBeLessThan(1e-5);
  let worst = { parameter: '', error: 0 };
  for (const parameter of trainable) {
    const [actual, theirs] = [first.gradients.get(parameter)!, expected.read(`grad.${parameter}`)];
    const error = relativeError(withoutKeyBias(parameter, actual), withoutKeyBias(parameter, theirs));
    expect(error, parameter).toBeLessThan(1e-4);
    if (error > worst.error) worst = { parameter, error };
  }

  const trajectory: number[] = [];
  let state = initAdamW(trained);
  while (trajectory.length < expected.read('adamw_loss_trajectory').length) {
    const { loss, gradients } = await run();
    trajectory.push(loss);
    state = updateAdamW(trained, gradients, state, [{ ...clipAdamW, learningRate: 1e-5, names: trainable }]);
  }
  await session.release();
  const apart = Array.from(expected.read('adamw_loss_trajectory'), (loss, at) =>
    relativeError([trajectory[at]], [loss]),
  );
  apart.forEach((error, at) => {
    expect(error, `step ${at}`).toBeLessThan(1e-3);
  });
  console.log(
    `${name}, ${layout}, against PyTorch, relative, the worst: loss ${lossError.toExponential(1)};` +
      ` of ${trainable.length} gradients ${worst.error.toExponential(1)} (${worst.parameter});` +
      ` of ${apart.length} AdamW steps' losses ${Math.max(...apart).toExponential(1)}`,
  );
});
