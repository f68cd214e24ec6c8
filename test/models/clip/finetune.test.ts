import { expect, test } from 'vitest';
import { InferenceSession, type Tensor } from '../../../main/engine/onnxRuntime.ts';
import type { ClipConfig, TextTowerConfig } from '../../../models/clip/config.ts';
import { buildFullStep, fullDefaults } from '../../../models/clip/finetune/full.ts';
import { buildHeadStep, headDefaults, headRecipe, OFFSETS, OTHERS } from './support/headGraph.ts';
import { contrastiveLoss } from '../../../models/clip/finetune/losses.ts';
import {
  buildProjectorStep,
  projectionWeight,
  projectorDecay,
  projectorRecipe,
} from '../../../models/clip/finetune/projector.ts';
import {
  encodeStep,
  gradientOf,
  INPUTS,
  LOSS,
  NORM,
  type Recipe,
  type TrainingStep,
} from '../../../models/clip/finetune/step.ts';
import { buildTextStep, textRecipe } from '../../../models/clip/finetune/text.ts';
import { averageWeights } from '../../../models/clip/finetune/wise.ts';
import { promptFor } from '../../../models/clip/prompt.ts';
import { seededWeights } from '../../../models/clip/seededWeights.ts';
import { PROJECTION } from '../../../models/clip/towers/stage.ts';
import { byteTokenizer, tokenize } from '../../../models/clip/tokenizer.ts';
import { buildBefore, imageStages, shapeBefore } from '../../../models/clip/towers/towers.ts';
import { input } from '../../../models/graph/index.ts';
import { clipScale, initAdamW, updateAdamW, warmupCosine } from '../../../models/graph/index.ts';
import { pickRows } from '../../../models/identity/gallery.ts';
import { meanFaces } from '../../../models/identity/prototypes.ts';
import { refineMeans } from '../../../models/identity/training/refine.ts';
import { accumulate, normalise, rowOf, rowsOfVectors } from '../../../models/linear/vectors.ts';
import { seededRandom } from '../../../models/random.ts';
import { floats, integers, relativeError, run } from './support/run.ts';

const text: TextTowerConfig = {
  width: 64,
  heads: 1,
  layers: 2,
  activation: 'quick-gelu',
  contextLength: 77,
  vocabularySize: byteTokenizer.vocabularySize,
};
const configs: Record<string, ClipConfig> = {
  'a ResNet': {
    dimensions: 16,
    image: { type: 'modified-resnet', resolution: 64, width: 4, layers: [1, 1, 1, 1], heads: 2 },
    text,
  },
  'a vision transformer': {
    dimensions: 16,
    image: {
      type: 'vision-transformer',
      resolution: 32,
      patchSize: 16,
      width: 64,
      heads: 1,
      layers: 2,
      activation: 'quick-gelu',
    },
    text,
  },
  'dlib’s ResNet': { dimensions: 16, image: { type: 'dlib-resnet', resolution: 150 }, text },
};
const vit = configs['a vision transformer'];

type Feeds = Record<string, Tensor>;

/** Trains for a few steps as the recipe says, by the optimiser of the project, and tells the loss of each. */
async function train(
  step: TrainingStep,
  weights: ReadonlyMap<string, Float32Array>,
  shapes: ReadonlyMap<string, readonly number[]>,
  batch: Feeds,
  recipe: Recipe,
): Promise<{ losses: number[]; trained: Map<string, Float32Array> }> {
  const session = await InferenceSession.create(
    encodeStep(step, (name) => weights.get(name)!),
    { graphOptimizationLevel: 'extended', logSeverityLevel: 3 },
  );
  const trained = new Map(step.trainable.map((name) => [name, weights.get(name)!.slice()]));
  const losses: number[] = [];
  let state = initAdamW(trained);
  for (let at = 0; at < recipe.steps; at++) {
    const parameters = [...trained].map(([name, data]) => [name, floats(data, shapes.get(name)!)] as const);
    const results = await session.run({ ...batch, ...Object.fromEntries(parameters) });
    losses.push((results[LOSS].data as Float32Array)[0]);
    const gradients = new Map(
      step.trainable.map((name) => [name, results[gradientOf(name)].data as Float32Array]),
    );
    const learningRate = warmupCosine(at, { ...recipe, total: recipe.steps });
    const scale = clipScale((results[NORM].data as Float32Array)[0], recipe.clipNorm);
    const group = { ...recipe, learningRate, names: step.trainable };
    state = updateAdamW(trained, gradients, state, [group], scale);
  }
  await session.release();
  return { losses, trained };
}

