// Pictures at half their size, and pictures sampled along a grid: the inner loops of all that shrinks, turns or cuts out.
import { bytesOf, kernel } from '../kernel.ts';
import type { RgbImage } from './geometry.ts';
import type { Similarity } from './similarity.ts';

/** What `resample.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABRwZgCnx8fHx8fH9/f38AYAt8fHx8fHx/f39/fwBgDXx8fHx8fH9/f39/f38AYAh/f39/f39/fwBgBnx8fH9/fwBgBH9/f38AAwcGAAECAwQFBQMBAA' +
  'EHPAYGbWVtb3J5AgAGc2FtcGxlAAEMc2FtcGxlSGFsdmVkAAIFYmxlbmQAAwdhdmVyYWdlAAQFaGFsdmUABQr0CQasAwMIfgJ/BXsgAEQAAAAAAADwQaL8BiEKIAFE' +
  'AAAAAAAA8EGi/AYhCyACRAAAAAAAAPBBovwGIQwgA0QAAAAAAADwQaL8BiENIAREAAAAAAAA8EGi/AYhDiAFRAAAAAAAAPBBovwGIQ8DQCAKQgAgCkIAVRshECAQIA' +
  '4gECAOUxshECALQgAgC0IAVRshESARIA8gESAPUxshESAGIBFCIIinIAdsIBBCIIinQQNsamohEiAQQhKIp0H//wBxIRMgE0H//wNsQYCAAWr9ESEUIBFCEoinQf//' +
  'AHEhEyATQf//A2xBgIABav0RIRUgEv1dAwD9DAD/A/8B/wT/Av8F///////9DiEWIBIgB2r9XQMA/QwA/wP/Af8E/wL/Bf///////Q4hFyAWIBT9ugFBB/2tASAXIB' +
  'T9ugFBB/2tAf2FASEYIBggGP0NAAEICQIDCgsEBQwNBgcODyAV/boBQYCAwAD9Ef2uAUEV/a0BIRggCSAY/QwABAj//////////////////Q79WgIAACAJQQNqIQkg' +
  'CiAMfCEKIAsgDXwhCyAIQQFrIggNAAsLSgEBfANAIAAgAyALoqEgASACIAuioCACIAMgBCAFIAYgByAIIAoQACAKIAhBA2xqIQogC0QAAAAAAADwP6AhCyAJQQFrIg' +
  'kNAAsLhwEBAXwDQCAAIAMgDaKhIAEgAiANoqAgAiADIAQgBSAGIAcgCCALEAAgDUQAAAAAAADwP6AhDSAAIAMgDaKhIAEgAiANoqAgAiADIAQgBSAGIAcgCCAMEAAg' +
  'DUQAAAAAAADwP6AhDSALIAwgCCAKEAUgCiAIQQF2QQNsaiEKIAlBAmsiCQ0ACwuWAQEEeyAC/RAhCUGAAiACa/0QIQggBf0QIQtBgAIgBWv9ECEKA0AgByAA/QIDAC' +
  'AI/ZUBIAH9AgMAIAn9lQH9jgEgA/0CAwAgCv2VASAE/QIDACAL/ZUB/Y4B/ZsBQQH9jQH9CwQAIABBCGohACABQQhqIQEgA0EIaiEDIARBCGohBCAHQRBqIQcgBkEI' +
  'ayIGQQBKDQALC98CAwR+AX8BeyAARAAAAAAAAPBBovwGIQYgAUQAAAAAAADwQaL8BiEHIAJEAAAAAAAA8EGi/AYhCANAIAZCACAGQgBVGyEJIAkgCCAJIAhTGyEJIA' +
  'lCEoinQf//AHEhCiADIAlCIIinQQZsav0ABAD9DAAAAAAAAAAAAAAAAAAAAAD9DQABBgcCAwgJBAUKCxAREBEgCkH//wNsQYCAAWr9Ef26ASELIAYgB3whBiAGQgAg' +
  'BkIAVRshCSAJIAggCSAIUxshCSAJQhKIp0H//wBxIQogCyADIAlCIIinQQZsav0ABAD9DAAAAAAAAAAAAAAAAAAAAAD9DQABBgcCAwgJBAUKCxAREBEgCkH//wNsQY' +
  'CAAWr9Ef26Af2uASELIAYgB3whBiALQYCAgAH9Ef2uAUEW/a0BIQsgCyAL/YUBIQsgBSALIAv9Zv1aAgAAIAVBA2ohBSAEQQFrIgQNAAsLdwICewF//QwAAwEEAgUG' +
  'CQcKCAv/////IQUgACACQQNsaiEGA0AgAP0ABAAgBf0O/X0gAf0ABAAgBf0O/X39jgFBAv0Q/Y4BQQL9jQEhBCADIAQgBP1m/VsDAAAgA0EGaiEDIAFBDGohASAAQQ' +
  'xqIgAgBkkNAAsL';

const open = kernel<'sample' | 'sampleHalved' | 'halve' | 'blend' | 'average'>(KERNEL);

/** Bytes beyond a row that the kernel may touch. */
const SLACK = 16;
/** Pixels; more than what rounding can add up to along a row. */
const MARGIN = 1e-6;
/** What the weights of two rows add up to. */
const BLENDED = 256;

