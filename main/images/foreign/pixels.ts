import type { ForeignKind } from './kind.ts';

/** Pixels as a decoder gives them: 1 to 4 channels, 8 or 16 bits each, upright. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint16Array;
}

/** The size, and the pixels where they were asked for. */
export type Decoded = Omit<Pixels, 'data'> & { readonly data?: Pixels['data'] };

/** Throws on what it cannot read. */
export type Decode = (bytes: Uint8Array, sizeOnly: boolean) => Decoded | Promise<Decoded>;

/** What the thread is asked, a photo at a time, and what it says. */
export interface DecodeOrder {
  readonly kind: ForeignKind;
  readonly bytes: Uint8Array;
  readonly sizeOnly: boolean;
}

export type DecodeSaid = { readonly value: Decoded } | { readonly error: string };