const untrained = (config: ClipConfig, seed: number) => {
  const tensors = seededWeights(config, seed);
  // Statistics of training would keep the signal alive through a ResNet; so do larger scales.
  for (const [name, { data }] of tensors) if (/bn\d\.weight$/.test(name)) data.fill(2);
  return {
    weights: new Map([...tensors].map(([name, { data }]) => [name, data])),
    shapes: new Map([...tensors].map(([name, { shape }]) => [name, shape])),
  };
};

const noise = (count: number, seed: number): Float32Array => {
  const random = seededRandom(seed);
  return new Float32Array(count).map(() => random.normal());
};

/** Rows of noise about one centre a class. */
function clusters(
  classes: number,
  each: number,
  size: number,
  width = 0.5,
): { rows: Float32Array; labels: number[] } {
  const centres = noise(classes * size, 1);
  const spread = noise(classes * each * size, 2);
  const labels = Array.from({ length: classes * each }, (_, row) => row % classes);
  const rows = spread.map((value, at) => {
    const label = labels[Math.floor(at / size)];
    return centres[label * size + (at % size)] + width * value;
  });
  return { rows, labels };
}

const batchOf = (labels: readonly number[], weights = labels.map(() => 1)): Feeds => ({
  [INPUTS.labels]: integers(labels, [labels.length]),
  [INPUTS.weights]: floats(Float32Array.from(weights), [labels.length]),
});

function prompts(names: readonly string[]): { tokens: Tensor; length: number } {
  const batch = tokenize(byteTokenizer, names.map(promptFor), {
    contextLength: 77,
    overflow: 'fail',
    length: 'longest',
  });
  if (!batch.ok) throw new Error(batch.failure.message);
  const { ids, rows, length } = batch.value;
  return { tokens: integers(ids, [rows, length]), length };
}

const falls = (losses: readonly number[]): void => {
  expect(losses.every(Number.isFinite)).toBe(true);
  expect(losses.at(-1)! / losses[0]).toBeLessThan(0.8);
};

test('text: prompts learn to name frozen features', async () => {
  const { tokens, length } = prompts(['Ada', 'Grace Hopper', 'José']);
  const { weights, shapes } = untrained(vit, 1);
  const { rows, labels } = clusters(3, 4, vit.dimensions);
  const step = buildTextStep({ config: vit, rows: 12, classes: 3, length });
  expect(step.trainable.some((name) => name.startsWith('visual.') || name === 'logit_scale')).toBe(false);
  expect(step.trainable).not.toContain('token_embedding.weight');
  const batch = {
    ...batchOf(labels),
    [INPUTS.images]: floats(rows, [12, vit.dimensions]),
    [INPUTS.tokens]: tokens,
  };
  const { losses } = await train(step, weights, shapes, batch, { ...textRecipe(vit), peak: 1e-3, steps: 12 });
  falls(losses);
});

test('head: the graph ends where the plain arrays end', async () => {
  const [dimensions, people, each] = [8, 4, 5];
  const { rows, labels } = clusters(people, each, dimensions, 2);
  for (let row = 0; row < labels.length; row++) normalise(rowOf(rows, row, dimensions));
  const gallery = {
    embeddings: rows,
    dimensions,
    people: Int32Array.from(labels),
    count: people,
    weights: Float32Array.from(labels, (_, row) => 0.5 + row / 40),
  };
  const means = meanFaces(gallery, rows);
  const others = rowsOfVectors(
    labels.map((label, row) => {
      const rest = [...labels.keys()].filter((other) => other !== row && labels[other] === label);
      const own = pickRows(gallery, rest);
      return meanFaces({ ...own, people: new Int32Array(rest.length), count: 1 }, own.embeddings);
    }),
  );
  const { losses, trained } = await train(
    buildHeadStep({ dimensions, rows: labels.length, means, ...headDefaults }),
    new Map([[OFFSETS, new Float32Array(means.length)]]),
    new Map([[OFFSETS, [people, dimensions]]]),
    {
      ...batchOf(labels, [...gallery.weights]),
      [INPUTS.images]: floats(rows, [labels.length, dimensions]),
      [OTHERS]: floats(others, [labels.length, dimensions]),
    },
    headRecipe,
  );
  falls(losses);
  const sums = new Float64Array(means.length);
  labels.forEach((label, row) => {
    const sum = sums.subarray(label * dimensions, (label + 1) * dimensions);
    accumulate(sum, rowOf(rows, row, dimensions), gallery.weights[row]);
  });
  const refined = refineMeans(gallery, rows, sums, means, 0);
  const expected = means.map((value, at) => value + trained.get(OFFSETS)![at]);
  for (let person = 0; person < people; person++) normalise(rowOf(expected, person, dimensions));
  const moved = (from: Float32Array): Float32Array => from.map((value, at) => value - means[at]);
  expect(relativeError(moved(expected), moved(refined))).toBeLessThan(1e-3);
});

