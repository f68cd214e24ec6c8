import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { portraitOf } from '../../../models/face/portrait.ts';

test('a face in the middle of a photo has room on every side', () => {
  const [x, y, side] = portraitOf([400, 300, 100, 120], 1000, 800);
  expect(side).toBe(252);
  expect(x + side / 2).toBe(450);
  expect(y).toBeLessThan(300 - 40);
  expect(y + side).toBeGreaterThan(420 + 40);
});

test('at an edge the square moves inwards instead of reaching into nothing', () => {
  expect(portraitOf([0, 0, 100, 100], 1000, 800)).toEqual([0, 0, 210, 210]);
  expect(portraitOf([900, 700, 100, 100], 1000, 800)).toEqual([790, 590, 210, 210]);
});

test('whatever the box, the square lies inside the photo', () => {
  const size = fc.integer({ min: 1, max: 6000 });
  const offset = fc.double({ min: -500, max: 6500, noNaN: true });
  const extent = fc.double({ min: 0.5, max: 7000, noNaN: true });
  fc.assert(
    fc.property(offset, offset, extent, extent, size, size, (x, y, w, h, width, height) => {
      const [left, top, side, other] = portraitOf([x, y, w, h], width, height);
      expect(side).toBe(other);
      expect(side).toBeGreaterThan(0);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + side).toBeLessThanOrEqual(width);
      expect(top + side).toBeLessThanOrEqual(height);
    }),
  );
});
