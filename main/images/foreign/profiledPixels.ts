// Pixels with a colour profile as a plain TIFF (TIFF 6.0), through which sharp takes them as it takes other photos: what is given
// to it as bare pixels has no profile.
import type { Pixels } from './pixels.ts';

/** Rows of a strip: readers hold one at a time. */
const ROWS = 16;

const [SHORT, LONG, UNDEFINED] = [3, 4, 7];

/** @param icc the profile of the pixels, which are 8-bit RGB or RGBA */
export function withIcc({ data, width, height, channels }: Pixels, icc: Uint8Array): Buffer {
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const strips = Math.ceil(height / ROWS);
  const row = width * channels;
  const lists: Buffer[] = [];
  let end = 8 + pixels.length;
  /** What is larger than an entry lies behind the pixels; answers with where. */
  const put = (list: Buffer): number => {
    const at = end;
    const even = list.length % 2 === 0 ? list : Buffer.concat([list, Buffer.alloc(1)]);
    lists.push(even);
    end += even.length;
    return at;
  };
  const numbers = (values: readonly number[]): number | Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, at) => bytes.writeUInt32LE(value, 4 * at));
    return values.length === 1 ? (values[0] ?? 0) : bytes;
  };
  const bits = Buffer.alloc(2 * channels);
  for (let channel = 0; channel < channels; channel++) bits.writeUInt16LE(8, 2 * channel);
  const offsets = Array.from({ length: strips }, (_, at) => 8 + at * ROWS * row);
  const sizes = offsets.map((_, at) => row * Math.min(ROWS, height - at * ROWS));
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number | Buffer])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, channels, bits],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, strips, numbers(offsets)],
    [277, SHORT, 1, channels],
    [278, LONG, 1, ROWS],
    [279, LONG, strips, numbers(sizes)],
    [284, SHORT, 1, 1],
    // The fourth channel is transparency that the colours are not multiplied by.
    ...(channels === 4 ? [[338, SHORT, 1, 2] as const] : []),
    [34675, UNDEFINED, icc.length, Buffer.from(icc)],
  ];
  const directory = Buffer.alloc(2 + 12 * entries.length + 4);
  directory.writeUInt16LE(entries.length);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 2 + 12 * index;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(typeof value === 'number' ? value : put(value), at + 8);
  });
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(end, 4);
  return Buffer.concat([header, pixels, ...lists, directory]);
}
