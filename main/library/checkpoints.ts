// Checkpoints of a library, as its callers see them.
import type { Checkpoint } from '../../preload/contract.ts';

/** What a checkpoint folder's checkpoint.json says. */
export interface CheckpointRecord extends Omit<
  Checkpoint,
  'id' | 'createdAt' | 'active' | 'people' | 'faces' | 'training' | 'choice'
> {
  /** Digest of the encoder that made the embeddings, hex. */
  readonly encoderDigest: string;
  /** Everybody whom the checkpoint can name, in the order of its classes. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** Ids of the faces that it was trained on. */
  readonly crops: readonly string[];
  /** Whatever else the method wants to keep: plain JSON, parsed by who wrote it. */
  readonly details: unknown;
}

export interface StoredCheckpoint extends CheckpointRecord {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Absolute path of the folder that holds checkpoint.json and the files. */
  readonly folder: string;
}

export interface NewCheckpoint {
  readonly record: CheckpointRecord;
  /** By plain file name (`weights.safetensors`, `report.json`); `checkpoint.json` is the library's own. */
  readonly files: Readonly<Record<string, Uint8Array | AsyncIterable<Uint8Array>>>;
}
