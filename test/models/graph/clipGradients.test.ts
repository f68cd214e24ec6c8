// Gradients and training against PyTorch: CLIP's towers and OpenAI's loss on the fixtures.
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { expect, test, type TestContext } from 'vitest';
import { buildImageTower, buildTextTower, cosineLogits } from '../../../models/clip/towers.ts';
import * as g from '../../../models/graph/index.ts';
import { fixturePairs, openPair } from '../clip/fixturePairs.ts';
import { floats, integers } from '../clip/run.ts';

/** Mean cross-entropy of the diagonal, over rows and over columns: OpenAI's loss. */
function contrastiveLoss(logits: g.Value): g.Value {
  const [n] = logits.shape as readonly number[];
  const diagonal = g.oneHot(
    g.constant(
      BigInt64Array.from({ length: n }, (_, i) => BigInt(i)),
      [n],
    ),
    n,
  );
  const both = g.add(g.logSoftmax(logits, 0), g.logSoftmax(logits, 1));
  return g.mul(g.reduceSum(g.mul(both, diagonal), [0, 1], false), -1 / (2 * n));
}

/** A training step on a fixture: loss and gradients of all that it expects gradients of. */
async function openStep(name: string, context: TestContext) {
  const { config, weights, expected, image: imageShape, tokens: tokensShape } = openPair(name, context);
  const features = buildImageTower(config, g.input('image', 'float32', imageShape));
  const texts = buildTextTower(config, g.input('tokens', 'int64', tokensShape));
  const loss = contrastiveLoss(cosineLogits(features, texts));
  const known = g.parametersOf([loss]);
  const trained = [...expected.shapes.keys()].flatMap((key) => {
    const parameter = /^grad\.(.*)$/.exec(key)?.[1];
    return parameter !== undefined && known.has(parameter) ? [parameter] : [];
  });
  const gradients = Object.entries(g.parameterGradients(loss, trained));
  const outputs = { loss, ...Object.fromEntries(gradients.map(([key, value]) => [`grad.${key}`, value])) };
  const parameters: g.FillParameter = (key) => (trained.includes(key) ? 'input' : weights.read(key));
  const session = await InferenceSession.create(g.encodeModel({ outputs, parameters }), {
    graphOptimizationLevel: 'extended',
    logSeverityLevel: 3,
  });
  const values = new Map(trained.map((key) => [key, weights.read(key).slice()]));
  const feeds: Record<string, Tensor> = {
    image: floats(expected.read('image'), imageShape),
    tokens: integers(expected.read('tokens'), tokensShape),
    ...Object.fromEntries([...values].map(([key, data]) => [key, floats(data, known.get(key) ?? [])])),
  };
  const run = async () => {
    const results = await session.run(feeds);
    const read = (key: string) => results[key].data as Float32Array;
    return {
      loss: read('loss')[0],
      gradients: new Map(trained.map((key) => [key, read(`grad.${key}`)])),
    };
  };
  return { expected, values, trained, run };
}

/** The gradients of key biases are zero but for rounding: they shift all scores of a softmax alike. */
const withoutKeyBias = (name: string, data: Float32Array) =>
  name.endsWith('attn.in_proj_bias')
    ? data.map((x, i) => (i >= data.length / 3 && i < (2 * data.length) / 3 ? 0 : x))
    : data;

test.for(fixturePairs)('%s: every gradient is PyTorch’s', async (name, context) => {
  const { expected, trained, run } = await openStep(name, context);
  const { loss, gradients } = await run();
  const expectedLoss = expected.read('loss')[0];
  expect(Math.abs(loss - expectedLoss) / expectedLoss).toBeLessThan(1e-5);
  // All that PyTorch has, but the one parameter that influences nothing and that the towers leave out.
  const left = [...expected.shapes.keys()].filter(
    (key) => key.startsWith('grad.') && !trained.includes(key.slice(5)),
  );
  expect(left.filter((key) => key !== 'grad.visual.attnpool.k_proj.bias')).toEqual([]);
  for (const key of trained) {
    const wanted = withoutKeyBias(key, expected.read(`grad.${key}`));
    const found = withoutKeyBias(key, gradients.get(key) as Float32Array);
    const largest = wanted.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    const error = wanted.reduce((max, x, i) => Math.max(max, Math.abs(x - found[i])), 0);
    expect(error / largest, key).toBeLessThan(1e-4);
  }
});

test.for(fixturePairs)('%s: eight steps of AdamW give PyTorch’s losses', async (name, context) => {
  const { expected, values, trained, run } = await openStep(name, context);
  const settings = { learningRate: 1e-5, ...g.clipAdamW };
  let state = g.initAdamW(values);
  for (const wanted of expected.read('adamw_loss_trajectory')) {
    const { loss, gradients } = await run();
    expect(Math.abs(loss - wanted) / wanted).toBeLessThan(1e-3);
    state = g.updateAdamW(values, gradients, state, [{ names: trained, ...settings }]);
  }
});