test.for(Object.keys(configs))(
  'projector of %s: only its weight is trained, and held by the decay',
  async (name) => {
    const config = configs[name];
    const { weights, shapes } = untrained(config, 2);
    const projection = projectionWeight(config);
    const [, channels] = shapeBefore(config, PROJECTION, 1) as number[];
    expect(projection.shape.toSorted((a, b) => a - b)).toEqual([16, channels]);
    const { rows, labels } = clusters(3, 4, channels);
    const start = weights.get(projection.name)!;
    const trainProjector = (decay: number) =>
      train(
        buildProjectorStep({ config, rows: 12, anchors: noise(3 * 16, 4), start, decay }),
        weights,
        shapes,
        { ...batchOf(labels), [INPUTS.images]: floats(rows, [12, channels]) },
        { ...projectorRecipe(config), peak: 0.005, steps: 40 },
      );
    const free = await trainProjector(0);
    falls(free.losses);
    expect([...free.trained.keys()]).toEqual([projection.name]);
    const held = await trainProjector(1000 * projectorDecay(4));
    const moved = ({ trained }: typeof free): number => relativeError(trained.get(projection.name)!, start);
    expect(moved(held)).toBeLessThan(moved(free) / 2);
  },
);

/** Noise, light and dark in turn along the first axis. */
function alternating([rows, ...shape]: readonly number[]): Float32Array {
  const size = shape.reduce((product, side) => product * side, 1);
  return noise(rows * size, 6).map((value, at) => value / 2 + (Math.floor(at / size) % 2 === 0 ? 1 : -1));
}

test.for(Object.keys(configs))('full, %s: both towers learn', async (name) => {
  const config = configs[name];
  const { weights, shapes } = untrained(config, 3);
  const { tokens, length } = prompts(['Ada', 'Bo']);
  const { from = imageStages(config)[0].name, recipe } = fullDefaults(config);
  const step = buildFullStep({ config, rows: 3, classes: 2, length, from });
  expect(step.trainable.some((one) => /running_/.test(one) || one === 'logit_scale')).toBe(false);
  const shape = shapeBefore(config, from, 3) as number[];
  const batch = {
    ...batchOf([0, 1, 0]),
    [INPUTS.images]: floats(alternating(shape), shape),
    [INPUTS.tokens]: tokens,
  };
  const { losses } = await train(step, weights, shapes, batch, {
    ...recipe,
    peak: 3e-4,
    steps: 16,
    warmup: 2,
  });
  falls(losses);
});

test.for([
  ['a ResNet', 'layer4'],
  ['a ResNet', 'attnpool'],
  ['a vision transformer', 'block1'],
  ['dlib’s ResNet', 'conv256'],
  ['dlib’s ResNet', PROJECTION],
] as const)(
  'full, %s from %s: the gradients of the whole, for the part that is trained',
  async ([name, from]) => {
    const config = configs[name];
    const { weights, shapes } = untrained(config, 4);
    const { tokens, length } = prompts(['Ada', 'Bo']);
    const side = config.image.resolution;
    const pixels = floats(alternating([2, 3, side, side]), [2, 3, side, side]);
    const frozen = await run(
      {
        outputs: { x: buildBefore(config, from, input('images', 'float32', [2, 3, side, side])) },
        parameters: (parameter) => weights.get(parameter)!,
      },
      { images: pixels },
    );

    const gradients = async (step: TrainingStep, image: Tensor): Promise<Record<string, Float32Array>> => {
      const session = await InferenceSession.create(
        encodeStep(step, (parameter) => weights.get(parameter)!),
        { graphOptimizationLevel: 'extended', logSeverityLevel: 3 },
      );
      const parameters = step.trainable.map(
        (parameter) => [parameter, floats(weights.get(parameter)!, shapes.get(parameter)!)] as const,
      );
      const feeds = { ...batchOf([0, 1]), [INPUTS.images]: image, [INPUTS.tokens]: tokens };
      const results = await session.run({ ...feeds, ...Object.fromEntries(parameters) });
      await session.release();
      return Object.fromEntries(
        Object.entries(results).map(([key, { data }]) => [key, data as Float32Array]),
      );
    };
    const options = { config, rows: 2, classes: 2, length };
    const part = buildFullStep({ ...options, from });
    const ofPart = await gradients(part, floats(frozen.x, shapeBefore(config, from, 2) as number[]));
    const ofWhole = await gradients(buildFullStep(options), pixels);
    expect(part.trainable.length).toBeLessThan(buildFullStep(options).trainable.length);
    for (const key of [LOSS, ...part.trainable.map(gradientOf)]) {
      expect(relativeError(ofPart[key], ofWhole[key]), key).toBeLessThan(2e-5);
    }
    const lengths = part.trainable.map((parameter) =>
      ofPart[gradientOf(parameter)].reduce((length, slope) => Math.hypot(length, slope), 0),
    );
    expect(relativeError(ofPart[NORM], [Math.hypot(...lengths)])).toBeLessThan(1e-5);
  },
);

