// Galleries that several machines share.
import type { Failure } from '../../models/failure.ts';

/** Where names come from, where a shared gallery gives them. */
export interface GalleryUse {
  /** Its address. */
  readonly gallery: string;
  readonly people: number;
  /** The time of the last copy (ISO 8601), and why it is used; null while the server answers. */
  readonly copy: { readonly from: string; readonly why: Failure } | null;
}

export interface GalleryPublication {
  readonly gallery: string;
  /** Whether it was made just now. */
  readonly made: boolean;
  readonly added: number;
  readonly changed: number;
  /** In the gallery now. */
  readonly people: number;
}

export interface GalleryStatus {
  readonly gallery: string;
  readonly server:
    | {
        readonly people: number;
        readonly encoder: { readonly id: string; readonly digest: string };
        /** Version of pgvector, by which the server searches; null: clients search their copies. */
        readonly pgvector: string | null;
        /** Whether the user of the address may enrol and erase, not only name faces. */
        readonly mayEnrol: boolean;
      }
    | { readonly problem: Failure };
  /** What lies on this machine; null where nothing does. */
  readonly copy: { readonly people: number; readonly from: string } | null;
}
