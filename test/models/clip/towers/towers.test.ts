import { expect, test } from 'vitest';
import type { ClipConfig, TextTowerConfig } from '../../../../models/clip/config.ts';
import { seededWeights } from '../../../../models/clip/seededWeights.ts';
import { buildClip, buildTextTower } from '../../../../models/clip/towers/towers.ts';
import { input } from '../../../../models/graph/index.ts';
import { seededRandom } from '../../../../models/random.ts';
import { fixturePairs, openPair } from '../support/fixturePairs.ts';
import { imageFeatures, textFeatures, type Tensor } from '../support/reference.ts';
import { floats, integers, relativeError, run } from '../support/run.ts';

test.for(fixturePairs)('%s: features and logits are PyTorch’s', async (name, context) => {
  const { config, weights, expected, image, tokens } = openPair(name, context);
  const clip = buildClip(config, tokens[1]);
  const outputs = {
    image_features: clip.imageFeatures,
    text_features: clip.textFeatures,
    logits_per_image: clip.logitsPerImage,
  };
  const actual = await run(
    { outputs, parameters: (parameter) => weights.read(parameter) },
    { image: floats(expected.read('image'), image), tokens: integers(expected.read('tokens'), tokens) },
  );
  for (const key of Object.keys(outputs)) {
    expect(relativeError(actual[key], expected.read(key)), key).toBeLessThan(1e-4);
  }
});

const text: TextTowerConfig = {
  width: 128,
  heads: 2,
  layers: 2,
  activation: 'quick-gelu',
  contextLength: 20,
  vocabularySize: 50,
};
const tiny: Record<string, ClipConfig> = {
  'a ResNet': {
    dimensions: 24,
    image: { type: 'modified-resnet', resolution: 64, width: 4, layers: [1, 2, 1, 1], heads: 2 },
    text,
  },
  'a vision transformer': {
    dimensions: 24,
    image: {
      type: 'vision-transformer',
      resolution: 48,
      patchSize: 16,
      width: 64,
      heads: 2,
      layers: 3,
      activation: 'quick-gelu',
    },
    text: { ...text, layers: 1 },
  },
  'a vision transformer of OpenCLIP’s, with the exact GELU': {
    dimensions: 24,
    image: {
      type: 'vision-transformer',
      resolution: 48,
      patchSize: 16,
      width: 64,
      heads: 2,
      layers: 3,
      activation: 'gelu',
    },
    text: { ...text, activation: 'gelu' },
  },
};

/** Seeded weights, but no zero and no one: every parameter has a say. */
function lively(config: ClipConfig, seed: number): Map<string, Tensor> {
  const weights = seededWeights(config, seed);
  for (const [name, { data }] of weights) {
    const random = seededRandom(seed, `more of ${name}`);
    if (name === 'logit_scale') continue;
    const positive = /running_var|bn\d\.weight|ln_\w+\.weight|downsample\.1\.weight/.test(name);
    for (let at = 0; at < data.length; at++) {
      data[at] = positive ? 0.5 + random.uniform() : data[at] + 0.05 * random.normal();
    }
  }
  return weights;
}

test.for(Object.keys(tiny))('%s and its texts are what plain loops compute', async (name) => {
  const config = tiny[name];
  const weights = lively(config, 11);
  const random = seededRandom(12);
  const side = config.image.resolution;
  const image = new Float32Array(2 * 3 * side * side).map(() => random.normal());
  const texts = [
    [48, 7, 3, 49, 0, 0, 0],
    [48, 1, 2, 3, 4, 5, 49],
    [48, 49, 9, 9, 9, 9, 9],
  ];
  const clip = buildClip(config, 7);
  const actual = await run(
    {
      outputs: { images: clip.imageFeatures, texts: clip.textFeatures },
      parameters: (parameter) => weights.get(parameter)!.data,
    },
    { image: floats(image, [2, 3, side, side]), tokens: integers(texts.flat(), [3, 7]) },
  );
  const half = image.length / 2;
  const images = [image.subarray(0, half), image.subarray(half)];
  expect(
    relativeError(
      actual.images,
      images.flatMap((pixels) => imageFeatures(config, weights, pixels)),
    ),
  ).toBeLessThan(1e-5);
  expect(
    relativeError(
      actual.texts,
      texts.flatMap((tokens) => textFeatures(config, weights, tokens)),
    ),
  ).toBeLessThan(1e-5);
});

test('prompts cut to the longest have the features of whole ones', async () => {
  const config = tiny['a ResNet'];
  const weights = lively(config, 5);
  const rows = [
    [48, 7, 3, 49],
    [48, 1, 49, 0],
  ];
  const features = async (length: number): Promise<Float32Array> => {
    const tokens = input('tokens', 'int64', ['N', length]);
    const padded = rows.flatMap((row) => [...row, ...new Array<number>(length - row.length).fill(0)]);
    const model = {
      outputs: { y: buildTextTower(config, tokens) },
      parameters: (name: string) => weights.get(name)!.data,
    };
    return (await run(model, { tokens: integers(padded, [2, length]) })).y;
  };
  expect(relativeError(await features(4), await features(20))).toBeLessThan(1e-6);
});
