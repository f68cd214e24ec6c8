// One training step of an image tower, or of its end, on random data: what the training benchmarks time, in a session as the
// application opens it.
import { InferenceSession, Tensor } from '../../main/engine/onnxRuntime.ts';
import { channelBlock } from '../../main/engine/train/steps/singleSteps.ts';
import { Sessions } from '../../main/engine/networks/sessions.ts';
import { stepOptions } from '../../main/engine/train/steps/stepSession.ts';
import { crossEntropy } from '../../models/clip/finetune/losses.ts';
import { encodeStep, gradientOf, LOSS } from '../../models/clip/finetune/step.ts';
import type { ClipConfig } from '../../models/clip/config.ts';
import { seededWeights } from '../../models/clip/seededWeights.ts';
import {
  buildBefore,
  buildFrom,
  buildImageTower,
  imageStages,
  shapeBefore,
} from '../../models/clip/towers/towers.ts';
import * as g from '../../models/graph/index.ts';

const CLASSES = 10;

export const floats = (shape: readonly number[], seed = 1): Tensor => {
  const length = shape.reduce((product, side) => product * side, 1);
  let state = seed;
  const data = Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  });
  return new Tensor('float32', data, shape);
};

export interface Timed {
  run(): Promise<void>;
  release(): Promise<void>;
}

const weightsOf = (config: ClipConfig) => {
  const weights = seededWeights(config, 1);
  return (name: string) => {
    const tensor = weights.get(name);
    if (tensor === undefined) throw new Error(`there is no ${name}`);
    return tensor.data;
  };
};

const imagesOf = (config: ClipConfig, rows: number) => {
  const { resolution } = config.image;
  return g.input('images', 'float32', [rows, 3, resolution, resolution]);
};

/** ONNX Runtime's own inference, weights constant: of the whole image tower, or of what is before a stage. */
export async function openInference(config: ClipConfig, rows: number, before?: string): Promise<Timed> {
  const images = imagesOf(config, rows);
  const y = before === undefined ? buildImageTower(config, images) : buildBefore(config, before, images);
  const read = weightsOf(config);
  const bytes = g.encodeModel({ outputs: { y }, parameters: read });
  const session = await InferenceSession.create(bytes, { graphOptimizationLevel: 'all' });
  const feeds = { images: floats(images.shape as number[]) };
  return {
    async run() {
      await session.run(feeds);
    },
    release: () => session.release(),
  };
}

/**
 * Loss, gradients and AdamW, from the stage called `from` on: the classification of its random features against
 * fixed anchors. Statistics of batch normalisation are not trained.
 */
export async function openStep(config: ClipConfig, rows: number, from?: string): Promise<Timed> {
  const stage = from ?? imageStages(config)[0].name;
  const shape = shapeBefore(config, stage, rows) as readonly number[];
  const features = g.l2Normalize(buildFrom(config, stage, g.input('images', 'float32', shape)), 1);
  const anchors = floats([config.dimensions, CLASSES], 2);
  const logits = g.matmul(features, g.constant(anchors.data as Float32Array, [config.dimensions, CLASSES]));
  const labels = g.input('labels', 'int64', [rows]);
  const loss = crossEntropy(logits, labels, g.constant(new Float32Array(rows).fill(1), [rows]));

  const parameters = g.parametersOf([loss]);
  const trainable = [...parameters.keys()].filter((name) => !name.includes('.running_'));
  const read = weightsOf(config);
  const values = new Map(trainable.map((name) => [name, read(name).slice()]));
  const sessions = new Sessions();
  const bytes = encodeStep({ loss, trainable }, read, await channelBlock(sessions));
  const network = { bytes, folder: import.meta.dirname };
  const opened = await sessions.open('the step', network, stepOptions);
  if (!opened.ok) throw new Error(opened.failure.message);
  const session = opened.value;
  const feeds: Record<string, Tensor> = {
    images: floats(shape, 3),
    labels: new Tensor(
      'int64',
      BigInt64Array.from({ length: rows }, (_, i) => BigInt(i % CLASSES)),
      [rows],
    ),
  };
  for (const [name, data] of values) feeds[name] = new Tensor('float32', data, parameters.get(name));
  const groups = [{ names: trainable, learningRate: 1e-5, ...g.clipAdamW }];
  let state = g.initAdamW(values);
  return {
    async run() {
      const results = await session.run(feeds);
      const gradients = new Map(
        trainable.map((name) => [name, results[gradientOf(name)].data as Float32Array]),
      );
      state = g.updateAdamW(values, gradients, state, groups);
      if (!Number.isFinite((results[LOSS].data as Float32Array)[0])) throw new Error('the loss is no number');
    },
    release: () => sessions.release(session),
  };
}
