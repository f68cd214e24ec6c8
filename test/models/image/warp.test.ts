import { expect, test } from 'vitest';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { mirror, quarterTurn } from '../../../models/image/mirror.ts';
import { warp } from '../../../models/image/warp.ts';

type Colour = readonly [number, number, number];

function paint(width: number, height: number, colour: (x: number, y: number) => Colour): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 3);
  return { data, width, height };
}

const pixel = ({ data, width }: RgbImage, x: number, y: number) =>
  Array.from(data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3));

/** A plane of brightness, which every exact resampler reproduces. */
const slope = (x: number, y: number): Colour => [10 + 0.5 * x, 20 + 0.5 * y, 100 + 0.25 * x];
const plane = paint(400, 300, slope);

test('the identity changes nothing', () => {
  const { data } = warp(plane, { a: 1, b: 0, tx: 0, ty: 0 }, 400, 300);
  expect(Buffer.compare(data, plane.data)).toBe(0);
});

test.each([0.4, 1, 1.2, 1.6, 2, 3.3, 7, 13])(
  'a step of %f pixels shows what lies there, without a shift',
  (scale) => {
    const [sin, cos] = [Math.sin(0.1), Math.cos(0.1)];
    const side = Math.floor(200 / scale);
    const view = { a: scale * cos, b: scale * sin, tx: 60, ty: 30 };
    const warped = warp(plane, view, side, side);
    const worst = Math.max(
      ...[0, 1, side >> 1, side - 2, side - 1].flatMap((y) =>
        [0, 1, side >> 1, side - 2, side - 1].flatMap((x) => {
          const at = [view.a * x - view.b * y + view.tx, view.b * x + view.a * y + view.ty] as const;
          const expected = slope(...at);
          return pixel(warped, x, y).map((value, c) => Math.abs(value - expected[c]));
        }),
      ),
    );
    expect(worst).toBeLessThan(1.5);
  },
);

test('shrinking averages: fine stripes become grey instead of coarse ones', () => {
  const stripes = paint(1200, 1200, (x) => (x % 2 === 0 ? [0, 0, 0] : [255, 255, 255]));
  for (const scale of [2.3, 3, 5.7, 9]) {
    const { data } = warp(stripes, { a: scale, b: 0, tx: 40, ty: 40 }, 100, 100);
    expect(Math.max(...data) - Math.min(...data)).toBeLessThan(60);
  }
});

test('beyond the border the nearest pixel is repeated', () => {
  const warped = warp(plane, { a: 1, b: 0, tx: -50, ty: -20 }, 100, 60);
  expect(pixel(warped, 3, 40)).toEqual(pixel(plane, 0, 20));
  expect(pixel(warped, 80, 5)).toEqual(pixel(plane, 30, 0));
});

test('a picture of one pixel can be looked at from anywhere', () => {
  const dot = paint(1, 1, () => [9, 8, 7]);
  expect(pixel(warp(dot, { a: 300, b: 2, tx: -4000, ty: 5000 }, 8, 8), 4, 4)).toEqual([9, 8, 7]);
});

test('a mirror turns rows around', () => {
  const turned = mirror(plane);
  expect(pixel(turned, 0, 7)).toEqual(pixel(plane, 399, 7));
  expect(Buffer.compare(mirror(turned).data, plane.data)).toBe(0);
});

test('a quarter turn counter-clockwise brings the right side up', () => {
  const square = paint(6, 6, (x, y) => [10 * x, 10 * y, 0]);
  const turned = quarterTurn(square);
  expect(pixel(turned, 0, 0)).toEqual(pixel(square, 5, 0));
  expect(pixel(turned, 5, 0)).toEqual(pixel(square, 5, 5));
  expect(pixel(turned, 2, 4)).toEqual(pixel(square, 1, 2));
  expect(() => quarterTurn(plane)).toThrow('400 x');
});
