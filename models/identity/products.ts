// Inner products of many rows with many: the inner loop of all linear algebra here, in double precision.

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

/**
 * The first `size` numbers of each row of `a` times those of each row of `b`: `[a.count, b.count]`, into `out`.
 *
 * Two rows of `a` meet four of `b` at a time: a number that was read is used more than once, and no addition waits for
 * the one before it.
 *
 * @param stride from where one row of `out` begins to where the next does
 */
export function multiply(a: Rows, b: Rows, size: number, out: Float64Array, stride = b.count): void {
  const sums = new Float64Array(8);
  const evenRows = a.count - (a.count % 2);
  const evenColumns = b.count - (b.count % 4);
  for (let row = 0; row < evenRows; row += 2) {
    const i = a.start + row * a.stride;
    const to = row * stride;
    for (let column = 0; column < evenColumns; column += 4) {
      multiplyTile(a.data, i, a.stride, b.data, b.start + column * b.stride, b.stride, size, sums);
      for (let at = 0; at < 4; at++) {
        out[to + column + at] = sums[at];
        out[to + stride + column + at] = sums[4 + at];
      }
    }
    for (let column = evenColumns; column < b.count; column++) {
      const j = b.start + column * b.stride;
      out[to + column] = dotAt(a.data, i, b.data, j, size);
      out[to + stride + column] = dotAt(a.data, i + a.stride, b.data, j, size);
    }
  }
  if (evenRows === a.count) return;
  const last = a.start + evenRows * a.stride;
  for (let column = 0; column < b.count; column++)
    out[evenRows * stride + column] = dotAt(a.data, last, b.data, b.start + column * b.stride, size);
}

/** `[2, 4]`. A loop of its own, so that it is compiled once and well. */
function multiplyTile(
  a: Float64Array,
  i0: number,
  aStride: number,
  b: Float64Array,
  j0: number,
  bStride: number,
  size: number,
  sums: Float64Array,
): void {
  const i1 = i0 + aStride;
  const j1 = j0 + bStride;
  const j2 = j1 + bStride;
  const j3 = j2 + bStride;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let at = 0; at < size; at++) {
    const p = a[i0 + at];
    const q = a[i1 + at];
    const w = b[j0 + at];
    const x = b[j1 + at];
    const y = b[j2 + at];
    const z = b[j3 + at];
    s00 += p * w;
    s01 += p * x;
    s02 += p * y;
    s03 += p * z;
    s10 += q * w;
    s11 += q * x;
    s12 += q * y;
    s13 += q * z;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s03;
  sums[4] = s10;
  sums[5] = s11;
  sums[6] = s12;
  sums[7] = s13;
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
