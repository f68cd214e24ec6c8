// People and their faces in the library, and what changes of them come to.
import type { Pose, Quality } from '../../models/face/face.ts';
import type { Box } from '../../models/image/geometry.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly photos: number;
  readonly faces: number;
  /** Kept and recognised, but named on no screen and in nothing that goes out. */
  readonly hidden: boolean;
  /** Date of birth, `YYYY-MM-DD`; null where it is not known. */
  readonly born: string | null;
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
  /** Its box was drawn by hand; its landmarks are estimated where `quality.detection` is 0. */
  readonly drawn: boolean;
  /** Whole years of the person when the photo was taken; null where a date is not known. */
  readonly age: number | null;
}

/** Whose faces were erased, and what still knows them. */
export interface RemovalReport {
  readonly person: Person;
  /** Originals that stay because other faces are in them too. */
  readonly keptPhotos: number;
  /** Photos of the library in which no face is left: nothing says whether the person is in them, and they stay. */
  readonly faceless: number;
  /** Checkpoints that still know the person: by name, by their crops, or by the encoder that they use. */
  readonly checkpoints: readonly string[];
  /** Checkpoints that knew the person and were erased. */
  readonly removedCheckpoints: readonly string[];
  /** Addresses of shared galleries whose copies here hold somebody of that id or name. */
  readonly galleries: readonly string[];
}

export interface ExactNames {
  /** Somebody new is made even where a person's name differs only by case, invisible characters or look-alikes. */
  readonly exactNames?: boolean;
}

/** A change that was taken back. */
export type Undoing =
  | { readonly kind: 'renamed'; readonly name: string; readonly before: string }
  | { readonly kind: 'merged'; readonly name: string; readonly into: string }
  | { readonly kind: 'moved' | 'denied'; readonly name: string; readonly faces: number }
  | { readonly kind: 'drawn'; readonly name: string }
  /** `hidden`, `born`: what is so again; what the change left alone is not there. */
  | {
      readonly kind: 'described';
      readonly name: string;
      readonly hidden?: boolean;
      readonly born?: string | null;
    }
  /** `ignored`: whether the faces are again. */
  | { readonly kind: 'ignored'; readonly faces: number; readonly ignored: boolean }
  | ({ readonly kind: 'deleted' } & Deletion);

/** What was taken out of the library: with photos, the faces in them. */
export interface Deletion {
  readonly faces: number;
  readonly photos: number;
}
