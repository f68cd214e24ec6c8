// CLIP's vision transformer (OpenAI's `VisionTransformer`): ViT-B/32, ViT-B/16, ViT-L/14.
import {
  add,
  concat,
  conv,
  expand,
  matmul,
  parameter,
  reshape,
  slice,
  transpose,
  type Value,
} from '../graph/index.ts';
import type { VisionTransformerConfig } from './config.ts';
import { norm, transformer } from './transformer.ts';

/**
 * @param images `[N, 3, resolution, resolution]`, normalised
 * @returns `[N, dimensions]`, not normalised
 */
export function visionTransformer(config: VisionTransformerConfig, dimensions: number, images: Value): Value {
  const { width, patchSize, resolution } = config;
  const [batch] = images.shape;
  const patches = (resolution / patchSize) ** 2;
  const kernel = parameter('visual.conv1.weight', [width, 3, patchSize, patchSize]);
  const grid = conv(images, kernel, { strides: [patchSize, patchSize] });
  const embedded = transpose(reshape(grid, [batch, width, patches]), [0, 2, 1]);
  const start = expand(parameter('visual.class_embedding', [width]), [batch, 1, width]);
  const positions = parameter('visual.positional_embedding', [patches + 1, width]);
  const x = norm('visual.ln_pre', width, add(concat([start, embedded], 1), positions));
  const pick = (sequence: Value): Value => slice(sequence, { axis: 1, start: 0, end: 1 });
  const classified = norm('visual.ln_post', width, transformer('visual.transformer', config, x, { pick }));
  return matmul(classified, parameter('visual.proj', [width, dimensions]));
}
