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
