import { expect, test } from 'vitest';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { halve } from '../../../models/image/resample.ts';
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
  const random = seededRandom(1, 'halve');
  const data = Uint8Array.from({ length: width * height * 3 }, () => random.integer(256));
  const { data: half } = halve({ data, width, height });
  expect(Buffer.compare(half, Uint8Array.from(halvedPlainly({ data, width, height })))).toBe(0);
});
