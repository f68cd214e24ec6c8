// Small copies of a photo, for screens.
import { basename } from 'node:path';
import type { ResizeOptions } from 'sharp';
import { portraitOf } from '../../models/face/portrait.ts';
import type { Box } from '../../models/image/geometry.ts';
import { success, type Result } from '../../models/failure.ts';
import { inspectPhoto, openPhoto } from './open.ts';
import { decodingFailure } from './failures.ts';
import { readPhoto } from './read.ts';
import { owned } from './sharp.ts';

/** All of the photo, 1024 pixels on the longer side at most, upright, as JPEG. */
export const previewPhoto = (path: string): Promise<Result<Uint8Array>> =>
  shrink(path, { width: 1024, height: 1024, fit: 'inside', withoutEnlargement: true }, 85);

/** The middle of the photo, square, as in a table, upright, as JPEG. */
export const thumbnail = (path: string, side = 112): Promise<Result<Uint8Array>> =>
  shrink(path, { width: side, height: side, fit: 'cover' }, 72);

/** A person's picture, 400 pixels square at most: the photo around the face, upright, as JPEG. */
export const portrait = (path: string, face: Box): Promise<Result<Uint8Array>> =>
  shrink(path, { width: 400, height: 400, fit: 'inside', withoutEnlargement: true }, 85, face);

async function shrink(
  path: string,
  size: ResizeOptions,
  quality: number,
  face?: Box,
): Promise<Result<Uint8Array>> {
  const photo = { name: basename(path), path };
  const bytes = await readPhoto(path);
  if (!bytes.ok) return bytes;
  const header = await inspectPhoto(bytes.value, photo);
  if (!header.ok) return header;
  const opened = await openPhoto(bytes.value, photo);
  if (!opened.ok) return opened;
  try {
    const upright = opened.value;
    if (face !== undefined) {
      const [left, top, width, height] = portraitOf(face, header.value.width, header.value.height);
      upright.extract({ left, top, width, height });
    }
    const small = upright.resize(size);
    return success(owned(await small.flatten({ background: '#fff' }).jpeg({ quality }).toBuffer()));
  } catch (error) {
    return decodingFailure(error, photo);
  }
}
