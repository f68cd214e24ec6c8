// Any photo that sharp reads becomes 8-bit RGB, turned upright; anything else becomes a failure that says why.
import type { Metadata, SharpOptions } from 'sharp';
import { success, type Result } from '../../models/failure.ts';
import type { RgbImage } from '../../models/image/geometry.ts';
import { isPhoto } from '../files/photoType.ts';
import { decodingFailure, notAPhoto, tooManyPixels, type PhotoName } from './failures.ts';
import { DECODING_SECONDS, PIXEL_LIMIT, pixelLimit } from './limits.ts';
import { readPhoto } from './read.ts';
import { takenAt } from './takenAt.ts';
import { owned, sharp } from './sharp.ts';

// Photos are decoded side by side, a thread each: that beats many threads a photo, and no photo comes twice.
sharp.concurrency(1);
sharp.cache(false);

/** Warnings of decoders are common in photos that look right; missing or damaged data is not. */
const reading: SharpOptions = { failOn: 'error', limitInputPixels: PIXEL_LIMIT };

/** A photo to be decoded within the limits. */
export const bounded = (input: Uint8Array | string) =>
  sharp(input, reading).timeout({ seconds: DECODING_SECONDS });

/** What a photo says of itself before it is decoded. */
export interface PhotoHeader {
  /** Pixels after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 without zone. */
  readonly takenAt?: string;
}

/** Reads the header only: cheap, and refuses what must never be decoded. Animations count as their first frame. */
export async function inspectPhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<PhotoHeader>> {
  if (!isPhoto(bytes)) return notAPhoto(bytes, photo);
  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { ...reading, limitInputPixels: false }).metadata();
  } catch (error) {
    return decodingFailure(error, bytes, photo);
  }
  const { width, height } = metadata.autoOrient;
  const limit = pixelLimit(metadata);
  if (width * height > limit) return tooManyPixels(photo, width, height, limit);
  const taken = metadata.exif && takenAt(metadata.exif);
  return success({ width, height, ...(taken === undefined ? {} : { takenAt: taken }) });
}

/** The header of a photo all of which can be decoded: the pixels are made small as they come, which takes little memory. */
export async function verifyPhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<PhotoHeader>> {
  const header = await inspectPhoto(bytes, photo);
  if (!header.ok) return header;
  try {
    await bounded(bytes).resize(16, 16, { fit: 'fill' }).raw().toBuffer();
    return header;
  } catch (error) {
    return decodingFailure(error, bytes, photo);
  }
}

/**
 * All pixels, upright, in sRGB, transparent parts on white. Runs on libuv's threads. At full resolution: on JPEGs,
 * decoding at half the size (libjpeg's scaled transform) was measured to take as long, and faces need the detail.
 */
export async function decodePhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<RgbImage>> {
  if (!isPhoto(bytes)) return notAPhoto(bytes, photo);
  try {
    return success(await decodeRgb(bytes));
  } catch (error) {
    return decodingFailure(error, bytes, photo);
  }
}

async function decodeRgb(input: Uint8Array | string): Promise<RgbImage> {
  const { data, info } = await bounded(input)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Decoded to ${info.channels} channels instead of 3`);
  // A plain Uint8Array: loops that see Buffers and arrays alike are compiled for neither.
  const own = owned(data);
  const pixels = new Uint8Array(own.buffer, own.byteOffset, own.byteLength);
  return { data: pixels, width: info.width, height: info.height };
}

/** Decodes an image file that Facet wrote itself: a stored crop. */
export async function readImage(path: string): Promise<Result<RgbImage>> {
  try {
    return success(await decodeRgb(path));
  } catch {
    // The long way round knows why.
    const bytes = await readPhoto(path);
    return bytes.ok ? decodePhoto(bytes.value, { name: path, path }) : bytes;
  }
}
