// When a photo was taken, from its EXIF block.
import readExif from 'exif-reader';

const MARK = Buffer.from('Exif\0\0');

/** The EXIF block in a file whose container nobody else reads; null where there is none. */
export function exifBlock(bytes: Uint8Array): Uint8Array | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(MARK); at !== -1; at = buffer.indexOf(MARK, at + 1)) {
    if (['II*\0', 'MM\0*'].includes(buffer.toString('latin1', at + 6, at + 10))) return bytes.subarray(at);
  }
  return null;
}

/**
 * ISO 8601 without zone (`2017-11-01T12:51:52`): cameras write the local time, and few write where that is.
 * Undefined where EXIF does not say, or says it in a form that nobody understands.
 */
export function takenAt(exif: Uint8Array): string | undefined {
  let date: unknown;
  try {
    const { Photo, Image } = readExif(Buffer.from(exif.buffer, exif.byteOffset, exif.byteLength));
    date = Photo?.DateTimeOriginal ?? Photo?.DateTimeDigitized ?? Image?.DateTime;
  } catch {
    return undefined; // A damaged block is no reason to refuse the photo.
  }
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) return undefined;
  // Cameras whose clock was never set write zeros.
  return date.getUTCFullYear() < 1900 ? undefined : date.toISOString().slice(0, 19);
}
