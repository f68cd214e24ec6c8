import { expect, test } from 'vitest';
import { augment, drawAugmentation, type Augmentation } from '../../../models/clip/augment.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { seededRandom } from '../../../models/random.ts';

const same: Augmentation = {
  flip: false,
  rotation: 0,
  scale: 1,
  shift: [0, 0],
  brightness: 1,
  contrast: 1,
  saturation: 1,
  blur: 0,
};

function picture(width: number, height: number, pixel: (x: number, y: number) => number[]): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) data.set(pixel(at % width, Math.floor(at / width)), at * 3);
  return { data, width, height };
}

const slope = picture(9, 5, (x, y) => [x * 20, y * 40, 90]);
const at = ({ data, width }: RgbImage, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

test('nothing drawn changes nothing, and what changes leaves the original alone', () => {
  const before = slope.data.slice();
  expect(augment(slope, same)).toEqual(slope);
  augment(slope, { ...same, flip: true, rotation: 5, brightness: 0.5, blur: 1 });
  expect(slope.data).toEqual(before);
});

test('a flip exchanges left and right', () => {
  const flipped = augment(slope, { ...same, flip: true });
  expect([at(flipped, 0, 1), at(flipped, 8, 1)]).toEqual([at(slope, 8, 1), at(slope, 0, 1)]);
  expect(augment(flipped, { ...same, flip: true })).toEqual(slope);
});

test('the picture turns clockwise about its middle, grows, and moves right and down', () => {
  const dot = picture(21, 21, (x, y) => (x === 10 && y === 4 ? [255, 255, 255] : [0, 0, 0]));
  const brightest = (image: RgbImage): number[] => {
    const pixel = image.data.indexOf(Math.max(...image.data)) / 3;
    return [Math.floor(pixel) % 21, Math.floor(pixel / 21)];
  };
  expect(brightest(augment(dot, { ...same, rotation: 90 }))).toEqual([16, 10]);
  expect(brightest(augment(dot, { ...same, scale: 1.5 }))).toEqual([10, 1]);
  expect(brightest(augment(dot, { ...same, shift: [2 / 21, 3 / 21] }))).toEqual([12, 7]);
});

test('brightness scales, contrast spreads about the mean, saturation pulls from grey', () => {
  const two = picture(2, 1, (x) => (x === 0 ? [100, 100, 100] : [200, 110, 0]));
  expect(at(augment(two, { ...same, brightness: 1.2 }), 1, 0)).toEqual([240, 132, 0]);
  expect(at(augment(two, { ...same, saturation: 0 }), 1, 0)).toEqual([124, 124, 124]);
  // Greys 100 and 124.4: half of the way to their mean of 112.2.
  expect(at(augment(two, { ...same, contrast: 0.5 }), 0, 0)).toEqual([106, 106, 106]);
});

test('blur spreads a point into a bell and keeps flat places flat', () => {
  const point = picture(15, 15, (x, y) => (x === 7 && y === 7 ? [250, 250, 250] : [0, 0, 0]));
  const blurred = augment(point, { ...same, blur: 1 });
  expect(at(blurred, 7, 7)[0]).toBe(Math.round(250 * 0.3990503 ** 2));
  expect(at(blurred, 8, 7)).toEqual(at(blurred, 7, 6));
  const flat = picture(6, 4, () => [90, 17, 255]);
  expect(augment(flat, { ...same, blur: 1.4 })).toEqual(flat);
});

test('a seed repeats its variants, which stay in bounds', () => {
  const draw = (seed: number): Augmentation[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 200 }, () => drawAugmentation(random));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const drawn = draw(1);
  const flips = drawn.filter(({ flip }) => flip).length;
  expect(flips > 70 && flips < 130).toBe(true);
  for (const { rotation, scale, shift, blur, jpeg } of drawn) {
    expect(Math.abs(rotation) <= 10 && scale >= 0.9 && scale <= 1.1).toBe(true);
    expect(Math.max(...shift.map(Math.abs)) <= 0.04 && (blur === 0 || (blur >= 0.5 && blur <= 1.5))).toBe(
      true,
    );
    expect(jpeg === undefined || (jpeg >= 30 && jpeg <= 90)).toBe(true);
  }
});
