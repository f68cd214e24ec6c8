// Points, boxes and pixels: what pictures of all kinds are made of.

/** `[x, y]` in pixels; the centre of the top left pixel is (0, 0). */
export type Point = readonly [x: number, y: number];

/** `[x, y, width, height]` in pixels. May reach over the border of the image. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/**
 * Five landmarks, in this order everywhere: the eye on the left of the image, the eye on the right, the tip of
 * the nose, the left mouth corner, the right mouth corner ("left" is the image's left, not the person's).
 */
export type Landmarks = readonly [Point, Point, Point, Point, Point];

/** Interleaved 8-bit RGB, `data.length === width * height * 3`, rows from the top. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
