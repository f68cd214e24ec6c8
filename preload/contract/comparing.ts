// Two checkpoints held against each other.
import type { Failure } from '../../models/failure.ts';
import type { Checkpoint } from './learning.ts';

/** One of two checkpoints that are held against each other. */
export interface ComparedCheckpoint extends Checkpoint {
  /** Of the encoder whose embeddings it compares, hex. */
  readonly encoderDigest: string;
  /** The checkpoint that was in use when it was made. */
  readonly parent: string | null;
  /** Whose strangers the threshold rests on; null where on the enrolled people alone. */
  readonly cohort: { readonly people: number; readonly source: string } | null;
}

/** What two things share, and what only one of them has. */
export interface Overlap<T> {
  readonly both: T;
  readonly onlyA: T;
  readonly onlyB: T;
}

/** The same faces, named by both checkpoints. */
export interface PairedAnswers {
  readonly faces: number;
  readonly bothRight: number;
  readonly onlyARight: number;
  readonly onlyBRight: number;
  readonly bothWrong: number;
  /** Faces that got two different answers. */
  readonly changed: number;
  /** McNemar's exact test: how likely so uneven a split is, were both equally good. */
  readonly pValue: number;
}

export interface CheckpointComparison {
  readonly a: ComparedCheckpoint;
  readonly b: ComparedCheckpoint;
  /** The nearest checkpoint that both come from (or are), and how many steps ago; null where there is none. */
  readonly ancestor: { readonly id: string; readonly stepsA: number; readonly stepsB: number } | null;
  /** Names, in order. */
  readonly people: Overlap<readonly string[]>;
  readonly photos: Overlap<number>;
  readonly faces: Overlap<number>;
  /** Faces that both were tested on without having learned them; null where one keeps no answers. */
  readonly heldOut: PairedAnswers | null;
  /** Faces of the library that neither has learned, named just now. */
  readonly newFaces: PairedAnswers | { readonly problem: Failure };
}
