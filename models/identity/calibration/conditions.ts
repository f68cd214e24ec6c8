// What is known of a face besides its embedding, and how far that makes its score doubtful.
import type { Pose, Quality } from '../../face/face.ts';
import type { Calibration } from './calibration.ts';

/** How far a face's score can be relied on. */
export interface FaceConditions {
  /** 0 to 1. */
  readonly quality: number;
  /** Degrees, 0 for a frontal face. */
  readonly yaw: number;
}

export const conditionsOf = ({ quality, pose }: { quality: Quality; pose: Pose }): FaceConditions => ({
  quality: quality.score,
  yaw: pose.yaw,
});

/**
 * How far a face is doubted.
 *
 * Profiles of different people look alike to an encoder that has learned from frontal faces, and a cohort of frontal faces
 * does not know it: of UMIST's strangers, profiles score higher than frontal faces by 0.8 standard deviations of the
 * cohort's best scores. So from `frontal` degrees on more is asked of a face.
 */
export const doubt = {
  /** Faces of this quality tell nothing; */
  worthless: 0.1,
  /** from this one on, quality makes no difference. */
  sound: 0.4,
  /** How much higher a worthless face must score, in units of the threshold's distance from strangers. */
  worthlessCost: 1,
  frontal: 45,
  profile: 80,
  /** How much higher strangers score at `profile` degrees, in standard deviations. */
  profileShift: 0.8,
} as const;

const share = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/** How much higher strangers score for a turned head, in standard deviations of their best scores. */
export const turnedShift = (yaw: number): number =>
  doubt.profileShift * share(Math.abs(yaw), doubt.frontal, doubt.profile);

/** 0 for a face that tells nothing, 1 for a sound one. */
export const reliabilityOf = (quality: number): number => share(quality, doubt.worthless, doubt.sound);

/** The score that a face must exceed to be given a name. */
export function thresholdFor(
  { threshold, strangers, deviation }: Calibration,
  { quality, yaw }: FaceConditions,
): number {
  const doubted = doubt.worthlessCost * (1 - reliabilityOf(quality)) * (threshold - strangers);
  return threshold + doubted + deviation * turnedShift(yaw);
}
