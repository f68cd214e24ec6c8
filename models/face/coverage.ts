// Which way a head is turned, in the five directions that enrolment asks for.
import type { Pose, Quality } from './face.ts';

export const directions = ['front', 'left', 'right', 'up', 'down'] as const;

export type Direction = (typeof directions)[number];

/** Degrees of yaw and of pitch from which a head counts as turned. */
const TURNED = { yaw: 18, pitch: 13 } as const;

/**
 * The direction of a head, by the axis that is turned furthest for its threshold. "Left" and "right" are the
 * image's, as in `Pose`: a person who faces the camera and turns to their own left looks "right".
 */
export function directionOf(pose: Pose): Direction {
  const yaw = pose.yaw / TURNED.yaw;
  const pitch = pose.pitch / TURNED.pitch;
  if (Math.max(Math.abs(yaw), Math.abs(pitch)) < 1) return 'front';
  if (Math.abs(yaw) >= Math.abs(pitch)) return yaw < 0 ? 'left' : 'right';
  return pitch > 0 ? 'up' : 'down';
}

/** Whether a face is sharp, large and well lit enough to learn from. */
export function worthKeeping(quality: Quality): boolean {
  return (
    quality.pixels >= 60 && quality.sharpness >= 0.3 && quality.exposure >= 0.3 && quality.clipped <= 0.1
  );
}