/** A side of a picture at half its size: an odd last row or column stands alone. */
const half = (side: number): number => (side + 1) >> 1;

/** The mean of each 2 x 2 block; the last row and column of odd sizes stand alone. Exact, then rounded. */
export function halve(image: RgbImage): RgbImage {
  const [width, height] = [half(image.width), half(image.height)];
  const line = bytesOfRow(image.width);
  const { bytes, halveRow } = halver(3 * line);
  const data = new Uint8Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    halveRow(image, y, 0, width, line, 0);
    data.set(bytes.subarray(0, width * 3), y * width * 3);
  }
  return { data, width, height };
}

/** The same as halving twice, of which the first result is never whole in memory. */
export function quarter(image: RgbImage): RgbImage {
  const [halfWidth, halfHeight] = [half(image.width), half(image.height)];
  const [width, height] = [half(halfWidth), half(halfHeight)];
  const line = bytesOfRow(image.width);
  const { bytes, functions, halveRow } = halver(5 * line);
  const data = new Uint8Array(height * width * 3);
  const halveInto = (into: number, row: number) => {
    halveRow(image, row, 0, halfWidth, 3 * line, into);
    standAlone(bytes, into, halfWidth);
  };
  for (let y = 0; y < height; y++) {
    halveInto(line, 2 * y);
    halveInto(2 * line, Math.min(2 * y + 1, halfHeight - 1));
    functions.halve(line, 2 * line, halfWidth, 0);
    data.set(bytes.subarray(0, width * 3), y * width * 3);
  }
  return { data, width, height };
}

const bytesOfRow = (columns: number): number => columns * 3 + 3 + SLACK;

/** An odd last column has no neighbour but itself. */
function standAlone(bytes: Uint8Array, row: number, columns: number): void {
  const end = row + columns * 3;
  if (columns % 2 === 1) bytes.copyWithin(end, end - 3, end);
}

/** What halves a part of a row; the kernel's memory holds `size` bytes at least. */
function halver(size: number) {
  const { memory, functions } = open();
  const bytes = bytesOf(memory, size);
  /** Columns `left` to before `right` of row `y` at half the size, `into` memory; two rows of the picture go to `rows`. */
  const halveRow = (image: RgbImage, y: number, left: number, right: number, rows: number, into: number) => {
    const [first, columns] = [2 * left, Math.min(2 * right, image.width) - 2 * left];
    const line = bytesOfRow(columns);
    const copyRow = (row: number, at: number) => {
      const start = (row * image.width + first) * 3;
      bytes.set(image.data.subarray(start, start + columns * 3), at);
      standAlone(bytes, at, columns);
    };
    copyRow(2 * y, rows);
    copyRow(Math.min(2 * y + 1, image.height - 1), rows + line);
    functions.halve(rows, rows + line, columns, into);
  };
  return { bytes, functions, halveRow };
}

