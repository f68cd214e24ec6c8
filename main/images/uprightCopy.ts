// A photo for programs that turn nothing and read few formats.
import { success, type Result } from '../../models/failure.ts';
import { photoType } from '../files/photoType.ts';
import { decodingFailure, type PhotoName } from './failures.ts';
import { openPhoto, storedOrientation } from './open.ts';

/** Formats that every program reads. */
const PLAIN: ReadonlySet<string> = new Set(['jpg', 'png']);

/** The photo as an upright JPEG; null where it is plain and upright as it is. */
export async function uprightCopy(bytes: Uint8Array, photo: PhotoName): Promise<Result<Uint8Array | null>> {
  const stored = await storedOrientation(bytes);
  if (PLAIN.has(photoType(bytes)) && stored?.orientation === 1) return success(null);
  const opened = await openPhoto(bytes, photo);
  if (!opened.ok) return opened;
  try {
    const image = opened.value.flatten({ background: '#fff' }).toColourspace('srgb');
    return success(await image.jpeg({ quality: 95 }).toBuffer());
  } catch (error) {
    return decodingFailure(error, photo);
  }
}
