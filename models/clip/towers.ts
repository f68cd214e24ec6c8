// CLIP: two towers that meet in one space. One function a tower, whatever the tower is made of.
import { exp, input, l2Normalize, matmul, mul, parameter, transpose, type Value } from '../graph/index.ts';
import type { ClipConfig } from './config.ts';
import { dlibResNet } from './dlibResNet.ts';
import { modifiedResNet } from './modifiedResNet.ts';
import { textTransformer } from './textTransformer.ts';
import { visionTransformer } from './visionTransformer.ts';

/**
 * OpenAI's `encode_image`.
 *
 * @param images float32 `[N, 3, resolution, resolution]`, normalised
 * @returns `[N, dimensions]`, not normalised
 */
export function buildImageTower({ image, dimensions }: ClipConfig, images: Value): Value {
  switch (image.type) {
    case 'modified-resnet':
      return modifiedResNet(image, dimensions, images);
    case 'vision-transformer':
      return visionTransformer(image, dimensions, images);
    case 'dlib-resnet':
      return dlibResNet(dimensions, images);
    default:
      return image satisfies never;
  }
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
