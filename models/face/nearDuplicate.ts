// Tells nearly equal crops by a 64-bit difference hash: the same photo scaled, recompressed or a frame later.
import type { RgbImage } from './face.ts';

const columns = 9;
const rows = 8;

/** Mean luminance (Rec. 601) of each cell of a 9 x 8 grid. */
function cells({ data, width, height }: RgbImage): Float64Array {
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++, at += 3) {
      const cell = row + Math.floor((x * columns) / width);
      sums[cell] += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
      counts[cell]++;
    }
  }
  return sums.map((sum, i) => sum / counts[i]);
}

/** 16 hex digits: bit by bit, row by row, whether a cell is brighter than its right neighbour. */
export function differenceHash(crop: RgbImage): string {
  const light = cells(crop);
  let hash = '';
  for (let row = 0; row < rows; row++) {
    let bits = 0;
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      bits = bits * 2 + (light[at] > light[at + 1] ? 1 : 0);
    }
    hash += bits.toString(16).padStart(2, '0');
  }
  return hash;
}

/** In how many of their 64 bits two difference hashes differ. */
export function hashDistance(a: string, b: string): number {
  let distance = 0;
  for (let at = 0; at < a.length; at += 2) {
    let bits = parseInt(a.slice(at, at + 2), 16) ^ parseInt(b.slice(at, at + 2), 16);
    for (; bits !== 0; bits &= bits - 1) distance++;
  }
  return distance;
}
