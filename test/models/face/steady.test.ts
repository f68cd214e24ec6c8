// Landmarks of a face that is looked at once more, by a detector that says of a picture what it was told to.
import { expect, test } from 'vitest';
import type { Decoder, RunNetwork } from '../../../models/face/detection/decoder.ts';
import { blazeface } from '../../../models/face/detection/blazeface.ts';
import type { Detection } from '../../../models/face/face.ts';
import { steadyLandmarks } from '../../../models/face/steady.ts';
import { placeFace } from '../../../models/face/templates.ts';
import type { Box, Landmarks, Point } from '../../../models/image/geometry.ts';

const image = { data: new Uint8Array(400 * 300 * 3), width: 400, height: 300 };
const box: Box = [150, 100, 64, 64];
/** The view is four times as wide as the box and has as many pixels: a point of it lies so far from the photo's corner. */
const [left, top] = [150 + 32 - 128, 100 + 32 - 128];
const inView: Box = [96, 96, 64, 64];

const map = ([a, b, c, d, e]: Landmarks, move: (point: Point) => Point): Landmarks => [
  move(a),
  move(b),
  move(c),
  move(d),
  move(e),
];
const toView = (all: Landmarks) => map(all, ([x, y]) => [x - left, y - top]);
const turned = (all: Landmarks): Landmarks => {
  const [a, b, c, d, e] = map(all, ([x, y]) => [255 - x, y]);
  return [b, a, c, e, d];
};

/** @param says landmarks in the view and in its mirror image; null where no face is seen */
async function place(known: Landmarks, says: readonly (Landmarks | null)[]): Promise<Landmarks> {
  const dims: (readonly number[])[] = [];
  const run: RunNetwork = (input) => {
    dims.push(input.dims);
    return Promise.resolve({ row: { data: Float32Array.of(dims.length - 1), dims: [1] } });
  };
  const decoder: Decoder = {
    ...blazeface,
    decode({ row }, { tx, ty }) {
      const landmarks = says[Number(row.data[0])];
      expect([tx, ty]).toEqual([0, 0]);
      const far: Detection = { box: [0, 0, 40, 40], landmarks: placeFace(20, 10, 20), score: 0.99 };
      return landmarks === null ? [far] : [far, { box: inView, landmarks, score: 0.9 }];
    },
  };
  const placed = await steadyLandmarks(image, { box, landmarks: known, score: 0.9 }, decoder, run);
  expect(dims).toEqual([1, 2].map(() => [1, 256, 256, 3]));
  return placed;
}

const far = ([a, b]: readonly [Landmarks, Landmarks]): number =>
  Math.max(...a.map(([x, y], i) => Math.hypot(x - b[i][0], y - b[i][1])));

const known = placeFace(181, 118, 28);
const moved = (by: number) => map(known, ([x, y]) => [x + by, y - by]);

test('they are the mean of what is said of the face and of its mirror image', async () => {
  const says = [toView(moved(3)), turned(toView(moved(-1)))];
  expect(far([await place(known, says), moved(1)])).toBeLessThan(1e-3);
  expect(far([await place(known, [null, turned(toView(moved(2)))]), moved(2)])).toBeLessThan(1e-3);
  expect(far([await place(known, [toView(moved(4)), null]), moved(4)])).toBeLessThan(1e-3);
});

test('what was known stays where the face is not seen again', async () => {
  expect(far([await place(known, [null, null]), known])).toBeLessThan(1e-3);
});
