import { expect, test } from 'vitest';
import { rectanglesAround } from '../../../../models/face/detection/detail.ts';
import { seededRandom } from '../../../../models/random.ts';

const how = { around: 32, step: 32, most: 544, area: 544 * 544 };

test('rectangles show the surroundings of every place, in sides that the network takes', () => {
  const random = seededRandom(1, 'places');
  const level = { width: 1200, height: 900 };
  const places = Array.from({ length: 200 }, () => [random.integer(1200), random.integer(900)] as const);
  const boxes = rectanglesAround(places, level, how);
  for (const [x, y, width, height] of boxes) {
    expect([width % 32, height % 32]).toEqual([0, 0]);
    expect(Math.max(width, height)).toBeLessThanOrEqual(544);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  }
  for (const [x, y] of places) {
    // Up to the picture's border.
    const [left, top] = [Math.max(0, x - 31), Math.max(0, y - 31)];
    const [right, bottom] = [Math.min(1200, x + 31), Math.min(900, y + 31)];
    const shown = boxes.some(
      ([bx, by, w, h]) => bx <= left && by <= top && bx + w >= right && by + h >= bottom,
    );
    expect(shown, `${x}, ${y}`).toBe(true);
  }
});

test('places that are near each other share a rectangle, and distant ones do not', () => {
  const level = { width: 1200, height: 900 };
  expect(
    rectanglesAround(
      [
        [100, 100],
        [110, 105],
      ],
      level,
      how,
    ),
  ).toHaveLength(1);
  expect(
    rectanglesAround(
      [
        [100, 100],
        [900, 700],
      ],
      level,
      how,
    ),
  ).toHaveLength(2);
});