/**
 * The picture whose pixel p is `image` at `grid(p)`, a bilinear sample; or, where it is `averaged`, the mean of the four
 * samples at 2 p and beside and below it. Beyond the border the nearest pixel of the picture counts.
 *
 * @param halved whether `grid` means pixels of the picture at half its size: only what is sampled is halved
 */
export function sample(
  image: RgbImage,
  grid: Similarity,
  width: number,
  height: number,
  averaged: boolean,
  halved = false,
): RgbImage {
  const [columns, rows] = averaged ? [2 * width, 2 * height] : [width, height];
  const size = halved ? { width: half(image.width), height: half(image.height) } : image;
  const { left, top, right, bottom } = partOf(size, grid, columns, rows);
  const stride = (right - left) * 3;
  const line = columns * 3 + SLACK;
  const straight = averaged && grid.b === 0;
  // The result; two rows of samples, or a row of averages; two rows of the picture, where it is halved; then what is sampled.
  const lines = 3 * width * height + SLACK;
  const whole = lines + (straight ? 2 * stride + SLACK : averaged ? 2 * line : 0);
  const part = whole + (halved ? 2 * bytesOfRow(2 * (right - left)) : 0);
  // One row more: the samples of the last one have a neighbour below, which counts for nothing.
  const { bytes, functions, halveRow } = halver(part + (bottom - top + 1) * stride + SLACK);
  for (let y = top; y < bottom; y++) {
    const into = part + (y - top) * stride;
    const start = (y * image.width + left) * 3;
    // A halved row may write beyond its end, where the next one comes.
    if (halved) halveRow(image, y, left, right, whole, into);
    else bytes.set(image.data.subarray(start, start + stride), into);
  }
  const { a, b, tx, ty } = grid;
  const [lastX, lastY] = [size.width - 1, size.height - 1];
  const origin = part - top * stride - left * 3;
  /** Along rows the samples of a column are blended for all columns at once. */
  const averageRow = (row: number) => {
    const [y, below] = [2 * row, 2 * row + 1].map((at) => clamp(ty + a * at, lastY));
    const rows = [y, below].flatMap((at) => {
      const first = part + (Math.floor(at) - top) * stride;
      return [first, first + stride, Math.round((at - Math.floor(at)) * BLENDED)];
    });
    functions.blend(...rows, stride, lines);
    functions.average(tx, a, lastX, lines - 2 * 3 * left, width, row * width * 3);
  };
  const samples = [tx, ty, a, b, lastX, lastY, origin, stride, columns, rows, 0] as const;
  if (straight) for (let row = 0; row < height; row++) averageRow(row);
  else if (averaged) functions.sampleHalved(...samples, lines, lines + line);
  else functions.sample(...samples);
  return { data: bytes.slice(0, width * height * 3), width, height };
}

type Sides = Pick<RgbImage, 'width' | 'height'>;

/** The part of the picture that the grid's samples are made of: right and bottom are the first that are not. */
function partOf({ width, height }: Sides, { a, b, tx, ty }: Similarity, columns: number, rows: number) {
  const [across, down] = [columns - 1, rows - 1];
  const x = [0, a * across, -b * down, a * across - b * down].map((offset) => tx + offset);
  const y = [0, b * across, a * down, b * across + a * down].map((offset) => ty + offset);
  const first = (coordinates: readonly number[], size: number) =>
    clamp(Math.floor(Math.min(...coordinates) - MARGIN), size - 1);
  const last = (coordinates: readonly number[], size: number) =>
    clamp(Math.floor(Math.max(...coordinates) + MARGIN) + 1, size - 1);
  return {
    left: first(x, width),
    top: first(y, height),
    right: last(x, width) + 1,
    bottom: last(y, height) + 1,
  };
}

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
