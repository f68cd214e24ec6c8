// The parts that hostile images are put together from: chunks, segments, directories and boxes, with whatever in them.
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at));
  return bytes;
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, at) => bytes.writeUInt16BE(value, 2 * at));
  return bytes;
}

/** A small picture with some detail, as a camera's. */
export function photo(width = 96, height = 64): Sharp {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 31 + (at >> 7) * 17) & 255);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

export const pngChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([ascii(type), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
};

export const png = (...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([SIGNATURE, ...chunks, pngChunk('IEND', Buffer.alloc(0))]);

/** `IHDR`: bits and colour type as the PNG specification numbers them. */
export const pngHeader = (width: number, height: number, bits = 8, colour = 2, interlace = 0): Buffer =>
  pngChunk('IHDR', Buffer.concat([u32(width, height), Buffer.from([bits, colour, 0, 0, interlace])]));

export const pngData = (bytes: number): Buffer => pngChunk('IDAT', zeros(bytes));

/** So many zeros, deflated: a thousandth of them. */
export const zeros = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes), { level: 9 });

export const segment = (marker: number, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data]);

/** The JPEG with segments put in front of its own. */
export const withSegments = (jpeg: Buffer, ...segments: readonly Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** Where the first segment with this marker begins, its `ff` included. */
export function markerAt(jpeg: Buffer, ...markers: readonly number[]): number {
  for (let at = 2; at + 4 < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    if (markers.includes(jpeg[at + 1] ?? 0)) return at;
  }
  throw new Error('there is no such segment');
}

/** The JPEG with another size in its frame header. */
export function resized(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = markerAt(copy, 0xc0, 0xc1, 0xc2);
  copy.writeUInt16BE(height, frame + 5);
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

/** An entry of a TIFF directory: tag, type, count, value or offset. */
export type Entry = readonly [tag: number, type: number, count: number, value: number];

export const directory = (entries: readonly Entry[], next: number): Buffer => {
  const bytes = Buffer.alloc(2 + 12 * entries.length + 4);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, count, value], at) => {
    bytes.writeUInt16LE(tag, 2 + 12 * at);
    bytes.writeUInt16LE(type, 4 + 12 * at);
    bytes.writeUInt32LE(count, 6 + 12 * at);
    bytes.writeUInt32LE(value, 10 + 12 * at);
  });
  bytes.writeUInt32LE(next, 2 + 12 * entries.length);
  return bytes;
};

const [SHORT, LONG] = [3, 4];

/** A little-endian TIFF whose first directory is at 8. */
export const tiff = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]), ...parts]);

/** A grey picture as a directory has it, with other entries in the place of its own. */
export const greyEntries = (width: number, height: number, changes: readonly Entry[] = []): Entry[] => {
  const entries: Entry[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 1, 8],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 1],
    [273, LONG, 1, 4],
    [277, SHORT, 1, 1],
    [278, LONG, 1, height],
    [279, LONG, 1, (width * height) >>> 0],
  ];
  const kept = entries.filter(([tag]) => !changes.some(([changed]) => changed === tag));
  return [...kept, ...changes].sort(([a], [b]) => a - b);
};

/** EXIF in a JPEG's segment, around a TIFF. */
export const exif = (block: Buffer): Buffer => segment(0xe1, Buffer.concat([ascii('Exif\0\0'), block]));

/** A box of an ISO base media file. */
export const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), ascii(type), body]);
};

export const riff = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([ascii('WEBP'), ...chunks]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([ascii('RIFF'), size, body]);
};

export const riffChunk = (type: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([ascii(type), size, data, Buffer.alloc(data.length % 2)]);
};

/** A GIF of so many frames of one pixel, on a screen of this size. */
export function gif(frames: number, width = 1, height = 1): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  screen[4] = 0x80;
  const control = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0]);
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  const all = Array.from({ length: frames }, () => Buffer.concat([control, frame]));
  return Buffer.concat([
    ascii('GIF89a'),
    screen,
    Buffer.from([0, 0, 0, 255, 255, 255]),
    ...all,
    Buffer.from([0x3b]),
  ]);
}
