// What the parts of an import share.
import type { Engine, FaceSearch } from '../../engine/engine.ts';
import type { Result } from '../../../models/failure.ts';
import type { OpenFilm } from '../../images/films/frames.ts';
import type { PhotoTags } from '../../metadata/tags.ts';
import type { EmbeddingCache } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';
import { resolve } from 'node:path';
import type { ImportReport, Skipped } from '../../../preload/contract.ts';
import { type JobCall } from '../call.ts';

export interface ImportParts {
  readonly engine: Engine;
  readonly library: Library;
  /** Model ids. */
  readonly detector: string;
  readonly encoder: string;
  readonly search?: FaceSearch;
  /** Of what the request names, these paths alone: the others have not changed since the last time. */
  readonly only?: ReadonlySet<string>;
}

/** Where photos come from, and what is known of who is in them, where it is not from files alone. */
export interface Origin {
  /** The photo's bytes. */
  read(path: string, signal: AbortSignal): Promise<Result<Uint8Array>>;
  /** Null where it knows nothing of the photo: then what is in it and beside it counts. */
  tags(path: string, bytes: Uint8Array): Promise<PhotoTags | null>;
  /** Dates of birth by name, for people who are made. */
  readonly born?: ReadonlyMap<string, string>;
}

/** The same, and where embeddings of the encoder go. */
export interface ImportTools extends ImportParts {
  readonly embeddings: EmbeddingCache;
  /** Photos stay where they are, and the library keeps a note of the place instead of a copy. */
  readonly inPlace: boolean;
  readonly origin?: Origin;
  /** The films of live and motion photos are read, too. */
  readonly live: boolean;
}

/** Where the library is told that a photo stays; nothing where it keeps a copy. */
export const placeOf = (
  { inPlace }: Pick<ImportTools, 'inPlace'>,
  path: string,
): { readonly place?: string } => (inPlace ? { place: resolve(path) } : {});

/** Cancelling stops within one photo; what was imported by then stays. */
export interface ImportCall extends JobCall<'progress' | 'skipped' | 'arrived'> {
  /** Hears at the end, however it ends, what it changed. */
  readonly changed?: ((changes: ImportChanges) => void) | undefined;
  /** Reads films where ffmpeg is not installed. */
  readonly openFilm?: OpenFilm;
}

export interface ImportChanges {
  /** Ids of the photos that came in. */
  readonly photos: readonly string[];
  /** Ids of faces that were nobody's, and that it gave to people. */
  readonly named: readonly string[];
  /** Ids of faces that it drew in photos that were here before. */
  readonly drawn: readonly string[];
  /** Ids of faces that it made ignored. */
  readonly ignored: readonly string[];
  readonly denied: readonly (readonly [face: string, person: string])[];
}

/** A file that is to be imported, and whose photo it is said to be. */
export interface File {
  readonly path: string;
  readonly person: string | null;
}

export interface ReadFile extends File {
  /** SHA-256, hex. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Of a photo out of a file that holds several: its name, and when it was taken as far as that file says. */
  readonly still?: { readonly name: string; readonly takenAt: string | null };
  /** It is counted with the file that it came out of. */
  readonly isStill?: true;
}

/** A photo in the library that is said to be of a person. */
export interface Claim {
  readonly path: string;
  /** The person's name; null where nothing is said. */
  readonly person: string | null;
  readonly photo: string;
  /** The library had the photo before this file came. */
  readonly isCopy: boolean;
  readonly isStill?: true;
}

export interface ImportGroup {
  /** The person's name; null where the photos are of anybody. */
  readonly person: string | null;
  readonly files: readonly string[];
  readonly films: readonly string[];
}

export interface ImportPlan extends Pick<ImportReport, 'leftOut' | 'questioned' | 'sameAs'> {
  readonly groups: readonly ImportGroup[];
  readonly skipped: readonly Skipped[];
  readonly origin?: Origin;
}
