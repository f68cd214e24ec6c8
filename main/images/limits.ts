// How large a photo may be: whoever sends one chooses its size, and a few kilobytes can unfold to gigabytes.
import type { Metadata } from 'sharp';
import type { ForeignKind } from './foreign/kind.ts';

/** Bytes of a photo's file, wherever it comes from: more than 16-bit TIFFs of 48 megapixels have. */
export const LARGEST_FILE = 300e6;

/** Pixels of a photo that is decoded row by row: larger than any camera's, and 0.8 GB of memory as RGB. */
export const PIXEL_LIMIT = 268_000_000;

/** Bytes that decoding one photo may take. */
const DECODING = 1.2e9;

/**
 * Seconds that decoding one photo may take: slow machines need ten for the largest that is allowed. What takes longer
 * was made to take long.
 */
export const DECODING_SECONDS = 60;

type Facts = Pick<Metadata, 'format' | 'isProgressive' | 'orientation'>;

/** Pixels at most of a photo like this one. */
export const pixelLimit = (facts: Facts): number =>
  Math.min(PIXEL_LIMIT, Math.floor(DECODING / bytesPerPixel(facts)));

/** Memory that decoding to RGB takes, measured on photos of 64 to 266 megapixels. */
function bytesPerPixel({ format, isProgressive, orientation = 1 }: Facts): number {
  // Turning a photo on its side needs all of it.
  const turned = orientation > 1 ? 3 : 0;
  return turned + (isProgressive && format === 'jpeg' ? 9 : (WHOLE[format] ?? (isProgressive ? 6 : 3)));
}

/** Bytes a pixel that the other decoders hold, by what they are: planes or floats, their result, and the copy of it. */
const FOREIGN: Readonly<Record<ForeignKind, number>> = { heif: 17, jxl: 34, jp2: 24, bmp: 11, pnm: 14 };

/** Pixels at most of a photo that sharp does not read. */
export const foreignPixelLimit = (kind: ForeignKind): number => Math.floor(DECODING / FOREIGN[kind]);

/** Formats whose decoders hold all of a photo, some more than once. */
const WHOLE: Readonly<Partial<Record<Metadata['format'], number>>> = { webp: 8, gif: 7, heif: 17 };
