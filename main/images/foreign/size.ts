// How large a photo says it is, read from its header before a decoder sees it: for formats that sharp does not know.
import { readBits } from './bits.ts';
import type { ForeignKind } from './kind.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Null where the header does not say. */
export const declaredSize = (kind: ForeignKind, bytes: Uint8Array): Size | null => READERS[kind](bytes);

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const READERS: Readonly<Record<ForeignKind, (bytes: Uint8Array) => Size | null>> = {
  heif: (bytes) => {
    // Of all images in it, tiles and thumbnails included: the largest is what decoding can come to.
    let found: Size | null = null;
    const buffer = bufferOf(bytes);
    for (
      let at = buffer.indexOf('ispe');
      at !== -1 && at + 16 <= buffer.length;
      at = buffer.indexOf('ispe', at + 4)
    ) {
      const size = { width: buffer.readUInt32BE(at + 8), height: buffer.readUInt32BE(at + 12) };
      if (found === null || size.width * size.height > found.width * found.height) found = size;
    }
    return found;
  },
  // Frames are drawn onto the codestream's own size, which comes first.
  jxl: (bytes) => {
    const buffer = bufferOf(bytes);
    if (bytes[0] === 0xff) return jxlSize(bytes);
    // In a container the codestream is one box, or the first of several parts, which begin with their number.
    const whole = buffer.indexOf('jxlc');
    const part = buffer.indexOf('jxlp');
    const at = whole !== -1 ? whole + 4 : part === -1 ? -1 : part + 8;
    return at === -1 ? null : jxlSize(bytes.subarray(at));
  },
  jp2: (bytes) => {
    const at = bufferOf(bytes).indexOf(SIZE_MARKER);
    if (at === -1 || at + 24 > bytes.length) return null;
    const data = view(bytes);
    const [right, bottom, left, top] = [8, 12, 16, 20].map((offset) => data.getUint32(at + offset));
    return { width: right - left, height: bottom - top };
  },
  bmp: (bytes) => {
    const data = view(bytes);
    if (bytes.length < 26) return null;
    if (data.getUint32(14, true) === 12) {
      return { width: data.getUint16(18, true), height: data.getUint16(20, true) };
    }
    return { width: Math.abs(data.getInt32(18, true)), height: Math.abs(data.getInt32(22, true)) };
  },
  pnm: (bytes) => {
    const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
    const named = text.startsWith('P7');
    const numbers = text
      .replaceAll(/#[^\n]*/g, ' ')
      .match(named ? /WIDTH\s+(\d+)\s+HEIGHT\s+(\d+)/ : /^P[1-6]\s+(\d+)\s+(\d+)/);
    return numbers === null ? null : { width: Number(numbers[1]), height: Number(numbers[2]) };
  },
};

/** Start of codestream, then the marker of the image's size (ISO/IEC 15444-1, A.5.1). */
const SIZE_MARKER = Buffer.from([0xff, 0x4f, 0xff, 0x51]);

/** Width over height, by number (ISO/IEC 18181-1, SizeHeader). */
const RATIOS = [0, 1, 1.2, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];

function jxlSize(codestream: Uint8Array): Size | null {
  if (codestream.length < 16) return null;
  const bits = readBits(codestream.subarray(2));
  const small = bits(1) === 1;
  const side = () => (small ? (bits(5) + 1) * 8 : bits([9, 13, 18, 30][bits(2)] ?? 30) + 1);
  const height = side();
  const ratio = bits(3);
  const width = ratio === 0 ? side() : Math.floor(height * (RATIOS[ratio] ?? 1));
  // Turned where the image's header says so: default, extra fields, orientation.
  const turned = bits(1) === 0 && bits(1) === 1 && bits(3) >= 4;
  return turned ? { width: height, height: width } : { width, height };
}
