import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preprocess } from './support/preprocess.ts';
import { resizeBicubic } from './support/resizeBicubic.ts';
import { CLIP_MEAN, CLIP_STD } from '../../../models/face/templates.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';

function picture(width: number, height: number, pixel: (x: number, y: number) => number[]): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) data.set(pixel(at % width, Math.floor(at / width)), at * 3);
  return { data, width, height };
}

/** The picture that Pillow 9.4 was given for the numbers below. */
const pattern = (width: number, height: number): RgbImage =>
  picture(width, height, (x, y) => [(x * 7 + y * 13) % 256, (x * x + 3 * y) % 256, (x * y * 37) % 256]);

/** Normalised channels back to interleaved bytes. */
function pixels(values: Float32Array): number[] {
  const size = values.length / 3;
  return Array.from({ length: values.length }, (_, at) => {
    const channel = at % 3;
    const value = values[channel * size + Math.floor(at / 3)];
    // Adding 0 makes -0 what it is.
    return Math.round(value * CLIP_STD[channel] + CLIP_MEAN[channel]) + 0;
  });
}

test.for([
  [
    13,
    9,
    4,
    [
      15, 3, 26, 32, 13, 81, 51, 38, 78, 70, 77, 44, 43, 9, 84, 60, 19, 145, 79, 44, 105, 98, 83, 123, 73, 17,
      102, 90, 27, 134, 109, 52, 88, 128, 91, 133, 101, 23, 39, 118, 33, 84, 137, 58, 79, 156, 97, 76,
    ],
  ],
  [
    3,
    4,
    5,
    [
      0, 0, 0, 1, 0, 0, 6, 1, 0, 11, 3, 0, 14, 4, 0, 5, 1, 0, 7, 1, 4, 12, 2, 15, 17, 4, 26, 20, 5, 32, 14, 4,
      0, 17, 4, 13, 22, 5, 43, 27, 7, 73, 30, 8, 90, 23, 5, 0, 26, 5, 21, 31, 6, 68, 36, 8, 115, 39, 9, 141,
      33, 8, 0, 36, 8, 30, 41, 9, 96, 46, 11, 162, 49, 12, 199,
    ],
  ],
] as [number, number, number, number[]][])(
  '%i x %i to %i is Pillow’s, to the byte',
  ([width, height, size, bytes]) => {
    expect(pixels(preprocess(pattern(width, height), size))).toEqual(bytes);
  },
);

test('channels come apart and are normalised with OpenAI’s numbers', () => {
  const values = preprocess(
    picture(2, 2, () => [255, 0, 128]),
    2,
  );
  expect(values[0]).toBeCloseTo((1 - 0.48145466) / 0.26862954, 5);
  expect(values[4]).toBeCloseTo(-0.4578275 / 0.26130258, 5);
  expect(values[11]).toBeCloseTo((128 / 255 - 0.40821073) / 0.27577711, 5);
});

test('one colour stays that colour at any size, and any part is that part of the whole', () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(side, side, side, side, fc.nat(255), (width, height, toWidth, toHeight, grey) => {
      const whole = { left: 0, top: 0, width: toWidth, height: toHeight };
      const flat = picture(width, height, () => [grey, grey, grey]);
      expect(resizeBicubic(flat, toWidth, toHeight, whole).data.every((value) => value === grey)).toBe(true);

      const all = resizeBicubic(pattern(width, height), toWidth, toHeight, whole);
      const last = { left: toWidth - 1, top: toHeight - 1, width: 1, height: 1 };
      expect(resizeBicubic(pattern(width, height), toWidth, toHeight, last).data).toEqual(all.data.slice(-3));
      if (width === toWidth && height === toHeight) expect(all.data).toEqual(pattern(width, height).data);
    }),
  );
});
