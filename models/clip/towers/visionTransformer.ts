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
} from '../../graph/index.ts';
import type { VisionTransformerConfig } from '../config.ts';
import { PROJECTION, type Stage } from './stage.ts';
import { block, lastBlock, norm } from './transformer.ts';

/** Patches (`[N, 1 + patches, width]`), blocks, and the projection of the class token. */
export function visionTransformer(config: VisionTransformerConfig, dimensions: number): readonly Stage[] {
  const { width, layers } = config;
  const blocks = Array.from({ length: layers }, (_, layer): Stage => {
    const name = `visual.transformer.resblocks.${layer}`;
    const isLast = layer === layers - 1;
    return {
      name: `block${layer}`,
      apply: (x) => (isLast ? classToken(config, name, x) : block(name, config, x)),
    };
  });
  return [
    { name: 'patches', apply: (images) => embedPatches(config, images) },
    ...blocks,
    { name: PROJECTION, apply: (x) => matmul(x, parameter('visual.proj', [width, dimensions])) },
  ];
}

function embedPatches({ width, patchSize, resolution }: VisionTransformerConfig, images: Value): Value {
  const [batch] = images.shape;
  const patches = (resolution / patchSize) ** 2;
  const kernel = parameter('visual.conv1.weight', [width, 3, patchSize, patchSize]);
  const grid = conv(images, kernel, { strides: [patchSize, patchSize] });
  const embedded = transpose(reshape(grid, [batch, width, patches]), [0, 2, 1]);
  const start = expand(parameter('visual.class_embedding', [width]), [batch, 1, width]);
  const positions = parameter('visual.positional_embedding', [patches + 1, width]);
  return norm('visual.ln_pre', width, add(concat([start, embedded], 1), positions));
}

/** The last block for the class token alone, `[N, width]`. */
function classToken(config: VisionTransformerConfig, name: string, x: Value): Value {
  const pick = (sequence: Value): Value => slice(sequence, { axis: 1, start: 0, end: 1 });
  return norm('visual.ln_post', config.width, lastBlock(name, config, x, { pick }));
}
