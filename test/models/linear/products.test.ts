import { expect, test } from 'vitest';
import { dotAt, multiply, rowsOf, type Rows } from '../../../models/linear/products.ts';
import { seededRandom } from '../../../models/random.ts';

const random = seededRandom(5);
const numbers = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());

/** The first `size` numbers of row i of `a` times those of row j of `b`, one after the other. */
function plain(a: Rows, i: number, b: Rows, j: number, size: number): number {
  let sum = 0;
  for (let at = 0; at < size; at++)
    sum += a.data[a.start + i * a.stride + at] * b.data[b.start + j * b.stride + at];
  return sum;
}

test.each([
  [1, 1, 1],
  [2, 4, 2],
  [3, 5, 7],
  [64, 64, 16],
  [65, 67, 33],
  [130, 3, 128],
  [2, 3, 0],
])('%i rows times %i rows of %i numbers', (count, columns, size) => {
  const a = rowsOf(numbers(count * Math.max(size, 1)), Math.max(size, 1));
  const b = rowsOf(numbers(columns * Math.max(size, 1)), Math.max(size, 1));
  const out = new Float64Array(count * columns).fill(NaN);
  multiply(a, b, size, out);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < columns; j++) expect(out[i * columns + j]).toBeCloseTo(plain(a, i, b, j, size), 10);
});

test('in single precision', () => {
  for (const [count, columns, size] of [
    [1, 1, 1],
    [65, 67, 33],
    [130, 3, 128],
  ]) {
    const [a, b] = [numbers(count * size), numbers(columns * size)];
    const out = new Float32Array(count * columns).fill(NaN);
    multiply(rowsOf(new Float32Array(a), size), rowsOf(new Float32Array(b), size), size, out);
    for (let i = 0; i < count; i++)
      for (let j = 0; j < columns; j++)
        expect(out[i * columns + j]).toBeCloseTo(plain(rowsOf(a, size), i, rowsOf(b, size), j, size), 4);
  }
});

test('parts of rows, into part of the output', () => {
  const data = numbers(40 * 40);
  const a: Rows = { data, start: 40, stride: 40, count: 5 };
  const b: Rows = { data, start: 243, stride: 80, count: 6 };
  const out = new Float64Array(5 * 10).fill(9);
  multiply(a, b, 11, out, 10);
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 6; j++) expect(out[i * 10 + j]).toBeCloseTo(plain(a, i, b, j, 11), 10);
    expect([...out.subarray(i * 10 + 6, i * 10 + 10)]).toEqual([9, 9, 9, 9]);
  }
});

test('an inner product from any place on', () => {
  const [a, b] = [numbers(20), numbers(30)];
  for (const size of [0, 1, 3, 4, 11]) {
    const rows = (data: Float64Array, start: number): Rows => ({ data, start, stride: 0, count: 1 });
    expect(dotAt(a, 3, b, 7, size)).toBeCloseTo(plain(rows(a, 3), 0, rows(b, 7), 0, size), 10);
  }
});
