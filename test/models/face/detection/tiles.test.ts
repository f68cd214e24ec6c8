import { expect, test } from 'vitest';
import { blazeface } from '../../../../models/face/detection/blazeface.ts';
import { tilesOf } from '../../../../models/face/detection/tiles.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';

/** Only the size matters. */
const blank = (width: number, height: number): RgbImage => ({ data: new Uint8Array(0), width, height });

test('a photo of the size of the network has no tiles', () => {
  expect(tilesOf(blank(300, 250), blazeface, 26)).toEqual([]);
});

test.each([
  [4000, 3000],
  [3000, 4000],
  [6000, 1000],
  [1000, 1000],
  [640, 480],
])(
  'tiles of a photo of %i x %i cover it, and a face smaller than a quarter of one lies whole in one',
  (w, h) => {
    const levels = tilesOf(blank(w, h), blazeface, 26);
    expect(levels.length).toBeGreaterThan(0);
    expect(levels.flatMap(({ tiles }) => tiles).length).toBeLessThanOrEqual(26);
    for (const { side, tiles } of levels) {
      const face = 0.24 * (side / 2);
      for (let x = 0; x <= w - face; x += (w - face) / 17)
        for (let y = 0; y <= h - face; y += (h - face) / 17) {
          const whole = tiles.some(
            ([left, top, width, height]) =>
              x >= left && y >= top && x + face <= left + width && y + face <= top + height,
          );
          expect(whole).toBe(true);
        }
    }
  },
);

test('fewer tiles are asked for, fewer levels there are', () => {
  const count = (most: number) => tilesOf(blank(4000, 3000), blazeface, most).length;
  expect([count(0), count(6), count(26), count(200)]).toEqual([0, 1, 2, 3]);
});
