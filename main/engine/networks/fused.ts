// Fused encoders: each network of theirs is opened and run as by itself, and the embeddings are joined.
import { createHash } from 'node:crypto';
import type { Failure } from '../../../models/failure.ts';
import { joinEmbeddings } from '../../../models/identity/fused/embeddings.ts';
import { rowOf } from '../../../models/linear/vectors.ts';
import type { Embeddings, EncoderInfo } from '../engine.ts';
import type { OpenEncoder } from './openModels.ts';

/** Of one encoder, or of all that make up a fused one; its id is the caller's. */
export function infoOf(encoders: readonly OpenEncoder[]): EncoderInfo {
  const parts = encoders.map(({ encoder }) => encoder.info);
  const [first] = parts;
  if (parts.length === 1) return first;
  return {
    id: first.id,
    digest: createHash('sha256')
      .update(JSON.stringify(['fused', ...parts.map(({ digest }) => digest)]))
      .digest('hex'),
    dimensions: parts.reduce((sum, { dimensions }) => sum + dimensions, 0),
    parts,
  };
}

/** A crop that one encoder cannot have fails for all. */
export function joinCrops(all: readonly Embeddings[], crops: number): Embeddings {
  const [first] = all;
  if (all.length === 1) return first;
  const failures = new Map<number, Failure>(all.flatMap((one) => [...one.failures]));
  const sizes = all.map(({ embeddings }) => embeddings.length / crops);
  const dimensions = sizes.reduce((sum, size) => sum + size, 0);
  const embeddings = new Float32Array(crops * dimensions);
  for (let row = 0; row < crops; row++) {
    if (failures.has(row)) continue;
    const parts = all.map((one, at) => rowOf(one.embeddings, row, sizes[at]));
    embeddings.set(joinEmbeddings(parts), row * dimensions);
  }
  return { embeddings, failures };
}
