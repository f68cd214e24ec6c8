// The vocabulary of faces: what detection, alignment, pose and quality say to each other.
import type { Box, Landmarks } from '../image/geometry.ts';

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

/** What a detector says of one face, in pixels of the image that it was given. */
export interface Detection {
  readonly box: Box;
  readonly landmarks: Landmarks;
  /** Confidence, 0 to 1. */
  readonly score: number;
}
