// What was measured of a face in a photo, as far as it can be true: numbers out of a file that anybody may have written.
import { z } from 'zod';
import type { Point } from '../../models/face/face.ts';
import { CROP_SIZE, cropTemplate } from '../../models/face/templates.ts';

/** Pixels on one side at most: as many as all of a photo may have. */
const LONGEST = 268_000_000;
const side = z.number().int().positive().max(LONGEST);

/** Of a photo, in pixels after rotation. */
export const photoSize = { width: side, height: side };

/** Detectors guess what lies beyond the edge of a photo, at most so many sides of it away. */
const BEYOND = 2;
const coordinate = z
  .number()
  .min(-BEYOND * LONGEST)
  .max((1 + BEYOND) * LONGEST);
const length = z.number().positive().max(LONGEST);
const cropCoordinate = z
  .number()
  .min(-BEYOND * CROP_SIZE)
  .max((1 + BEYOND) * CROP_SIZE);

/** The template around its middle, and that middle. */
const [middleX, middleY] = [0, 1].map((axis) =>
  cropTemplate.reduce((sum, point) => sum + point[axis] / 5, 0),
);
const template = cropTemplate.map(([x, y]): Point => [x - middleX, y - middleY]);

/**
 * Whether the similarity that `fitSimilarity` finds for the points has a scale, so that it has an inverse: points of which
 * it has none (in one place, or turned against each other) are no face's, and a crop cannot be cut by them.
 */
function isFace(points: readonly Point[]): boolean {
  let [dot, cross, square, x, y] = [0, 0, 0, 0, 0];
  for (const point of points) {
    x += point[0] / 5;
    y += point[1] / 5;
  }
  for (let at = 0; at < 5; at++) {
    const [u, v] = template[at];
    const [right, down] = [points[at][0] - x, points[at][1] - y];
    dot += right * u + down * v;
    cross += right * v - down * u;
    square += right * right + down * down;
  }
  return Math.hypot(dot, cross) > SMALLEST_SCALE * square;
}

const SMALLEST_SCALE = 1e-6;

const five = (number: z.ZodNumber) => {
  const point = z.tuple([number, number]).readonly();
  return z.tuple([point, point, point, point, point]).readonly().refine(isFace, 'are not points of a face');
};

const degrees = z.number().min(-360).max(360);
export const pose = z.object({ yaw: degrees, pitch: degrees, roll: degrees }).readonly();

/** Mostly from 0 to 1, but a detector's word is its own. */
const share = z.number().min(-1e6).max(1e6);
export const quality = z
  .object({
    score: share,
    pixels: z.number().nonnegative().max(LONGEST),
    sharpness: share,
    exposure: share,
    clipped: share,
    detection: share,
  })
  .readonly();

export const detectedFace = {
  box: z.tuple([coordinate, coordinate, length, length]).readonly(),
  landmarks: five(coordinate),
  cropLandmarks: five(cropCoordinate),
  pose,
  quality,
  differenceHash: z.string().regex(/^[0-9a-f]{16}$/),
};

/** Whether any part of the box lies in the photo. */
export const isInside = (
  [left, top, width, height]: readonly [number, number, number, number],
  photo: { readonly width: number; readonly height: number },
): boolean =>
  left < photo.width &&
  top < photo.height &&
  left + width > 0 &&
  top + height > 0 &&
  width <= (1 + 2 * BEYOND) * photo.width &&
  height <= (1 + 2 * BEYOND) * photo.height;
