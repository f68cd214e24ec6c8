// CLIP: two towers that meet in one space. One function a tower, whatever the tower is made of.
import {
  exp,
  input,
  l2Normalize,
  matmul,
  mul,
  parameter,
  transpose,
  type Shape,
  type Value,
} from '../../graph/index.ts';
import type { ClipConfig } from '../config.ts';
import { dlibResNet } from './dlibResNet.ts';
import { modifiedResNet } from './modifiedResNet.ts';
import type { Stage } from './stage.ts';
import { textTransformer } from './textTransformer.ts';
import { visionTransformer } from './visionTransformer.ts';

/** The image tower in parts, first to last. */
export function imageStages({ image, dimensions }: ClipConfig): readonly Stage[] {
  switch (image.type) {
    case 'modified-resnet':
      return modifiedResNet(image, dimensions);
    case 'vision-transformer':
      return visionTransformer(image, dimensions);
    case 'dlib-resnet':
      return dlibResNet(dimensions);
    default:
      return image satisfies never;
  }
}

/**
 * OpenAI's `encode_image`.
 *
 * @param images float32 `[N, 3, resolution, resolution]`, normalised
 * @returns `[N, dimensions]`, not normalised
 */
export const buildImageTower = (config: ClipConfig, images: Value): Value =>
  imageStages(config).reduce((x, { apply }) => apply(x), images);

/** The tower's stages before the one called `stage`: what may be frozen. */
export const buildBefore = (config: ClipConfig, stage: string, images: Value): Value =>
  imageStages(config)
    .slice(0, stageIndex(config, stage))
    .reduce((x, { apply }) => apply(x), images);

/** The tower from the stage called `stage` on, of what `buildBefore` gives. */
export const buildFrom = (config: ClipConfig, stage: string, x: Value): Value =>
  imageStages(config)
    .slice(stageIndex(config, stage))
    .reduce((y, { apply }) => apply(y), x);

/** The shape of what the stage called `stage` takes, for a batch of `rows` images. */
export function shapeBefore(config: ClipConfig, stage: string, rows: number): Shape {
  const { resolution } = config.image;
  return buildBefore(config, stage, input('images', 'float32', [rows, 3, resolution, resolution])).shape;
}

function stageIndex(config: ClipConfig, stage: string): number {
  const names = imageStages(config).map(({ name }) => name);
  const index = names.indexOf(stage);
  if (index < 0) throw new Error(`there is no stage called ${stage}: the stages are ${names.join(', ')}`);
  return index;
}

/**
 * OpenAI's `encode_text`.
 *
 * @param tokens int64 `[N, L]`, L at least as long as the longest text and at most the context length
 * @returns `[N, dimensions]`, not normalised
 */
export const buildTextTower = ({ text, dimensions }: ClipConfig, tokens: Value): Value =>
  textTransformer(text, dimensions, tokens);

/** The factor that turns cosines into logits: `exp(logit_scale)`. */
export const logitScale = (): Value => exp(parameter('logit_scale', []));

/** Cosines of `[N, D]` and `[M, D]` times the logit scale: `[N, M]`. */
export const cosineLogits = (images: Value, texts: Value): Value =>
  mul(matmul(l2Normalize(images, 1), transpose(l2Normalize(texts, 1), [1, 0])), logitScale());

export interface Clip {
  /** Float32 `[N, 3, resolution, resolution]`. */
  readonly image: Value;
  /** Int64 `[M, L]`. */
  readonly tokens: Value;
  readonly imageFeatures: Value;
  readonly textFeatures: Value;
  /** `[N, M]`; its transpose is `logits_per_text`. */
  readonly logitsPerImage: Value;
}

/** OpenAI's `CLIP.forward`, for texts of `length` tokens. */
export function buildClip(config: ClipConfig, length = config.text.contextLength): Clip {
  const { resolution } = config.image;
  const image = input('image', 'float32', ['N', 3, resolution, resolution]);
  const tokens = input('tokens', 'int64', ['M', length]);
  const imageFeatures = buildImageTower(config, image);
  const textFeatures = buildTextTower(config, tokens);
  return {
    image,
    tokens,
    imageFeatures,
    textFeatures,
    logitsPerImage: cosineLogits(imageFeatures, textFeatures),
  };
}
