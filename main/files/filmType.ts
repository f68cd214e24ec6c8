// Whether a file is a film, and how its container is read: by its bytes, as its name may lie.

/** Names of ffmpeg's demuxers: each film is given to the one that its bytes say, and to no other. */
export type FilmFormat = 'mov' | 'matroska' | 'avi';

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Brands of ISO base media files that hold pictures or sound alone. */
const NO_FILMS = /^(avi[fs]|hei[cmxs]|hev[cx]|mif1|msf1|crx |M4[AB] |jp2 |jpx )$/;

/** Boxes that QuickTime files without a brand begin with. */
const BOXES: ReadonlySet<string> = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']);

/** Null where the bytes (the first twelve are enough) do not begin as films do. */
export function filmFormat(bytes: Uint8Array): FilmFormat | null {
  if (bytes.length < 12) return null;
  const box = ascii(bytes, 4, 8);
  if (box === 'ftyp') return NO_FILMS.test(ascii(bytes, 8, 12)) ? null : 'mov';
  if (BOXES.has(box)) return 'mov';
  if (ascii(bytes, 0, 4) === '\x1aE\xdf\xa3') return 'matroska';
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'AVI ' ? 'avi' : null;
}

/**
 * Where in a photo the film of its moment begins: after the JPEG that cameras of Google and Samsung write, or in a box of a
 * HEIC. Null where there is none.
 */
export function motionOffset(photo: Uint8Array): number | null {
  const bytes = Buffer.from(photo.buffer, photo.byteOffset, photo.byteLength);
  // What comes first is the HEIC itself. Most photos have no film: they are read through once.
  const first = bytes.indexOf('ftyp', 16);
  if (first === -1 || !MARKS.some((mark) => bytes.includes(mark))) return null;
  for (let at = first; at !== -1; at = bytes.indexOf('ftyp', at + 4)) {
    const start = at - 4;
    if (bytes.readUInt32BE(start) <= 256 && filmFormat(bytes.subarray(start)) !== null) return start;
  }
  return null;
}

const MARKS = ['MotionPhoto', 'MicroVideo', 'mpvd'];
