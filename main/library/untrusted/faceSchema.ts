// What was measured of a face in a photo, as far as it can be true: numbers out of a file that anybody may have written.
import { z } from 'zod';
import type { Box, Point } from '../../../models/image/geometry.ts';
import { LONGEST_SIDE } from './exactEntries.ts';
import { CROP_SIZE, cropTemplate } from '../../../models/face/templates.ts';

const side = z.number().int().positive().max(LONGEST_SIDE);

/** Of a photo, in pixels after rotation. */
export const photoSize = { width: side, height: side };

/** Detectors guess what lies beyond the edge of a photo or crop, at most so many sides of it away. */
const BEYOND = 2;
/** Qualities lie mostly between 0 and 1, but a detector's word is its own. */
const LARGEST_QUALITY = 1e6;

const point = z.tuple([z.number(), z.number()]).readonly();
const points = z.tuple([point, point, point, point, point]).readonly();

export const pose = z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).readonly();

export const quality = z
  .object({
    score: z.number(),
    pixels: z.number(),
    sharpness: z.number(),
    exposure: z.number(),
    clipped: z.number(),
    detection: z.number(),
  })
  .readonly();

/** The shape alone: whether the numbers can be true, `flawOf` says. */
export const detectedFace = {
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  landmarks: points,
  cropLandmarks: points,
  pose,
  quality,
  differenceHash: z.string().regex(/^[0-9a-f]{16}$/),
};

interface Measured {
  readonly box: Box;
  readonly landmarks: readonly Point[];
  readonly cropLandmarks: readonly Point[];
  readonly pose: z.infer<typeof pose>;
  readonly quality: z.infer<typeof quality>;
}

/**
 * What of a face cannot be true in a photo of this size; null where all can. Plain comparisons, not checks of the schema:
 * those would take as long as the rest of opening a library.
 */
export function flawOf(
  { box, landmarks, cropLandmarks, pose: { yaw, pitch, roll }, quality: measured }: Measured,
  photo: { readonly width: number; readonly height: number },
): string | null {
  const longest = Math.max(photo.width, photo.height);
  if (!isInside(box, photo)) return 'lies outside of its photo';
  if (!landmarks.every((one) => isNear(one, longest)) || !isFace(landmarks))
    return 'has landmarks of no face';
  if (!cropLandmarks.every((one) => isNear(one, CROP_SIZE)) || !isFace(cropLandmarks))
    return 'has landmarks of no face in its crop';
  if (Math.max(Math.abs(yaw), Math.abs(pitch), Math.abs(roll)) > 360)
    return 'has no pose that a head can have';
  const { pixels, ...shares } = measured;
  if (pixels < 0 || pixels > LONGEST_SIDE) return 'has a size that no face has';
  return Object.values(shares).some((share) => Math.abs(share) > LARGEST_QUALITY)
    ? 'has a quality that no photo has'
    : null;
}

const isNear = ([x, y]: Point, side: number): boolean =>
  x >= -BEYOND * side && y >= -BEYOND * side && x <= (1 + BEYOND) * side && y <= (1 + BEYOND) * side;

/** Whether any part of the box lies in the photo, and not too much beside it. */
function isInside(
  [left, top, width, height]: Box,
  photo: { readonly width: number; readonly height: number },
): boolean {
  const most = 1 + 2 * BEYOND;
  if (!(width > 0 && height > 0) || width > most * photo.width || height > most * photo.height) return false;
  return left < photo.width && top < photo.height && left + width > 0 && top + height > 0;
}

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
