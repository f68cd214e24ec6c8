// Photos: where they come from, how they are searched for faces, and how they go out.
import type { Failure } from '../../models/failure.ts';

/** Which faces of a photo are looked for: all, or large ones alone. */
export interface FaceSearch {
  readonly faces?: 'all' | 'large';
  /** Width of the smallest face, in pixels of the photo; what the photo's size says where it is left out. */
  readonly minFace?: number;
}

/** Which model finds the faces; the built-in one where none is named. */
export interface DetectorChoice {
  readonly detector?: string;
}

export interface Skipped {
  readonly path: string;
  readonly reason: Failure;
}

/** Files of folders that were left out as kinds, without a reason for each. */
export interface LeftOut {
  /** Files that are not photos, by the ending of their names: lower case with its dot, empty where there is none. */
  readonly kinds: readonly { readonly ending: string; readonly files: number }[];
  /** Files and folders whose name begins with a dot. */
  readonly hidden: number;
  /** Folders that hold none of the user's photos: why, as a noun, and how many files lie in them. */
  readonly folders: readonly { readonly path: string; readonly why: string; readonly files: number }[];
}

export interface TagRequest extends DetectorChoice, FaceSearch {
  /** Photos, and folders that are searched for photos. */
  readonly paths: readonly string[];
  /** Write copies with the names in them into this folder, instead of files beside the photos. */
  readonly embed?: string;
  /** Only names that the user gave: nothing is recognised. */
  readonly confirmed?: boolean;
  /** Share of strangers that may be given a name; the checkpoint's own where it is left out. */
  readonly fpir?: number;
}

export type TaggedPhoto =
  | {
      readonly path: string;
      /** Everybody who has a name in it. */
      readonly people: readonly string[];
      /** The XMP file or the copy; null where there is nothing to write. */
      readonly file: string | null;
      /** Whether it was written: it may say all that already. */
      readonly changed: boolean;
      /** Those of `people` whose faces another program's regions call otherwise, which they keep. */
      readonly otherwise: readonly string[];
    }
  | { readonly path: string; readonly error: Failure };

/** How a data set is laid out. */
export const datasetFormats = ['imagefolder', 'huggingface', 'coco', 'fiftyone'] as const;

export type DatasetFormat = (typeof datasetFormats)[number];

/** A photo of the library. */
export interface StoredPhoto {
  /** SHA-256 of its bytes, hex; any unambiguous prefix of 6 or more digits names it. */
  readonly id: string;
  /** The original's name at import. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** ISO 8601 without zone, where the photo says so. */
  readonly takenAt: string | null;
  /** How many faces of it the library has. */
  readonly faces: number;
  /** It stays where it was imported from. */
  readonly inPlace: boolean;
}
