// A photo as small as in a table.
import { basename } from 'node:path';
import { success, type Result } from '../../models/failure.ts';
import { inspectPhoto } from './decode.ts';
import { decodingFailure } from './failures.ts';
import { readPhoto } from './read.ts';
import { owned, sharp } from './sharp.ts';

/** Pixels of each side. */
const SIDE = 112;

/** The middle of the photo, upright and square, as JPEG. */
export async function thumbnail(path: string): Promise<Result<Uint8Array>> {
  const photo = { name: basename(path), path };
  const bytes = await readPhoto(path);
  if (!bytes.ok) return bytes;
  const header = await inspectPhoto(bytes.value, photo);
  if (!header.ok) return header;
  try {
    const small = sharp(bytes.value).autoOrient().resize(SIDE, SIDE, { fit: 'cover' });
    return success(owned(await small.jpeg({ quality: 72 }).toBuffer()));
  } catch (error) {
    return decodingFailure(error, bytes.value, photo);
  }
}
