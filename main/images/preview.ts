// Small copies of a photo, for screens.
import { basename } from 'node:path';
import type { ResizeOptions } from 'sharp';
import { success, type Result } from '../../models/failure.ts';
import { inspectPhoto } from './decode.ts';
import { decodingFailure } from './failures.ts';
import { readPhoto } from './read.ts';
import { owned, sharp } from './sharp.ts';

/** All of the photo, 1024 pixels on the longer side at most, upright, as JPEG. */
export const previewPhoto = (path: string): Promise<Result<Uint8Array>> =>
  shrink(path, { width: 1024, height: 1024, fit: 'inside', withoutEnlargement: true }, 85);

/** The middle of the photo, square, as in a table, upright, as JPEG. */
export const thumbnail = (path: string, side = 112): Promise<Result<Uint8Array>> =>
  shrink(path, { width: side, height: side, fit: 'cover' }, 72);

async function shrink(path: string, size: ResizeOptions, quality: number): Promise<Result<Uint8Array>> {
  const photo = { name: basename(path), path };
  const bytes = await readPhoto(path);
  if (!bytes.ok) return bytes;
  const header = await inspectPhoto(bytes.value, photo);
  if (!header.ok) return header;
  try {
    const small = sharp(bytes.value).autoOrient().resize(size);
    return success(owned(await small.jpeg({ quality }).toBuffer()));
  } catch (error) {
    return decodingFailure(error, bytes.value, photo);
  }
}
