// Tells nearly equal crops by a 64-bit difference hash: the same photo scaled, recompressed or a frame later.
import type { RgbImage } from '../image/geometry.ts';
const columns = 9;
const rows = 8;

/** Mean luminance (Rec. 601) of each cell of a 9 x 8 grid. Colours are summed up as whole numbers, which is exact and quick. */
function cells({ data, width, height }: RgbImage): Float64Array {
  const means = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [firstOf(row, rows, height), firstOf(row + 1, rows, height)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [firstOf(column, columns, width), firstOf(column + 1, columns, width)];
      let [red, green, blue] = [0, 0, 0];
      for (let y = top; y < bottom; y++) {
        const end = (y * width + right) * 3;
        for (let at = (y * width + left) * 3; at < end; at += 3) {
          red += data[at];
          green += data[at + 1];
          blue += data[at + 2];
        }
      }
      const count = (bottom - top) * (right - left);
      means[row * columns + column] = (0.299 * red + 0.587 * green + 0.114 * blue) / count;
    }
  }
  return means;
}

/** The first pixel of the cell at place `cell` of `cells` along a side. */
const firstOf = (cell: number, cells: number, side: number): number => Math.ceil((cell * side) / cells);

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

/**
 * Bits of 64 in which near-duplicates may differ. Measured: nine in ten copies at JPEG quality 60, at half the size or
 * 15% brighter differ in at most 4; so do 0.1% of the pairs of different web photos of a person, 0.8% in a studio series,
 * 6% of the frames of a slow turn of the head, and no two people in a thousand pairs.
 */
export const NEAR = 4;

export const isNearDuplicate = (a: string, b: string): boolean => hashDistance(a, b) <= NEAR;

/** The five bands that hashes are cut into, none across both halves: where 4 of 64 bits differ, one of five is the same. */
const BANDS = [
  { half: 'low', first: 0, bits: 11 },
  { half: 'low', first: 11, bits: 11 },
  { half: 'low', first: 22, bits: 10 },
  { half: 'high', first: 0, bits: 16 },
  { half: 'high', first: 16, bits: 16 },
] as const;

/** For each hash the places of the others that show the same shot, in their order. */
export function nearDuplicatesOf(hashes: readonly string[]): number[][] {
  const found = hashes.map((): Set<number> => new Set());
  const high = Int32Array.from(hashes, (hash) => parseInt(hash.slice(0, 8), 16));
  const low = Int32Array.from(hashes, (hash) => parseInt(hash.slice(8), 16));
  for (const { half, first, bits } of BANDS) {
    const band = half === 'low' ? low : high;
    const alike = new Map<number, number[]>();
    for (let at = 0; at < hashes.length; at++) {
      const key = (band[at] >>> first) & (2 ** bits - 1);
      const others = alike.get(key) ?? [];
      alike.set(key, others);
      for (const other of others) {
        if (bitsOf(high[at] ^ high[other]) + bitsOf(low[at] ^ low[other]) > NEAR) continue;
        found[at].add(other);
        found[other].add(at);
      }
      others.push(at);
    }
  }
  return found.map((others) => [...others].sort((a, b) => a - b));
}

/** How many bits of a 32-bit number are set (H. S. Warren, Hacker's Delight, section 5-1). */
function bitsOf(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * A number for each hash, the same for those that are joined by near-duplicates. Hashes are split into eight bands of 8 bits: two
 * that differ in at most 4 of 64 bits have equal bands, so only those that share one are compared.
 */
export function nearDuplicateGroups(hashes: readonly string[]): Int32Array {
  const parent = Int32Array.from(hashes, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top];
    parent[at] = top;
    return top;
  };
  const high = Int32Array.from(hashes, (hash) => parseInt(hash.slice(0, 8), 16));
  const low = Int32Array.from(hashes, (hash) => parseInt(hash.slice(8), 16));
  for (let band = 0; band < 8; band++) {
    const word = band < 4 ? high : low;
    const seen = new Map<number, number[]>();
    for (let at = 0; at < hashes.length; at++) {
      const key = (word[at] >>> (8 * (band % 4))) & 0xff;
      const others = seen.get(key);
      if (others === undefined) {
        seen.set(key, [at]);
        continue;
      }
      for (const other of others) {
        if (root(other) === root(at)) continue;
        if (bitsOf(high[at] ^ high[other]) + bitsOf(low[at] ^ low[other]) <= NEAR)
          parent[root(at)] = root(other);
      }
      others.push(at);
    }
  }
  return parent.map((_, at) => root(at));
}
