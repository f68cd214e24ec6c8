// Small models with random weights, made on the spot, in the form in which the registry hands models to the engine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledEncoder } from '../../../../main/engine/protocol.ts';
import type { ClipConfig } from '../../../../models/clip/config.ts';
import { encodeSafetensors, type TensorToWrite } from '../../../../models/tensors/safetensors.ts';
import { CLIP_MEAN, CLIP_STD } from '../../../../models/face/templates.ts';
import { seededWeights } from '../../../../models/clip/seededWeights.ts';
import type { EncoderInput, EncoderManifest } from '../../../../models/manifest.ts';

/** A vision transformer of 16 pixels that is done in a millisecond. */
export const tinyVit: ClipConfig = {
  dimensions: 8,
  image: {
    type: 'vision-transformer',
    width: 64,
    heads: 1,
    layers: 2,
    activation: 'quick-gelu',
    patchSize: 4,
    resolution: 16,
  },
  text: { width: 64, heads: 1, layers: 1, activation: 'quick-gelu', contextLength: 8, vocabularySize: 300 },
};

export const encoderInput = (size: number): EncoderInput => ({
  size,
  layout: 'NCHW',
  channels: 'RGB',
  mean: CLIP_MEAN,
  std: CLIP_STD,
  template: [
    [0.32 * size, 0.4 * size],
    [0.68 * size, 0.4 * size],
    [0.5 * size, 0.6 * size],
    [0.35 * size, 0.76 * size],
    [0.65 * size, 0.76 * size],
  ],
});

export const manifestOf = (
  id: string,
  architecture: EncoderManifest['architecture'],
  input: EncoderInput,
  mirror = false,
): EncoderManifest => ({
  id,
  kind: 'encoder',
  title: id,
  licence: 'MIT',
  source: 'made for a test',
  files: [],
  architecture,
  input,
  mirror,
});

/** Writes a CLIP with seeded weights into `folder`; `values` fill parameters by name. */
export function makeClip(
  folder: string,
  config: ClipConfig,
  options: {
    readonly dtype?: 'F32' | 'F16' | 'BF16';
    readonly mirror?: boolean;
    readonly values?: Readonly<Record<string, number>>;
  } = {},
): InstalledEncoder {
  mkdirSync(folder, { recursive: true });
  const { dtype = 'F32', mirror = false, values = {} } = options;
  const tensors = new Map<string, TensorToWrite>();
  for (const [name, { shape, data }] of seededWeights(config, 7)) {
    const value = values[name] as number | undefined;
    tensors.set(name, { shape, data: value === undefined ? data : data.fill(value), dtype });
  }
  writeFileSync(join(folder, 'weights.safetensors'), Buffer.concat([...encodeSafetensors(tensors)]));
  const architecture = { type: 'clip', weights: 'weights.safetensors', activation: 'quick-gelu' } as const;
  const manifest = manifestOf('tiny', architecture, encoderInput(config.image.resolution), mirror);
  return { manifest, folder, digest: `tiny ${dtype} ${mirror}` };
}
