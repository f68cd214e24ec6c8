// A gallery that is searched: who may be meant by faces, among ten people or a million.
//
// [Note: who decides] A gallery finds candidates and decides nothing. `decide` of models/identity names faces among candidates
// exactly as among the people of a checkpoint, so that thresholds, denials, the rule that nobody is in a photo twice, and
// confidence have one owner wherever the people are kept.
import type { Failure, Result } from '../../models/failure.ts';
import type { Candidates, GalleryPerson, PersonRows } from '../../models/identity/gallery/candidates.ts';
import type { SizedCalibration } from '../../models/identity/gallery/size.ts';
import type { Space } from '../../models/identity/space.ts';

/** What everybody's prototypes were made with, and what names are given by. */
export interface GalleryTerms {
  readonly encoder: { readonly id: string; readonly digest: string };
  readonly space: Space;
  readonly blend: number;
  readonly calibration: SizedCalibration;
}

/** Where the answers come from. */
export type GallerySource =
  | { readonly kind: 'server' }
  /** The last copy: of that time (ISO 8601), used because of that failure. */
  | { readonly kind: 'copy'; readonly from: string; readonly why: Failure };

export interface FoundCandidates extends Candidates {
  readonly terms: GalleryTerms;
  /** People in the whole gallery. */
  readonly total: number;
}

export interface SearchedGallery {
  /** The encoder whose embeddings are looked for. */
  readonly encoder: GalleryTerms['encoder'];
  /**
   * The people who score best, for each face so many of them, and with them all that `decide` needs.
   *
   * @param embeddings `[F, D]`, L2-normalised rows
   */
  nearest(embeddings: Float32Array, most: number): Promise<Result<FoundCandidates>>;
  source(): GallerySource;
  close(): Promise<void>;
}

/** Somebody with all prototypes, as a gallery keeps them. */
export interface Enrolled extends GalleryPerson {
  readonly rows: PersonRows;
}

export interface Publication {
  /** What a new gallery is made with. */
  readonly terms: () => Promise<Result<GalleryTerms>>;
  /** People as prototypes in the space of the gallery, new or not. */
  readonly people: (terms: GalleryTerms, isNew: boolean) => Promise<Result<readonly Enrolled[]>>;
}

export interface Published {
  /** Whether the gallery was made by this. */
  readonly made: boolean;
  readonly added: number;
  readonly changed: number;
  /** People in the gallery now. */
  readonly people: number;
}
