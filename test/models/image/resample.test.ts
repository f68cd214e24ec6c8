import { expect, test } from 'vitest';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { halve, quarter, sample } from '../../../models/image/resample.ts';
import { seededRandom } from '../../../models/random.ts';

/** The mean of each 2 x 2 block, a half rounded up; what has no neighbour is its own. */
function halvedPlainly({ data, width, height }: RgbImage): number[] {
  const at = (x: number, y: number, channel: number) =>
    data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 3 + channel];
  const half: number[] = [];
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2)
      for (let c = 0; c < 3; c++)
        half.push((at(x, y, c) + at(x + 1, y, c) + at(x, y + 1, c) + at(x + 1, y + 1, c) + 2) >> 2);
  return half;
}

const noise = (width: number, height: number): RgbImage => {
  const random = seededRandom(1, 'halve');
  return {
    data: Uint8Array.from({ length: width * height * 3 }, () => random.integer(256)),
    ...{ width, height },
  };
};

test.each([
  [1, 1],
  [2, 3],
  [5, 5],
  [7, 1],
  [64, 48],
  // More rows than are halved at a time, and one that is wider than that.
  [301, 777],
  [50_001, 5],
])('a picture of %i x %i is halved exactly, odd sides too', (width, height) => {
  const picture = noise(width, height);
  expect(Buffer.compare(halve(picture).data, Uint8Array.from(halvedPlainly(picture)))).toBe(0);
});

test.each([
  [4, 4],
  [5, 3],
  [6, 7],
  [301, 777],
])('a quarter of a picture of %i x %i is its half halved', (width, height) => {
  const picture = noise(width, height);
  expect(quarter(picture)).toEqual(halve(halve(picture)));
});

test('a part that is sampled at half the size shows what the halved picture does, at odd borders too', () => {
  for (const [width, height] of [
    [61, 47],
    [60, 48],
  ]) {
    const picture = noise(width, height);
    for (const grid of [
      { a: 1.1, b: 0.3, tx: 9.5, ty: 4 },
      { a: 0.9, b: -0.2, tx: 14.25, ty: 12.5 },
      { a: 2, b: 0, tx: -5, ty: -5 },
    ])
      for (const averaged of [false, true])
        expect(sample(picture, grid, 18, 14, averaged, true)).toEqual(
          sample(halve(picture), grid, 18, 14, averaged),
        );
  }
});

test('averages along rows are those of the same samples taken one by one, at every border', () => {
  const picture = noise(61, 47);
  for (const grid of [
    { a: 0.73, tx: -4.2, ty: -3.1 },
    { a: 0.999, tx: 20.5, ty: 12.25 },
    { a: 0.6, tx: 7, ty: 5 },
  ])
    for (const halved of [false, true]) {
      const straight = sample(picture, { ...grid, b: 0 }, 40, 30, true, halved);
      // So slight a lean moves no sample by a thousandth of a pixel, and is sampled the general way.
      const leaning = sample(picture, { ...grid, b: 1e-6 }, 40, 30, true, halved);
      const apart = straight.data.map((value, i) => Math.abs(value - leaning.data[i]));
      expect(Math.max(...apart)).toBeLessThanOrEqual(1);
    }
});

test('a sample lies between its four pixels, as exactly as bytes can say', () => {
  const picture = noise(9, 7);
  const grid = { a: 0.37, b: 0.11, tx: 1.3, ty: 0.6 };
  const { data } = sample(picture, grid, 12, 9, false);
  for (let y = 0; y < 9; y++)
    for (let x = 0; x < 12; x++) {
      const u = Math.min(8, Math.max(0, grid.a * x - grid.b * y + grid.tx));
      const v = Math.min(6, Math.max(0, grid.b * x + grid.a * y + grid.ty));
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const at = (column: number, row: number, channel: number) =>
        picture.data[(Math.min(row, 6) * 9 + Math.min(column, 8)) * 3 + channel];
      for (let c = 0; c < 3; c++) {
        const across = (row: number) => at(left, row, c) * (1 - u + left) + at(left + 1, row, c) * (u - left);
        const exact = across(top) * (1 - v + top) + across(top + 1) * (v - top);
        expect(Math.abs(data[(y * 12 + x) * 3 + c] - exact)).toBeLessThan(0.52);
      }
    }
});
