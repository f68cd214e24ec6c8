// The photo inside of a camera's raw file: the JPEG that the camera developed itself and put there to be looked at. Of
// several the largest; a thumbnail is too small to find faces in.
import { photoType } from '../../files/photoType.ts';
import { directoriesOf, ORIENTATION, type Directory } from './tiffTags.ts';

export interface RawPreview {
  /** A JPEG, with whatever follows it in the file. */
  readonly jpeg: Uint8Array;
  /** EXIF orientation that the raw file says, where the JPEG says none of its own; 1 to 8. */
  readonly orientation: number;
  /** A TIFF block that tells when the photo was taken. */
  readonly exif: Uint8Array | null;
}

/** Pixels of the longer side below which it is a thumbnail. */
const LEAST_SIDE = 600;

const OWN_TYPES: ReadonlySet<string> = new Set(['cr2', 'cr3', 'raf', 'orf', 'rw2']);
const TAG = {
  subfile: 0xfe,
  compression: 0x103,
  strips: 0x111,
  stripBytes: 0x117,
  jpeg: 0x201,
  jpegBytes: 0x202,
  panasonicJpeg: 0x2e,
  make: 0x10f,
  dng: 0xc612,
} as const;
/** Old and new JPEG, and what Nikon, Sony and Pentax call their own. */
const CAMERA_COMPRESSIONS: ReadonlySet<number> = new Set([6, 7, 99, 32767, 34713, 65535]);

/** Whether it is a camera's raw file: many are TIFF by their first bytes, whose first image is a thumbnail. */
export function isRaw(bytes: Uint8Array): boolean {
  const type = photoType(bytes);
  if (OWN_TYPES.has(type)) return true;
  const first = type === 'tif' ? directoriesOf(bytes)[0] : undefined;
  if (first === undefined) return false;
  if (first.values(TAG.dng).length > 0) return true;
  const reduced = (first.number(TAG.subfile) ?? 0) & 1;
  const compression = first.number(TAG.compression) ?? 1;
  return first.values(TAG.make).length > 0 && (reduced === 1 || CAMERA_COMPRESSIONS.has(compression));
}

/** Null where it holds no picture but thumbnails. */
export function rawPreview(bytes: Uint8Array): RawPreview | null {
  const block = tiffBlock(bytes);
  const directories = block === null ? [] : directoriesOf(bytes, block);
  const named = directories.flatMap((directory) => jpegsOf(directory));
  // What the directories do not name lies somewhere between its markers.
  const jpeg = largest(bytes, named) ?? largest(bytes, starts(bytes));
  if (jpeg === null) return null;
  return {
    jpeg: bytes.subarray(jpeg.at),
    orientation: jpeg.hasExif ? 1 : orientationOf(directories[0]),
    exif: block === null ? null : asTiff(bytes.subarray(block)),
  };
}

/** Some makers write a number of their own where TIFF has 42. What tells of the photo comes first. */
function asTiff(block: Uint8Array): Uint8Array {
  const copy = new Uint8Array(block.subarray(0, EXIF_BYTES));
  const little = copy[0] === 0x49;
  copy.set(little ? [42, 0] : [0, 42], 2);
  return copy;
}

const EXIF_BYTES = 200_000;

const orientationOf = (directory: Directory | undefined): number => {
  const said = directory?.number(ORIENTATION) ?? 1;
  return said >= 1 && said <= 8 ? said : 1;
};

/** Where the TIFF block begins; null where there is none. */
function tiffBlock(bytes: Uint8Array): number | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (['II', 'MM'].includes(buffer.toString('latin1', 0, 2))) return 0;
  // CR3 keeps it in a box of its own.
  const box = buffer.subarray(0, 65_536).indexOf('CMT1');
  return box === -1 ? null : box + 4;
}

function jpegsOf(directory: Directory): readonly number[] {
  const compressed = [6, 7].includes(directory.number(TAG.compression) ?? 0);
  const strips = directory.values(TAG.strips);
  return [
    ...directory.values(TAG.jpeg).slice(0, 1),
    ...directory.values(TAG.panasonicJpeg).slice(0, 1),
    ...(compressed && strips.length === 1 ? strips : []),
  ];
}

interface Jpeg {
  readonly at: number;
  readonly pixels: number;
  readonly hasExif: boolean;
}

function largest(bytes: Uint8Array, places: Iterable<number>): Jpeg | null {
  let best: Jpeg | null = null;
  for (const at of places) {
    const jpeg = readJpeg(bytes, at);
    if (jpeg !== null && jpeg.pixels > (best?.pixels ?? 0)) best = jpeg;
  }
  return best;
}

/** A start is a candidate as long as what follows reads as a JPEG's headers do. */
function* starts(bytes: Uint8Array): Generator<number> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf(START); at !== -1; at = buffer.indexOf(START, at + 3)) yield at;
}

const START = Buffer.from([0xff, 0xd8, 0xff]);
/** More segments than cameras write before the frame. */
const MOST_SEGMENTS = 200;

/** Follows the markers to the frame: null where they lead nowhere, where it is lossless raw data, or a thumbnail. */
function readJpeg(bytes: Uint8Array, start: number): Jpeg | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + 4 > bytes.length || bytes[start] !== 0xff || bytes[start + 1] !== 0xd8) return null;
  let hasExif = false;
  let at = start + 2;
  for (let segment = 0; segment < MOST_SEGMENTS && at + 10 <= bytes.length; segment++) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      const readable = marker <= 0xc2 && bytes[at + 4] === 8 && Math.max(width, height) >= LEAST_SIDE;
      return readable ? { at: start, pixels: width * height, hasExif } : null;
    }
    if (marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'Exif') hasExif = true;
    at += 2 + length;
  }
  return null;
}
