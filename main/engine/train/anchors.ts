// What a projection is trained against: where everybody's faces, or their prompts, lie before training.
import type { ClipConfig } from '../../../models/clip/config.ts';
import { success, type Result } from '../../../models/failure.ts';
import { embedCrops } from '../photos/crops.ts';
import type { TrainRequest } from '../engine.ts';
import { type Call, type TrainTools, lookingAt } from './call.ts';
import type { InstalledEncoder } from '../protocol.ts';
/** Faces that are embedded before it is said how far it is. */
const AT_ONCE = 32;

/** Sums of everybody's embeddings, `[people, dimensions]`: their directions are those of the means. */
export async function sumFaces(
  { models, photos }: TrainTools,
  model: InstalledEncoder,
  { dimensions }: ClipConfig,
  { people, faces }: Pick<TrainRequest, 'people' | 'faces'>,
  { signal, stride, onEvent }: Call,
): Promise<Result<Float32Array>> {
  const encoder = await models.encoder(model);
  if (!encoder.ok) return encoder;
  const sums = new Float32Array(people.length * dimensions);
  for (let from = 0; from < faces.length; from += AT_ONCE) {
    await stride.rest(signal);
    const part = faces.slice(from, from + AT_ONCE);
    const { embeddings, failures } = await embedCrops(encoder.value, photos, part, signal);
    for (const failure of failures.values()) return { ok: false, failure };
    part.forEach(({ person }, row) => {
      for (let at = 0; at < dimensions; at++)
        sums[person * dimensions + at] += embeddings[row * dimensions + at];
    });
    onEvent(lookingAt(from + part.length, faces.length));
  }
  return success(sums);
}
