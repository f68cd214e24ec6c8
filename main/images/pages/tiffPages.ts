// The pages of a TIFF: scanners and faxes put several photos into one file.
import { success, type Result } from '../../../models/failure.ts';
import { photoType } from '../../files/photoType.ts';
import { decodingFailure, tooManyPixels, type PhotoName } from '../failures.ts';
import { isRaw } from '../foreign/rawPreview.ts';
import { subfileTypes } from '../foreign/tiffTags.ts';
import { DECODING_SECONDS, pixelLimit, PIXEL_LIMIT } from '../limits.ts';
import { owned, sharp } from '../sharp.ts';

/** More are a book. */
const MOST_PAGES = 500;

/**
 * Numbers of the pages that show something of their own, from 0: not smaller copies of another page, and not masks. One
 * alone where the photo is not a TIFF, or cannot be read.
 */
export async function tiffPages(bytes: Uint8Array): Promise<readonly number[]> {
  if (photoType(bytes) !== 'tif' || isRaw(bytes)) return [0];
  const pages = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .then(
      (metadata) => metadata.pages ?? 1,
      () => 1,
    );
  const types = subfileTypes(bytes);
  return Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, page) => page).filter(
    (page) => page === 0 || ((types[page] ?? 0) & (REDUCED | MASK)) === 0,
  );
}

/** Bits of NewSubfileType (TIFF 6.0, page 36). */
const REDUCED = 1;
const MASK = 4;

/** One page, upright, as a PNG: the photo that it is kept as. */
export async function tiffPage(
  bytes: Uint8Array,
  page: number,
  photo: PhotoName,
): Promise<Result<Uint8Array>> {
  try {
    const options = { page, failOn: 'error', limitInputPixels: PIXEL_LIMIT } as const;
    const metadata = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    const limit = pixelLimit(metadata);
    if (metadata.width * metadata.height > limit)
      return tooManyPixels(photo, metadata.width, metadata.height, limit);
    const upright = sharp(bytes, options).timeout({ seconds: DECODING_SECONDS }).autoOrient();
    return success(
      owned(await upright.flatten({ background: '#fff' }).toColourspace('srgb').png().toBuffer()),
    );
  } catch (error) {
    return decodingFailure(error, photo);
  }
}
