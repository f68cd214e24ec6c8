// People and faces as screens show them, and their changes that can be taken back.
import type { Direction } from '../../models/face/coverage.ts';
import type { Deletion, Face, Person } from '../contract/people.ts';

/** Faces a direction of the head, as the coverage wheel shows them. */
export type Coverage = Readonly<Record<Direction, number>>;

/** What is wrong with somebody's photos, for recognition. */
export type PersonWarning =
  | { readonly kind: 'too-few'; readonly faces: number }
  /** Near-duplicates: they teach no more than one photo. */
  | { readonly kind: 'too-similar'; readonly faces: number }
  /** All from one day: the same light, clothes and hair. */
  | { readonly kind: 'one-session' }
  /** Blurred, dark or small: more than half of the faces. */
  | { readonly kind: 'weak'; readonly faces: number }
  /** Faces that look more like somebody else. */
  | { readonly kind: 'doubtful'; readonly faces: number };

/** Two people who look the same: `from` could be merged into `into`. */
export interface SamePeople {
  readonly into: { readonly id: string; readonly name: string };
  readonly from: { readonly id: string; readonly name: string };
}

/** Somebody in a list of all people. */
export interface PersonRow extends Person {
  readonly consent: string | null;
  /** There are faces, and too few to recognise them by reliably. */
  readonly fewFaces: boolean;
}

/** What a card shows of somebody beside their row. */
export interface PersonCard {
  readonly id: string;
  /** The best face's id; null while there is none. */
  readonly cover: string | null;
  readonly coverage: Coverage;
  /** Mean quality of the faces, 0 to 1. */
  readonly quality: number;
  readonly warnings: readonly PersonWarning[];
}

export interface GridFace extends Face {
  /** ISO 8601, where the photo says so. */
  readonly takenAt: string | null;
  readonly direction: Direction;
  /** Near-duplicates of each other have the same number. */
  readonly group: number;
  /** How much likelier the face is somebody else's, -1 (surely right) to 1; null where it cannot be told. */
  readonly doubt: number | null;
}

export interface FaceGroup {
  readonly faces: readonly GridFace[];
  /** Whom the active checkpoint takes it for, even below its threshold; null where it has no idea. */
  readonly suggestion: { readonly id: string; readonly name: string; readonly confidence: number } | null;
}

export interface UnnamedFaces {
  /** The largest first, of the faces that have been compared. */
  readonly groups: readonly FaceGroup[];
  /** Groups that were not asked for. */
  readonly more: number;
  /** Faces that have been compared so far, and all that are to be: comparing goes on. */
  readonly compared: number;
  readonly total: number;
  /** Faces that are ignored, and in no group. */
  readonly ignored: number;
}

/** What was changed in the library, and can be taken back. */
export type Change =
  /** `changed`: more than one thing at once was said of them, or nothing new. */
  | { readonly kind: 'added' | 'changed' | 'born' | 'consent'; readonly name: string }
  | { readonly kind: 'renamed'; readonly name: string; readonly before: string }
  /** Photos that came in, of one person or of nobody in particular. */
  | { readonly kind: 'imported'; readonly name: string | null }
  | { readonly kind: 'merged'; readonly name: string; readonly into: string }
  | { readonly kind: 'moved' | 'ignored'; readonly faces: number }
  | ({ readonly kind: 'deleted' } & Deletion)
  /** Faces that are not this person's. */
  | { readonly kind: 'denied'; readonly faces: number; readonly name: string }
  /** People who are no longer shown, or are again; a face that was drawn, and whose it is. */
  | { readonly kind: 'hidden' | 'shown'; readonly name: string }
  | { readonly kind: 'drawn'; readonly name: string | null }
  /** What was said of a name that Facet gave. */
  | { readonly kind: 'right' | 'wrong'; readonly name: string };

/** A change of the library that can be taken back. */
export interface Undoable {
  /** For `undo`. */
  readonly step: number;
}

/** A step that was taken back. */
export interface Undone extends Undoable {
  readonly change: Change;
  /** Id of the face whose judgement was taken back, where it was one. */
  readonly judged: string | null;
}