test('rows of weight 0 change neither loss nor gradients', async () => {
  const { weights, shapes } = untrained(vit, 5);
  const { tokens, length } = prompts(['Ada', 'Bo', 'Cy']);
  const pixels = alternating([4, 3, 32, 32]);
  const step = async (rows: number, labels: number[], rowWeights: number[]) => {
    const full = buildFullStep({ config: vit, rows, classes: 3, length });
    const batch = {
      ...batchOf(labels, rowWeights),
      [INPUTS.images]: floats(pixels.slice(0, rows * 3 * 32 * 32), [rows, 3, 32, 32]),
      [INPUTS.tokens]: tokens,
    };
    return train(full, weights, shapes, batch, { ...fullDefaults(vit).recipe, steps: 3 });
  };
  const alone = await step(2, [0, 2], [1, 1]);
  const padded = await step(4, [0, 2, 1, 1], [1, 1, 0, 0]);
  expect(relativeError(padded.losses, alone.losses)).toBeLessThan(1e-5);
  for (const [name, tensor] of alone.trained) {
    expect(relativeError(padded.trained.get(name)!, tensor), name).toBeLessThan(1e-4);
  }
});

test('the contrastive loss shares a text among its images, and asks nothing of texts without one', async () => {
  // Two images of text 0, one of text 2, none of text 1; logits by hand.
  const logits = [
    [2, 0, 1],
    [1, 0, 0],
    [0, 0, 3],
  ];
  const logSoftmax = (row: number[], at: number): number =>
    row[at] - Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
  const column = (at: number): number[] => logits.map((row) => row[at]);
  const imageLoss = -(logSoftmax(logits[0], 0) + logSoftmax(logits[1], 0) + logSoftmax(logits[2], 2)) / 3;
  const ofText0 = (logSoftmax(column(0), 0) + logSoftmax(column(0), 1)) / 2;
  const textLoss = -(ofText0 + logSoftmax(column(2), 2)) / 2;

  const loss = contrastiveLoss(
    input('logits', 'float32', [3, 3]),
    input('labels', 'int64', [3]),
    input('weights', 'float32', [3]),
  );
  const { value } = await run(
    { outputs: { value: loss } },
    { logits: floats(Float32Array.from(logits.flat()), [3, 3]), ...batchOf([0, 0, 2]) },
  );
  expect(value[0]).toBeCloseTo((imageLoss + textLoss) / 2, 5);
});

test('stages are named, and a wrong name is answered with the right ones', () => {
  const names = (config: ClipConfig): string[] => imageStages(config).map(({ name }) => name);
  expect(names(configs['a ResNet'])).toEqual([
    ...['stem', 'layer1', 'layer2', 'layer3', 'layer4'],
    ...['attnpool', PROJECTION],
  ]);
  expect(names(vit)).toEqual(['patches', 'block0', 'block1', PROJECTION]);
  expect(() => shapeBefore(vit, 'layer4', 1)).toThrow('the stages are patches, block0, block1, projection');
});

test('prompts are composed, and weights averaged between start and end', () => {
  expect(promptFor(' Zoe\u0308 ')).toBe('This is the image of a person named Zo\u00eb');
  const start = new Map([['a', Float32Array.of(0, 2)]]);
  const tuned = new Map([['a', Float32Array.of(4, 2)]]);
  expect(averageWeights(start, tuned, 0.25).get('a')).toEqual(Float32Array.of(1, 2));
  expect(() => averageWeights(new Map(), tuned, 0.5)).toThrow('a has no start of its size');
});
