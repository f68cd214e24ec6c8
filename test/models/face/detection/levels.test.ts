import { expect, test } from 'vitest';
import { blazeface } from '../../../../models/face/detection/blazeface.ts';
import { AROUND, pyramidOf, smallestFaceOf } from '../../../../models/face/detection/levels.ts';
import { yunet } from '../../../../models/face/detection/yunet.ts';

test.each([
  [250, 250, 16],
  [1280, 1920, 32],
  [4000, 3000, 40],
  [3000, 15_000, 40],
  [20_000, 4000, 40],
  [20_000, 14_000, 140],
])(
  'a photo of %i x %i is searched for faces of %i px and more, by its short side alone',
  (width, height, face) => {
    expect(smallestFaceOf({ width, height })).toBe(face);
    expect(smallestFaceOf({ width: height, height: width })).toBe(face);
  },
);

test('who asks for a smallest face or for large faces gets those', () => {
  const photo = { width: 4000, height: 3000 };
  expect(smallestFaceOf(photo, 'all', 90)).toBe(90);
  expect(smallestFaceOf(photo, 'all', 1)).toBe(16);
  expect(smallestFaceOf(photo, 'large')).toBe(375);
  expect(smallestFaceOf(photo, 'large', 500)).toBe(500);
});

test('a photo of the size of the network has no levels', () => {
  expect(pyramidOf({ width: 300, height: 250 }, blazeface, 16)).toEqual({ levels: [], closer: null });
});

test('where the whole photo is seen finely enough for hints there is only a closer look', () => {
  const { levels, closer } = pyramidOf({ width: 640, height: 480 }, blazeface, 16);
  expect(levels).toEqual([]);
  expect(closer).toBe(0.75);
});

test('an exhaustive search, and a detector that gives no hints, look at the finest level everywhere', () => {
  const photo = { width: 4000, height: 3000 };
  for (const pyramid of [pyramidOf(photo, blazeface, 40, true), pyramidOf(photo, yunet, 40)]) {
    expect(pyramid.closer).toBeNull();
    expect(pyramid.levels.at(-1)?.scale).toBeCloseTo(12 / 40);
  }
});

for (const decoder of [blazeface, yunet])
  test.each([
    [4000, 3000],
    [3000, 4000],
    [6000, 1000],
    [1000, 1000],
    [20_000, 4000],
  ])('levels of %i x %i show every face from the smallest on large enough, and whole in one part', (w, h) => {
    const smallest = smallestFaceOf({ width: w, height: h });
    const { levels, closer } = pyramidOf({ width: w, height: h }, decoder, smallest);
    const whole = decoder.size / Math.max(w, h);
    for (let face = smallest; face < w / 20; face *= 1.1) {
      // Seen at this size on some level, or in the whole photo: large enough, and no larger than what blocks share.
      const scales = [...levels.map(({ scale }) => scale), ...(closer === null ? [] : [closer])];
      const seen = [whole, ...scales].map((scale) => face * scale);
      expect(Math.max(...seen)).toBeGreaterThanOrEqual(decoder.smallestFace - 0.01);
      const fits = scales.some(
        (scale) => face * scale >= decoder.smallestFace - 0.01 && face * scale < 2 * AROUND,
      );
      expect(fits || whole * face > decoder.smallestFace).toBe(true);
    }
    for (const { scale, blocks } of levels) {
      const area = blocks.reduce((sum, [, , width, height]) => sum + width * height, 0);
      expect(area).toBeCloseTo(w * h * scale * scale, 0);
      for (const [, , width, height] of blocks)
        expect(Math.max(width, height) + 2 * AROUND).toBeLessThanOrEqual(decoder.sides.most + 0.01);
      // With what is looked at around it, up to the level's borders.
      const [levelWidth, levelHeight] = [w * scale, h * scale];
      for (const [x, y, width, height] of blocks) {
        const across = Math.min(levelWidth, x + width + AROUND) - Math.max(0, x - AROUND);
        const down = Math.min(levelHeight, y + height + AROUND) - Math.max(0, y - AROUND);
        expect(Math.floor(across) * Math.floor(down)).toBeLessThanOrEqual(decoder.sides.area);
      }
    }
  });
