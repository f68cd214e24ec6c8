// Films that the page decodes where the program ffmpeg is not installed.

/** A frame that is to be looked at. */
export interface DecodedFrame {
  /** From the film's beginning. */
  readonly seconds: number;
  /** It shows something else than the frame before it. */
  readonly newScene: boolean;
  /** Upright. */
  readonly jpeg: Uint8Array;
}

/** How decoding ended. */
export type FilmEnd =
  { readonly kind: 'done' } | { readonly kind: 'damaged'; readonly what: string } | Undecodable;

/** Why a page decodes nothing of a film. */
export type Undecodable =
  | { readonly kind: 'no-pictures' | 'unknown-format' }
  /** The browser has no decoder for it; null where it has no name here either. */
  | { readonly kind: 'unknown-codec'; readonly codec: string | null };

/** Bytes of one answer of `films.read`. */
export const LARGEST_READ = 4_000_000;
/** Bytes of one frame. */
export const LARGEST_FRAME = 20_000_000;
