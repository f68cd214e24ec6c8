// Photos and names that come in.
import type { Failure } from '../../models/failure.ts';
import type { ExactNames } from './people.ts';
import type { LeftOut, Skipped } from './photos.ts';

interface InPlace {
  /** Photos stay where they are: the library notes where, instead of keeping copies. Not those of a server. */
  readonly inPlace?: boolean;
  /** The short films of live and motion photos are read, too: as a rule their photo is enough. */
  readonly live?: boolean;
}

export type ImportRequest = (FileSource | OtherApplication) & InPlace;

/** Only folders can be followed. */
export type FollowRequest = FileSource & InPlace;

export type FileSource =
  /** Photos of one person; folders are searched for photos. */
  | ({ readonly kind: 'person'; readonly person: string; readonly paths: readonly string[] } & ExactNames)
  /** A folder with one sub-folder per person, named after them. */
  | ({
      readonly kind: 'tree';
      readonly folder: string;
      /** Names of sub-folders that are people's although they hardly look it. */
      readonly accepted?: readonly string[];
    } & ExactNames)
  /** Photos of anybody: their faces are kept with nobody's name on them. */
  | { readonly kind: 'unnamed'; readonly paths: readonly string[] };

export type OtherApplication =
  /** Photos with faces or people in digiKam's database. */
  | {
      readonly kind: 'digikam';
      /** `digikam4.db`. */
      readonly database: string;
      /** Where its collections lie, if elsewhere than it says. */
      readonly folders?: readonly string[];
    }
  /** Photos of named people on an Immich server. */
  | {
      readonly kind: 'immich';
      /** Its address; nothing else is contacted. */
      readonly address: string;
      /** An API key; the environment's or the keychain's where it is left out. It is not kept. */
      readonly key?: string;
      /** Names of people there, all where it is left out. */
      readonly people?: readonly string[];
    };

export interface ImportReport {
  /** Photos that were added. */
  readonly photos: number;
  /** Photos that the library already had, byte for byte or as a copy with other metadata. */
  readonly duplicates: number;
  /** Faces in the photos that were added. */
  readonly faces: number;
  /** Those of `faces` that are kept with nobody's name on them. */
  readonly unassigned: number;
  /** Files that are no photos, cannot be read or show no face. */
  readonly skipped: readonly Skipped[];
  readonly leftOut: LeftOut;
  /** Folders of a tree that are hardly called after people: they are imported when their names are accepted. */
  readonly questioned: readonly string[];
  /** Names of folders that were taken for people of almost the same name. */
  readonly sameAs: readonly { readonly name: string; readonly person: string }[];
  /** Names that other applications had given. */
  readonly tags: readonly {
    readonly source: 'XMP' | 'Picasa' | 'Google Takeout' | 'digiKam' | 'Immich';
    /** Faces that have them now, and those of them that no search had found: they were drawn from there. */
    readonly named: number;
    readonly drawn: number;
    /** Regions of faces that have no name there either, or that are rejected there: they stay so. */
    readonly unnamed: number;
    /** Regions that match no face, too small or without a name. */
    readonly unmatched: number;
  }[];
  /** Files that gave photos of their pages or frames, and how many photos: `photos` counts these, too. */
  readonly stills: { readonly files: number; readonly photos: number };
  /** Films of live photos that were left out beside them, and those that lie within photos. */
  readonly live: { readonly beside: number; readonly inside: number };
  /** Photos of several people of whom none was clearly the one named: their faces are kept unassigned. */
  readonly undecided: readonly string[];
  /** Photos that were imported before under other names, which they keep. */
  readonly elsewhere: readonly { readonly path: string; readonly people: readonly string[] }[];
  /** Photos that show a person almost exactly as another photo of that person does. */
  readonly nearDuplicates: readonly { readonly path: string; readonly like: string }[];
  /** Why the import ended early, null where it did not. What is counted here is safe on disk either way. */
  readonly stopped: Failure | null;
}

/** A film that the page is to decode, of an import that is under way. */
export interface WantedFilm {
  /** Names it in `films.read`, `films.frame` and `films.end`, and nowhere else. */
  readonly film: string;
  readonly bytes: number;
}
