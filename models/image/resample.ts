// Pictures at half their size, and pictures sampled along a grid: the inner loops of all that shrinks, turns or cuts out.
import { bytesOf, kernel } from '../kernel.ts';
import type { RgbImage } from './geometry.ts';
import type { Similarity } from './similarity.ts';

/** What `resample.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABFQJgCnx8fHx8fH9/f38AYAR/f39/AAMDAgABBQMBAAEHGwMGbWVtb3J5AgAGc2FtcGxlAAAFaGFsdmUAAQqfBALtAgMHewJ/CXsgAP0UIA' +
  'H9IgEhCiAC/RQgA/0iASELIAT9FCAF/SIBIQwDQEQAAAAAAAAAAP0UIAwgCv32Af33ASENIA39dSEOIA0gDv3xASEPIA79/AEhDiAGIA79GwEgB2wgDv0b' +
  'AEEDbGpqIREgESAHaiESIA/9XiEPQwAAgD/9EyAP/eUBIRAgEP0fACAQ/R8BlP0TIRcgD/0fACAQ/R8BlP0TIRggEP0fACAP/R8BlP0TIRkgD/0fACAP/R' +
  '8BlP0TIRogEf1cAgD9iQH9qQEhEyAR/VwCA/2JAf2pASEUIBL9XAIA/YkB/akBIRUgEv1cAgP9iQH9qQEhFiAT/foBIBf95gEgFP36ASAY/eYB/eQBIBX9' +
  '+gEgGf3mASAW/foBIBr95gH95AH95AFDAAAAP/0T/eQB/fgBIRsgGyAb/YUBIRsgCSAbIBv9Zv1aAgAAIAlBA2ohCSAKIAv98AEhCiAIQQFrIggNAAsLrQ' +
  'ECBHsBfyAAIAJBA2xqIQgDQCAA/QAEACEEIAH9AAQAIQUgBP2JASAF/YkB/Y4BIQYgBP2KASAF/YoB/Y4BIQcgBiAH/Q0AAQIDBAUMDQ4PEBEAAAAAIQQg' +
  'BiAH/Q0GBwgJCgsSExQVFhcAAAAAIQUgBCAF/Y4BQQL9EP2OAUEC/Y0BIQYgAyAGIAb9Zv1bAwAAIANBBmohAyABQQxqIQEgAEEMaiIAIAhJDQALCw==';

const open = kernel<'sample' | 'halve'>(KERNEL);

/** Bytes beyond a row that the kernel may touch. */
const SLACK = 16;
/** Pixels; more than what rounding can add up to along a row. */
const MARGIN = 1e-6;

/** Bytes of a picture that are in the kernel's memory at a time: what fits into a processor's cache. */
const AT_A_TIME = 1 << 18;

/** The mean of each 2 x 2 block; the last row and column of odd sizes stand alone. Exact, then rounded. */
export function halve({ width, height, data }: RgbImage): RgbImage {
  const { memory, functions } = open();
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  const stride = width * 3;
  const halfStride = halfWidth * 3;
  const rows = Math.max(1, Math.floor(AT_A_TIME / (2 * stride)));
  const half = new Uint8Array(halfHeight * halfStride);
  // Rows lie end to end; the kernel may write beyond a row, so results are made from the first to the last.
  const into = 2 * rows * stride + SLACK;
  const bytes = bytesOf(memory, into + rows * halfStride + SLACK);
  for (let first = 0; first < halfHeight; first += rows) {
    const count = Math.min(rows, halfHeight - first);
    bytes.set(data.subarray(2 * first * stride, 2 * (first + count) * stride), 0);
    for (let row = 0; row < count; row++) {
      const top = 2 * row * stride;
      const bottom = 2 * (first + row) + 1 < height ? top + stride : top;
      functions.halve(top, bottom, width, into + row * halfStride);
    }
    half.set(bytes.subarray(into, into + count * halfStride), first * halfStride);
  }
  if (width % 2 === 1) halveLastColumn({ width, height, data }, half, halfStride);
  return { data: half, width: halfWidth, height: halfHeight };
}

/** An odd last column has no neighbour: the kernel took the next row's first pixel for one. */
function halveLastColumn({ width, height, data }: RgbImage, half: Uint8Array, halfStride: number): void {
  const stride = width * 3;
  for (let row = 0; 2 * row < height; row++)
    for (let channel = 3; channel > 0; channel--) {
      const top = (2 * row + 1) * stride - channel;
      const bottom = 2 * row + 1 < height ? top + stride : top;
      half[(row + 1) * halfStride - channel] = (data[top] + data[bottom] + 1) >> 1;
    }
}

/**
 * The picture whose pixel p is `image` at `grid(p)`, a bilinear sample; or, where it is `averaged`, the mean of the four
 * samples at 2 p and beside and below it. Beyond the border the nearest pixel of the picture counts.
 */
export function sample(
  image: RgbImage,
  grid: Similarity,
  width: number,
  height: number,
  averaged: boolean,
): RgbImage {
  const { memory, functions } = open();
  const [columns, rows] = averaged ? [2 * width, 2 * height] : [width, height];
  const { left, top, right, bottom } = partOf(image, grid, columns, rows);
  const stride = (right - left) * 3;
  const line = columns * 3 + SLACK;
  const part = 3 * line;
  // One row more: the samples of the last one have a neighbour below, which counts for nothing.
  const bytes = bytesOf(memory, part + (bottom - top + 1) * stride + SLACK);
  for (let y = top; y < bottom; y++) {
    const start = (y * image.width + left) * 3;
    bytes.set(image.data.subarray(start, start + stride), part + (y - top) * stride);
  }
  const { a, b, tx, ty } = grid;
  const [lastX, lastY] = [image.width - 1, image.height - 1];
  const origin = part - top * stride - left * 3;
  const sampleRow = (row: number, into: number) => {
    functions.sample(tx - b * row, ty + a * row, a, b, lastX, lastY, origin, stride, columns, into);
  };
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    if (averaged) {
      sampleRow(2 * row, line);
      sampleRow(2 * row + 1, 2 * line);
      functions.halve(line, 2 * line, columns, 0);
    } else {
      sampleRow(row, 0);
    }
    data.set(bytes.subarray(0, width * 3), row * width * 3);
  }
  return { data, width, height };
}

/** The part of the picture that the grid's samples are made of: right and bottom are the first that are not. */
function partOf({ width, height }: RgbImage, { a, b, tx, ty }: Similarity, columns: number, rows: number) {
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
