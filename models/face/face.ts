// The vocabulary of faces: what detection, alignment, pose and quality say to each other.

/** `[x, y]` in pixels; the centre of the top left pixel is (0, 0). */
export type Point = readonly [x: number, y: number];

/** `[x, y, width, height]` in pixels. May reach over the border of the image. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/**
 * Five landmarks, in this order everywhere: the eye on the left of the image, the eye on the right, the tip of
 * the nose, the left mouth corner, the right mouth corner ("left" is the image's left, not the person's).
 */
export type Landmarks = readonly [Point, Point, Point, Point, Point];

/** Head pose in degrees. Yaw > 0 looks to the image's right, pitch > 0 looks up, roll > 0 leans clockwise. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** How much a face can be relied on. */
export interface Quality {
  /** All below in one number, 0 (useless) to 1 (a studio portrait). */
  readonly score: number;
  /** Distance between the eyes and the mouth's corners, as the side of the face in pixels of the photo. */
  readonly pixels: number;
  /** 0 (blurred) to 1 (sharp). */
  readonly sharpness: number;
  /** 0 (black or burnt out) to 1 (well exposed). */
  readonly exposure: number;
  /** Share of the face's box that lies outside the photo, 0 to 1. */
  readonly clipped: number;
  /** The detector's confidence, 0 to 1. */
  readonly detection: number;
}

/** Interleaved 8-bit RGB, `data.length === width * height * 3`, rows from the top. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What a detector says of one face, in pixels of the image that it was given. */
export interface Detection {
  readonly box: Box;
  readonly landmarks: Landmarks;
  /** Confidence, 0 to 1. */
  readonly score: number;
}
