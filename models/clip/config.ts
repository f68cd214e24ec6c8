// What a CLIP is made of, and how that is read off its weights: OpenAI's `build_model` does the same.
import { failed, success, type Result } from '../failure.ts';
import type { Activation } from './activation.ts';

export interface TransformerConfig {
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  /** Of the perceptrons. */
  readonly activation: Activation;
}

/** RN50, RN101, RN50x4, RN50x16, RN50x64. */
export interface ModifiedResNetConfig {
  readonly type: 'modified-resnet';
  /** Side of the square input in pixels. */
  readonly resolution: number;
  /** Channels after the stem. */
  readonly width: number;
  /** Blocks in each of the four stages. */
  readonly layers: readonly [number, number, number, number];
  /** Heads of the attention pool. */
  readonly heads: number;
}

/** ViT-B/32, ViT-B/16, ViT-L/14. */
export interface VisionTransformerConfig extends TransformerConfig {
  readonly type: 'vision-transformer';
  readonly resolution: number;
  readonly patchSize: number;
}

/** dlib's face recognition ResNet-29, starter's image tower. Its sizes are fixed. */
export interface DlibResNetConfig {
  readonly type: 'dlib-resnet';
  readonly resolution: number;
}

export type ImageTowerConfig = ModifiedResNetConfig | VisionTransformerConfig | DlibResNetConfig;

export interface TextTowerConfig extends TransformerConfig {
  /** Most tokens that a text may have, start and end included. */
  readonly contextLength: number;
  readonly vocabularySize: number;
}

export interface ClipConfig {
  /** Length of the features of both towers. */
  readonly dimensions: number;
  readonly image: ImageTowerConfig;
  readonly text: TextTowerConfig;
}

/** Names of parameters and their shapes. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/** dlib's chip: 150 pixels square. */
export const DLIB_RESOLUTION = 150;

/** A ResNet halves the side five times. */
const RESNET_STRIDE = 32;

/** OpenAI's rule: a head for every 64 channels. Shapes do not tell. */
export const headsOf = (width: number): number => Math.floor(width / 64);

/** Thrown inside this file only. */
class NotClip extends Error {}

/**
 * The configuration of a state dict under OpenAI's names. It does not look at every parameter: `checkWeights` does.
 *
 * @param activation of its transformers, which no shape tells
 * @param textHeads where the file's metadata says how many heads the text tower has
 */
export function readConfig(shapes: Shapes, activation: Activation, textHeads?: number): Result<ClipConfig> {
  try {
    return success({
      dimensions: side(shapes, 'text_projection', 1),
      image: readImageTower(shapes, activation),
      text: { ...readTextTower(shapes, textHeads), activation },
    });
  } catch (error) {
    if (!(error instanceof NotClip)) throw error;
    return failed(
      'model-unusable',
      `These weights are not a CLIP that Facet knows: ${error.message}.`,
      'Use weights of OpenAI’s CLIP under OpenAI’s or OpenCLIP’s names, such as open_clip_model.safetensors.',
    );
  }
}

function readTextTower(shapes: Shapes, textHeads?: number): Omit<TextTowerConfig, 'activation'> {
  const width = side(shapes, 'ln_final.weight', 0);
  return {
    ...transformer(width, countLayers(shapes, 'transformer.resblocks'), textHeads ?? headsOf(width)),
    contextLength: side(shapes, 'positional_embedding', 0),
    vocabularySize: side(shapes, 'token_embedding.weight', 0),
  };
}

function readImageTower(shapes: Shapes, activation: Activation): ImageTowerConfig {
  if (shapes.has('visual.proj')) return { ...readVisionTransformer(shapes), activation };
  if (shapes.has('visual.attnpool.c_proj.weight')) return readModifiedResNet(shapes);
  if (shapes.has('visual.conv32_down.conv.weight')) {
    return { type: 'dlib-resnet', resolution: DLIB_RESOLUTION };
  }
  throw new NotClip('there is no visual.proj, visual.attnpool or visual.conv32_down');
}

function readVisionTransformer(shapes: Shapes): Omit<VisionTransformerConfig, 'activation'> {
  const width = side(shapes, 'visual.conv1.weight', 0);
  const patchSize = side(shapes, 'visual.conv1.weight', 3);
  return {
    type: 'vision-transformer',
    ...transformer(width, countLayers(shapes, 'visual.transformer.resblocks'), headsOf(width)),
    patchSize,
    resolution: patchSize * gridSide(shapes, 'visual.positional_embedding'),
  };
}

function readModifiedResNet(shapes: Shapes): ModifiedResNetConfig {
  const width = side(shapes, 'visual.layer1.0.conv1.weight', 0);
  const stage = (number: number): number => countLayers(shapes, `visual.layer${number}`);
  const { heads } = transformer(width * RESNET_STRIDE, 1, headsOf(width * RESNET_STRIDE));
  return {
    type: 'modified-resnet',
    resolution: RESNET_STRIDE * gridSide(shapes, 'visual.attnpool.positional_embedding'),
    width,
    layers: [stage(1), stage(2), stage(3), stage(4)],
    heads,
  };
}

function transformer(width: number, layers: number, heads: number): Omit<TransformerConfig, 'activation'> {
  if (heads < 1 || width % heads !== 0)
    throw new NotClip(`${width} channels do not split into ${heads} heads`);
  return { width, heads, layers };
}

/** One side of a parameter's shape. */
function side(shapes: Shapes, name: string, axis: number): number {
  const length = shapes.get(name)?.[axis];
  if (length === undefined) throw new NotClip(`there is no ${name} with ${axis + 1} or more axes`);
  if (length === 0) throw new NotClip(`${name} is empty`);
  return length;
}

/** Side of the square grid of positions; one more is for the class or the mean. */
function gridSide(shapes: Shapes, name: string): number {
  const grid = Math.sqrt(side(shapes, name, 0) - 1);
  if (grid < 1 || !Number.isInteger(grid)) throw new NotClip(`${name} is not a square grid and one`);
  return grid;
}

/** How many of `prefix.0`, `prefix.1`, ... there are. */
function countLayers(shapes: Shapes, prefix: string): number {
  const numbers = new Set<string>();
  for (const name of shapes.keys()) {
    if (name.startsWith(`${prefix}.`)) numbers.add(name.slice(prefix.length + 1).split('.', 1)[0]);
  }
  for (let layer = 0; layer < numbers.size; layer++) {
    if (!numbers.has(String(layer))) throw new NotClip(`${prefix}.${layer} is missing`);
  }
  if (numbers.size === 0) throw new NotClip(`there is no ${prefix}.0`);
  return numbers.size;
}
