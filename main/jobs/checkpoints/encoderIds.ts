// The ids of encoders that were trained here: by a checkpoint, last, or by a benchmark.
import { isHead } from '../../../models/identity/heads/rule.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';

/** Methods after which a face has another embedding than before: the library is embedded anew. */
export const changesImages = (method: string): method is 'projector' | 'full' =>
  method === 'projector' || method === 'full';

/** The file of a checkpoint that holds what a training changed in the encoder. */
export const ENCODER_FILE = 'encoder.safetensors';

/**
 * Ids of the encoder that a checkpoint holds, of the one that was trained last and is in no checkpoint yet, and of the one
 * that a benchmark has trained, which has no library.
 */
export const CHECKPOINT_ENCODER = 'checkpoint:';

export const LATEST_TRAINING = 'training:latest';

export const BENCHMARK_TRAINING = 'training:benchmark';

/** The id of the encoder whose embeddings a checkpoint compares. */
export const encoderOf = ({
  id,
  method,
  encoder,
}: Pick<StoredCheckpoint, 'id' | 'method' | 'encoder'>): string =>
  changesImages(method) ? CHECKPOINT_ENCODER + id : encoder;

/** The id of the encoder with all that a checkpoint has trained of it, its text tower included. */
export const trainedEncoderOf = ({
  id,
  method,
  encoder,
}: Pick<StoredCheckpoint, 'id' | 'method' | 'encoder'>): string =>
  isHead(method) ? encoder : CHECKPOINT_ENCODER + id;
