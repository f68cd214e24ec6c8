// Any photo becomes 8-bit RGB, turned upright; anything else becomes a failure that says why.
import type { Sharp } from 'sharp';
import { success, type Result } from '../../models/failure.ts';
import type { RgbImage } from '../../models/image/geometry.ts';
import { decodingFailure, type PhotoName } from './failures.ts';
import { bounded, inspectPhoto, openPhoto, type PhotoHeader } from './open.ts';
import { readPhoto } from './read.ts';
import { owned } from './sharp.ts';

/** The header of a photo all of which can be decoded: the pixels are made small as they come, which takes little memory. */
export async function verifyPhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<PhotoHeader>> {
  const header = await inspectPhoto(bytes, photo);
  if (!header.ok) return header;
  const opened = await openPhoto(bytes, photo);
  if (!opened.ok) return opened;
  try {
    await opened.value.resize(16, 16, { fit: 'fill' }).raw().toBuffer();
    return header;
  } catch (error) {
    return decodingFailure(error, photo);
  }
}

/**
 * All pixels, upright, in sRGB, transparent parts on white. Runs on libuv's threads, or on the foreign decoders' own. At
 * full resolution: on JPEGs, decoding at half the size (libjpeg's scaled transform) was measured to take as long, and
 * faces need the detail.
 */
export async function decodePhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<RgbImage>> {
  const opened = await openPhoto(bytes, photo);
  if (!opened.ok) return opened;
  try {
    return success(await pixelsOf(opened.value));
  } catch (error) {
    return decodingFailure(error, photo);
  }
}

async function pixelsOf(upright: Sharp): Promise<RgbImage> {
  const { data, info } = await upright
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
    return success(await pixelsOf(bounded(path).autoOrient()));
  } catch {
    // The long way round knows why.
    const bytes = await readPhoto(path);
    return bytes.ok ? decodePhoto(bytes.value, { name: path, path }) : bytes;
  }
}
