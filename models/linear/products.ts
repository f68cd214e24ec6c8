// Inner products of many rows with many: the inner loop of all linear algebra here, in double or in single precision.
import { bytesOf, kernel } from '../kernel.ts';

/** Rows of equal distance in an array. */
export interface Rows<Numbers extends Float32Array | Float64Array = Float64Array> {
  readonly data: Numbers;
  /** Where the first row begins. */
  readonly start: number;
  /** From where one row begins to where the next does. */
  readonly stride: number;
  readonly count: number;
}

/** `[N, size]`, row-major. */
export const rowsOf = <Numbers extends Float32Array | Float64Array>(
  data: Numbers,
  size: number,
): Rows<Numbers> => ({
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
  'AGFzbQEAAAABCgFgBn9/f39/fwADAwIAAAUDAQABByYDBm1lbW9yeQIACG11bHRpcGx5AAAObXVsdGlwbHlTaW5nbGUAAQqtCwKnBQIHfwt7A0AgBSABQQN0ai' +
  'EGIAQhCUEAIQcDQP0MAAAAAAAAAAAAAAAAAAAAACEQ/QwAAAAAAAAAAAAAAAAAAAAAIRH9DAAAAAAAAAAAAAAAAAAAAAAhEv0MAAAAAAAAAAAAAAAAAAAAACET' +
  '/QwAAAAAAAAAAAAAAAAAAAAAIRT9DAAAAAAAAAAAAAAAAAAAAAAhFf0MAAAAAAAAAAAAAAAAAAAAACEW/QwAAAAAAAAAAAAAAAAAAAAAIRcgCSACaiEKIAogAm' +
  'ohCyALIAJqIQxBACEIA0AgAyAIav0ABAAhDSADIAJqIAhq/QAEACEOIAkgCGr9AAQAIQ8gECANIA/98gH98AEhECAUIA4gD/3yAf3wASEUIAogCGr9AAQAIQ8g' +
  'ESANIA/98gH98AEhESAVIA4gD/3yAf3wASEVIAsgCGr9AAQAIQ8gEiANIA/98gH98AEhEiAWIA4gD/3yAf3wASEWIAwgCGr9AAQAIQ8gEyANIA/98gH98AEhEy' +
  'AXIA4gD/3yAf3wASEXIAhBEGoiCCACSQ0ACyAFIBAgEf0NAAECAwQFBgcQERITFBUWFyAQIBH9DQgJCgsMDQ4PGBkaGxwdHh/98AH9CwQAIAUgEiAT/Q0AAQID' +
  'BAUGBxAREhMUFRYXIBIgE/0NCAkKCwwNDg8YGRobHB0eH/3wAf0LBBAgBiAUIBX9DQABAgMEBQYHEBESExQVFhcgFCAV/Q0ICQoLDA0ODxgZGhscHR4f/fAB/Q' +
  'sEACAGIBYgF/0NAAECAwQFBgcQERITFBUWFyAWIBf9DQgJCgsMDQ4PGBkaGxwdHh/98AH9CwQQIAVBIGohBSAGQSBqIQYgDCACaiEJIAdBBGoiByABSQ0ACyAG' +
  'IQUgAyACQQF0aiEDIABBAmsiAA0ACwuBBgIHfwt7A0AgBSABQQJ0aiEGIAQhCUEAIQcDQP0MAAAAAAAAAAAAAAAAAAAAACEQ/QwAAAAAAAAAAAAAAAAAAAAAIR' +
  'H9DAAAAAAAAAAAAAAAAAAAAAAhEv0MAAAAAAAAAAAAAAAAAAAAACET/QwAAAAAAAAAAAAAAAAAAAAAIRT9DAAAAAAAAAAAAAAAAAAAAAAhFf0MAAAAAAAAAAAA' +
  'AAAAAAAAACEW/QwAAAAAAAAAAAAAAAAAAAAAIRcgCSACaiEKIAogAmohCyALIAJqIQxBACEIA0AgAyAIav0ABAAhDSADIAJqIAhq/QAEACEOIAkgCGr9AAQAIQ' +
  '8gECANIA/95gH95AEhECAUIA4gD/3mAf3kASEUIAogCGr9AAQAIQ8gESANIA/95gH95AEhESAVIA4gD/3mAf3kASEVIAsgCGr9AAQAIQ8gEiANIA/95gH95AEh' +
  'EiAWIA4gD/3mAf3kASEWIAwgCGr9AAQAIQ8gEyANIA/95gH95AEhEyAXIA4gD/3mAf3kASEXIAhBEGoiCCACSQ0ACyAQIBH9DQABAgMQERITBAUGBxQVFhcgEC' +
  'AR/Q0ICQoLGBkaGwwNDg8cHR4f/eQBIQ0gEiAT/Q0AAQIDEBESEwQFBgcUFRYXIBIgE/0NCAkKCxgZGhsMDQ4PHB0eH/3kASEOIAUgDSAO/Q0AAQIDBAUGBxAR' +
  'EhMUFRYXIA0gDv0NCAkKCwwNDg8YGRobHB0eH/3kAf0LBAAgFCAV/Q0AAQIDEBESEwQFBgcUFRYXIBQgFf0NCAkKCxgZGhsMDQ4PHB0eH/3kASENIBYgF/0NAA' +
  'ECAxAREhMEBQYHFBUWFyAWIBf9DQgJCgsYGRobDA0ODxwdHh/95AEhDiAGIA0gDv0NAAECAwQFBgcQERITFBUWFyANIA79DQgJCgsMDQ4PGBkaGxwdHh/95AH9' +
  'CwQAIAVBEGohBSAGQRBqIQYgDCACaiEJIAdBBGoiByABSQ0ACyAGIQUgAyACQQF0aiEDIABBAmsiAA0ACws=';

const open = kernel<'multiply' | 'multiplySingle'>(KERNEL);

/** Rows of each side that the kernel takes at a time: as many as stay in the cache. */
const BLOCK = 64;
/** Bytes that the kernel takes at a time. */
const STEP = 16;

/**
 * The first `size` numbers of each row of `a` times those of each row of `b`: `[a.count, b.count]`, into `out`. All are of
 * one precision, and so are the sums.
 *
 * @param stride from where one row of `out` begins to where the next does
 */
export function multiply<Numbers extends Float32Array | Float64Array>(
  a: Rows<Numbers>,
  b: Rows<Numbers>,
  size: number,
  out: Numbers,
  stride = b.count,
): void {
  if (size === 0) {
    for (let row = 0; row < a.count; row++) out.fill(0, row * stride, row * stride + b.count);
    return;
  }
  const { memory, functions } = open();
  const single = out instanceof Float32Array;
  const run = single ? functions.multiplySingle : functions.multiply;
  const bytes = out.BYTES_PER_ELEMENT;
  // Numbers go in groups, rows of `a` in pairs, and those of `b` in fours: what is missing counts for nothing, or is left
  // behind.
  const line = STEP * Math.ceil((size * bytes) / STEP);
  const length = line / bytes;
  const [atA, atB, atOut] = [0, BLOCK * line, 2 * BLOCK * line];
  bytesOf(memory, atOut + BLOCK * BLOCK * bytes);
  const numbers = single ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer);
  const stage = (rows: Rows<Numbers>, from: number, count: number, to: number): void => {
    for (let row = 0; row < count; row++) {
      const start = rows.start + (from + row) * rows.stride;
      const into = to / bytes + row * length;
      numbers.set(rows.data.subarray(start, start + size), into);
      if (length > size) numbers.fill(0, into + size, into + length);
    }
  };
  for (let right = 0; right < b.count; right += BLOCK) {
    const columns = Math.min(BLOCK, b.count - right);
    const fours = 4 * Math.ceil(columns / 4);
    stage(b, right, columns, atB);
    for (let top = 0; top < a.count; top += BLOCK) {
      const rows = Math.min(BLOCK, a.count - top);
      stage(a, top, rows, atA);
      run(2 * Math.ceil(rows / 2), fours, line, atA, atB, atOut);
      for (let row = 0; row < rows; row++) {
        const from = atOut / bytes + row * fours;
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
