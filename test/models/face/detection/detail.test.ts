import { expect, test } from 'vitest';
import { cellsOf } from '../../../../models/face/detection/detail/cells.ts';
import { rectanglesAround } from '../../../../models/face/detection/detail/rectangles.ts';
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

test.each([
  [64, 48, 4],
  [101, 37, 4],
  [96, 31, 6],
  [23, 9, 3],
  [7, 7, 2],
  [1, 5, 2],
])(
  '%i x %i pixels in cells of %i: luminance, its square and its steps are summed up',
  (width, height, cell) => {
    const random = seededRandom(1, 'cells');
    const data = Uint8Array.from({ length: 3 * width * height }, () => random.integer(256));
    const [columns, rows] = [Math.floor(width / cell), Math.floor(height / cell)];
    const lightAt = (x: number, y: number) => {
      const [red, green, blue] = data.subarray(3 * (y * width + x));
      return (red + 2 * green + blue) >> 2;
    };
    const expected = new Float64Array(3 * columns * rows);
    // The last row and column have no neighbour that they could differ from.
    for (let y = 0; y < Math.min(rows * cell, height - 1); y++)
      for (let x = 0; x < Math.min(columns * cell, width - 1); x++) {
        const at = 3 * (Math.floor(y / cell) * columns + Math.floor(x / cell));
        const light = lightAt(x, y);
        expected[at] += light;
        expected[at + 1] += light * light;
        expected[at + 2] += Math.abs(light - lightAt(x + 1, y)) + Math.abs(light - lightAt(x, y + 1));
      }
    // What was summed up of another picture is gone.
    cellsOf({ data: data.map((value) => 255 - value), width, height }, cell, columns, rows);
    expect(cellsOf({ data, width, height }, cell, columns, rows)).toEqual(expected);
  },
);
