// A checkpoint made ready to name faces: its recogniser, and the encoder whose embeddings that compares.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import { loadRecogniser } from './details.ts';
import { encoderOf } from './encoderIds.ts';

export interface OpenCheckpoint {
  readonly encoder: EncoderInfo;
  readonly recogniser: Recogniser;
}

/** Fails with `model-unusable` where the encoder is no longer the one that the checkpoint was made with. */
export async function openCheckpointEncoder(
  engine: Engine,
  checkpoint: StoredCheckpoint,
  signal?: AbortSignal,
): Promise<Result<EncoderInfo>> {
  const encoder = await engine.encoder(encoderOf(checkpoint), signal);
  if (!encoder.ok || encoder.value.digest === checkpoint.encoderDigest) return encoder;
  return failed(
    'model-unusable',
    `The checkpoint ${checkpoint.id} was made with another build of the model ${checkpoint.encoder}.`,
    'Learn again: facet finetune',
  );
}

/** Fails as `openCheckpointEncoder` does, and where the checkpoint's files are damaged. */
export async function openCheckpoint(
  engine: Engine,
  checkpoint: StoredCheckpoint,
  signal?: AbortSignal,
): Promise<Result<OpenCheckpoint>> {
  const encoder = await openCheckpointEncoder(engine, checkpoint, signal);
  if (!encoder.ok) return encoder;
  const recogniser = await loadRecogniser(checkpoint);
  if (!recogniser.ok) return recogniser;
  if (recogniser.value.space.dimensions === encoder.value.dimensions)
    return success({ encoder: encoder.value, recogniser: recogniser.value });
  return failed(
    'model-unusable',
    `The checkpoint ${checkpoint.id} compares ${recogniser.value.space.dimensions} numbers of a face, where the model ${checkpoint.encoder} gives ${encoder.value.dimensions}.`,
    'Learn again: facet finetune',
  );
}
