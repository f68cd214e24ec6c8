// The one statement of what the application can be asked and what it says: every command, its arguments, its
// result, and every event. The shells (window, web, command line) and the renderer infer their types from here.
import type { Failure, FailureKind, Result } from '../models/failure.ts';
import type { Box, Landmarks, Pose, Quality } from '../models/face/face.ts';

export type { Box, Failure, FailureKind, Landmarks, Pose, Quality, Result };

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly photos: number;
  readonly faces: number;
}

/** One face in the library. */
export interface Face {
  /** SHA-256 of the aligned crop, hex; any unambiguous prefix of 6 or more digits names it. */
  readonly id: string;
  /** Null while nobody owns it. */
  readonly person: { readonly id: string; readonly name: string } | null;
  /** SHA-256 of the photo, hex. */
  readonly photo: string;
  /** The original's name at import. */
  readonly photoName: string;
  readonly box: Box;
  readonly pose: Pose;
  readonly quality: Quality;
}

export interface Skipped {
  readonly path: string;
  readonly reason: Failure;
}

export interface ImportReport {
  readonly photos: number;
  /** Photos that the library already had, byte for byte. */
  readonly duplicates: number;
  readonly faces: number;
  /** Faces in group photos that are kept with nobody's name on them. */
  readonly unassigned: number;
  readonly skipped: readonly Skipped[];
}

/** What identification says of one face. */
export interface IdentifiedFace {
  readonly box: Box;
  readonly landmarks: Landmarks;
  /** Null: Unknown. */
  readonly name: string | null;
  /** Similarity to the best person, in the checkpoint's own scale. */
  readonly score: number;
  /** Score minus the best score of anybody else. */
  readonly margin: number;
  /** Calibrated probability that the name is right, 0 to 1. */
  readonly confidence: number;
  readonly quality: number;
  readonly pose: Pose;
}

export type IdentifiedPhoto =
  | {
      readonly path: string;
      readonly width: number;
      readonly height: number;
      readonly faces: readonly IdentifiedFace[];
    }
  | { readonly path: string; readonly error: Failure };

export interface FinetuneOptions {
  readonly encoder: string;
  readonly seed: number;
  /** The share of strangers that may be given a name: the false-positive identification rate, 0 to 1. */
  readonly fpir: number;
}

export interface Checkpoint {
  readonly id: string;
  readonly createdAt: string;
  readonly method: 'head';
  readonly encoder: string;
  readonly people: number;
  readonly faces: number;
  readonly seed: number;
  readonly fpir: number;
  readonly active: boolean;
  /** Share of held-out faces named right, with its 95% Wilson interval; null where nobody has two photos. */
  readonly heldOut: { readonly rate: number; readonly low: number; readonly high: number } | null;
}

export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  /** The file or person in hand. */
  readonly detail?: string;
}

export interface ModelEntry {
  readonly id: string;
  readonly kind: 'encoder' | 'detector';
  readonly title: string;
  readonly licence: string;
  readonly bytes: number;
  /** Built in, on this disk, or a `pull` away. */
  readonly state: 'built-in' | 'installed' | 'available';
}
