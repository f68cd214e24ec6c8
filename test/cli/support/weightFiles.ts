// Files of CLIP weights that nobody trained, as open_clip saves them.
import { open } from 'node:fs/promises';
import type { ClipConfig } from '../../../models/clip/config.ts';
import { encodeSafetensors, type TensorToWrite } from '../../../models/tensors/safetensors.ts';
import { seededWeights } from '../../../models/clip/seededWeights.ts';

/** The smallest CLIP that has every part: a ModifiedResNet for 64-pixel images. */
export const tinyClip: ClipConfig = {
  dimensions: 16,
  image: { type: 'modified-resnet', resolution: 64, width: 4, layers: [1, 1, 1, 1], heads: 2 },
  text: { width: 64, heads: 1, layers: 1, activation: 'quick-gelu', contextLength: 77, vocabularySize: 64 },
};

/** Writes `open_clip_model.safetensors`: OpenAI's names, and the batch counters that PyTorch adds. */
export async function writeWeights(config: ClipConfig, path: string, seed = 1): Promise<void> {
  const tensors = new Map<string, TensorToWrite>(seededWeights(config, seed));
  for (const name of [...tensors.keys()].filter((name) => name.endsWith('.running_mean'))) {
    const counter = name.replace('running_mean', 'num_batches_tracked');
    tensors.set(counter, { shape: [], data: new BigInt64Array(1), dtype: 'I64' });
  }
  await writeTensors(tensors, path);
}

export async function writeTensors(tensors: ReadonlyMap<string, TensorToWrite>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of encodeSafetensors(tensors)) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
