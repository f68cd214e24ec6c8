// Inner products of many rows with many: the inner loop of all linear algebra here, in double precision.
import { bytesOf, kernel } from '../kernel.ts';

/** Rows of equal distance in an array. */
export interface Rows {
  readonly data: Float64Array;
  /** Where the first row begins. */
  readonly start: number;
  /** From where one row begins to where the next does. */
  readonly stride: number;
  readonly count: number;
}

/** `[N, size]`, row-major. */
export const rowsOf = (data: Float64Array, size: number): Rows => ({
  data,
  start: 0,
  stride: size,
  count: data.length / size,
});

/** `[N, size]` as `[size, N]`. */
export function transposed(data: Float32Array | Float64Array, size: number): Float64Array {
  const count = data.length / size;
  const turned = new Float64Array(data.length);
  for (let row = 0; row < count; row++)
    for (let at = 0; at < size; at++) turned[at * count + row] = data[row * size + at];
  return turned;
}

/** What `products.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABCgFgBn9/f39/fwADAgEABQMBAAEHFQIGbWVtb3J5AgAIbXVsdGlwbHkAAAqqBQGnBQIHfwt7A0AgBSABQQN0aiEGIAQhCUEAIQcDQP0MAA' +
  'AAAAAAAAAAAAAAAAAAACEQ/QwAAAAAAAAAAAAAAAAAAAAAIRH9DAAAAAAAAAAAAAAAAAAAAAAhEv0MAAAAAAAAAAAAAAAAAAAAACET/QwAAAAAAAAAAAAA' +
  'AAAAAAAAIRT9DAAAAAAAAAAAAAAAAAAAAAAhFf0MAAAAAAAAAAAAAAAAAAAAACEW/QwAAAAAAAAAAAAAAAAAAAAAIRcgCSACaiEKIAogAmohCyALIAJqIQ' +
  'xBACEIA0AgAyAIav0ABAAhDSADIAJqIAhq/QAEACEOIAkgCGr9AAQAIQ8gECANIA/98gH98AEhECAUIA4gD/3yAf3wASEUIAogCGr9AAQAIQ8gESANIA/9' +
  '8gH98AEhESAVIA4gD/3yAf3wASEVIAsgCGr9AAQAIQ8gEiANIA/98gH98AEhEiAWIA4gD/3yAf3wASEWIAwgCGr9AAQAIQ8gEyANIA/98gH98AEhEyAXIA' +
  '4gD/3yAf3wASEXIAhBEGoiCCACSQ0ACyAFIBAgEf0NAAECAwQFBgcQERITFBUWFyAQIBH9DQgJCgsMDQ4PGBkaGxwdHh/98AH9CwQAIAUgEiAT/Q0AAQID' +
  'BAUGBxAREhMUFRYXIBIgE/0NCAkKCwwNDg8YGRobHB0eH/3wAf0LBBAgBiAUIBX9DQABAgMEBQYHEBESExQVFhcgFCAV/Q0ICQoLDA0ODxgZGhscHR4f/f' +
  'AB/QsEACAGIBYgF/0NAAECAwQFBgcQERITFBUWFyAWIBf9DQgJCgsMDQ4PGBkaGxwdHh/98AH9CwQQIAVBIGohBSAGQSBqIQYgDCACaiEJIAdBBGoiByAB' +
  'SQ0ACyAGIQUgAyACQQF0aiEDIABBAmsiAA0ACws=';

const open = kernel<'multiply'>(KERNEL);

/** Rows of each side that the kernel takes at a time: as many as stay in the cache. */
const BLOCK = 64;
/** Bytes of a number. */
const NUMBER = 8;

/**
 * The first `size` numbers of each row of `a` times those of each row of `b`: `[a.count, b.count]`, into `out`.
 *
 * @param stride from where one row of `out` begins to where the next does
 */
export function multiply(a: Rows, b: Rows, size: number, out: Float64Array, stride = b.count): void {
  if (size === 0) {
    for (let row = 0; row < a.count; row++) out.fill(0, row * stride, row * stride + b.count);
    return;
  }
  const { memory, functions } = open();
  // Numbers go in pairs, rows of `a` too, and those of `b` in fours: what is missing counts for nothing, or is left behind.
  const length = size + (size % 2);
  const line = length * NUMBER;
  const [atA, atB, atOut] = [0, BLOCK * line, 2 * BLOCK * line];
  bytesOf(memory, atOut + BLOCK * BLOCK * NUMBER);
  const numbers = new Float64Array(memory.buffer);
  const stage = (rows: Rows, from: number, count: number, to: number): void => {
    for (let row = 0; row < count; row++) {
      const start = rows.start + (from + row) * rows.stride;
      const into = to / NUMBER + row * length;
      numbers.set(rows.data.subarray(start, start + size), into);
      if (length > size) numbers[into + size] = 0;
    }
  };
  for (let right = 0; right < b.count; right += BLOCK) {
    const columns = Math.min(BLOCK, b.count - right);
    const fours = 4 * Math.ceil(columns / 4);
    stage(b, right, columns, atB);
    for (let top = 0; top < a.count; top += BLOCK) {
      const rows = Math.min(BLOCK, a.count - top);
      stage(a, top, rows, atA);
      functions.multiply(2 * Math.ceil(rows / 2), fours, line, atA, atB, atOut);
      for (let row = 0; row < rows; row++) {
        const from = atOut / NUMBER + row * fours;
        out.set(numbers.subarray(from, from + columns), (top + row) * stride + right);
      }
    }
  }
}

/** The inner product of `size` numbers of `a` from `i` on and of `b` from `j` on, four sums at a time. */
export function dotAt(a: Float64Array, i: number, b: Float64Array, j: number, size: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = 0;
  for (; at + 3 < size; at += 4) {
    s0 += a[i + at] * b[j + at];
    s1 += a[i + at + 1] * b[j + at + 1];
    s2 += a[i + at + 2] * b[j + at + 2];
    s3 += a[i + at + 3] * b[j + at + 3];
  }
  for (; at < size; at++) s0 += a[i + at] * b[j + at];
  return s0 + s1 + (s2 + s3);
}
