// Photos of a library and the faces in them, as its callers see them.
import type { Box, Face, Landmarks, Pose, Quality, Result } from '../../preload/contract.ts';

/** One photo, whoever is in it, and if nobody is. */
export interface LibraryPhoto {
  /** SHA-256 of the original's bytes, hex. */
  readonly id: string;
  /** The original's file name at import. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** ISO 8601 without zone, where the photo says so. */
  readonly takenAt: string | null;
  /** Absolute path of the original, byte for byte; of a photo that stays in place, where it was last. */
  readonly path: string;
  /** Whether the original is the user's own file, outside of the library: [Note: photos in place]. */
  readonly inPlace: boolean;
  /** Every face in it that the library holds, from the image's left to its right. */
  readonly faces: readonly LibraryFace[];
}

/** A face with all that training and display need. */
export interface LibraryFace extends Omit<Face, 'age'> {
  readonly landmarks: Landmarks;
  /** Absolute path of the aligned crop, a PNG. */
  readonly cropPath: string;
  /** The five landmarks in pixels of the crop. */
  readonly cropLandmarks: Landmarks;
  /** 16 hex digits. */
  readonly differenceHash: string;
  /** Ids of the people who the user said this is not. */
  readonly denied: readonly string[];
  /** It is nobody's, and nobody is to be asked about it. */
  readonly ignored: boolean;
  /** When the photo was taken, as it says of itself. */
  readonly takenAt: string | null;
}

export interface FaceFilter {
  /** A person's id; null for the faces that nobody owns and that are not ignored; every face where it is left out. */
  readonly person?: string | null;
  /** Those that are ignored, instead. */
  readonly ignored?: true;
}

/** As much of a face as lists of all faces need. */
export interface FaceKey {
  /** The face's, and its photo's. */
  readonly id: string;
  readonly photo: string;
}

export interface NearDuplicate {
  readonly face: LibraryFace;
  /** Bits in which the difference hashes differ, 0 to 64. */
  readonly distance: number;
}

export interface NewPhoto {
  /** SHA-256 of `bytes`, hex: the photo's id. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** The file's name, without its folder. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  /** Absolute path where the original stays: the library keeps a note of it instead of a copy. */
  readonly place?: string;
  /** Each person at most once. */
  readonly faces: readonly NewFace[];
}

export interface NewFace {
  /** SHA-256 of `png`, hex: the face's id. */
  readonly id: string;
  /** The aligned crop. */
  readonly png: Uint8Array;
  readonly box: Box;
  readonly landmarks: Landmarks;
  readonly cropLandmarks: Landmarks;
  readonly pose: Pose;
  readonly quality: Quality;
  readonly differenceHash: string;
  /** Id of the person whose face it is, or their name: then they are made with the photo; null for nobody's. */
  readonly person: string | { readonly name: string } | null;
  /** Ids of the people who the user said this is not; nobody where it is left out. */
  readonly denied?: readonly string[];
  /** Nobody is to be asked about it. */
  readonly ignored?: boolean;
  /** Its box was drawn by hand. */
  readonly drawn?: boolean;
}

/**
 * What came of adding a photo. `known`: the library has these bytes already. `same-faces`: other bytes, but
 * every crop is in the library already (a copy with edited metadata), so there was nothing to add.
 */
export type Addition =
  | { readonly status: 'added'; readonly photo: LibraryPhoto }
  | { readonly status: 'known' | 'same-faces'; readonly photo: LibraryPhoto };

/** What was taken out; what is kept of it goes when it is forgotten, or when the library is opened again. */
export interface Removed {
  readonly faces: number;
  readonly photos: number;
  /** Puts all of it back where it was. Fails with `not-found` where a person whose it was is gone. */
  readonly restore: () => Promise<Result<void>>;
  readonly forget: () => Promise<void>;
  /**
   * Keeps it for a day, or until anything else is erased, for another process: answers with its name for `restoreRemoved` and
   * `forgetRemoved`.
   */
  readonly keep: () => Promise<Result<string>>;
}

/** An original or a crop that a catalogue names, in the folder of one owner. */
export interface LibraryFile {
  readonly kind: 'original' | 'crop';
  /** Absolute; of an original in place, where it was last. */
  readonly path: string;
  /** Whether it is the user's own file, which Facet never writes. */
  readonly inPlace: boolean;
  /** SHA-256 of its content, hex. */
  readonly id: string;
  /** Id of the photo that it is, or that it was cut from; and that photo's name at import. */
  readonly photo: string;
  readonly photoName: string;
  /** Whose folder it lies in; null for the faces that nobody owns. */
  readonly person: string | null;
}
