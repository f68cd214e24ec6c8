// The open-set decision: who each face of a photo is, or that nobody enrolled is meant.
import type { Pose, Quality } from '../face/face.ts';
import { assignPeople } from './grouping/assign.ts';
import { leadOf, type Calibration } from './calibrate.ts';
import { applyVetoes, noDenials, type Denials } from './denials.ts';
import { sigmoid } from './logistic.ts';
import { scorePeople } from './prototypes.ts';
import type { Recogniser } from './recogniser.ts';
import { project } from './space.ts';

export interface Decision {
  /** Index of the person; null: Unknown. */
  readonly person: number | null;
  /** Of the person, or of the best one for an Unknown. */
  readonly score: number;
  /** Score minus the best score of anybody else who is not elsewhere in the photo. */
  readonly margin: number;
  /** Probability that this person is right; for an Unknown, that the best one would have been. */
  readonly confidence: number;
}

/** What is known of a face besides its embedding: how far its score can be relied on. */
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
 * does not know it: of one studio's strangers (UMIST, 1 to 5 people enrolled, FPIR 1%) 5% passed in frontal views, 15% at
 * 45 to 60 degrees and 50% beyond. So from `frontal` degrees on more is asked of a face.
 */
export const doubt = {
  /** Faces of this quality tell nothing; */
  worthless: 0.1,
  /** from this one on, quality makes no difference. */
  sound: 0.4,
  /** How much higher a worthless face must score, in units of the threshold's distance from strangers. */
  worthlessCost: 1,
  frontal: 40,
  profile: 80,
  /** How much higher a face must score at `profile` degrees, in the same units. */
  profileCost: 0.65,
} as const;

const profileDoubt = (yaw: number): number =>
  doubt.profileCost *
  Math.min(1, Math.max(0, (Math.abs(yaw) - doubt.frontal) / (doubt.profile - doubt.frontal)));

/** The score that a face must exceed to be given a name. */
export function thresholdFor(
  { threshold, strangers }: Calibration,
  { quality, yaw }: FaceConditions,
): number {
  const doubted = doubt.worthlessCost * (1 - reliabilityOf(quality)) + profileDoubt(yaw);
  return threshold + doubted * (threshold - strangers);
}

const reliabilityOf = (quality: number): number =>
  Math.min(1, Math.max(0, (quality - doubt.worthless) / (doubt.sound - doubt.worthless)));

/**
 * Decides all faces of one photo together: nobody is in it twice.
 *
 * @param embeddings `[F, D]`, L2-normalised rows
 * @param conditions `[F]`
 * @param vetoes denied faces, in the recogniser's space
 */
export function decide(
  { space, head, calibration }: Recogniser,
  embeddings: Float32Array,
  conditions: readonly FaceConditions[],
  vetoes: Denials = noDenials,
): Decision[] {
  const { threshold, strangers, confidence } = calibration;
  const people = head.means.length / head.dimensions;
  const projected = project(space, embeddings);
  const scores = applyVetoes(scorePeople(head, projected), projected, vetoes, space.dimensions);
  const faces = conditions.length;
  const unit = threshold - strangers;
  const bars = conditions.map((each) => thresholdFor(calibration, each));
  const gains = scores.map((score, at) => score - bars[Math.floor(at / people)]);
  const assigned = assignPeople(gains, faces, people);
  const taken = new Set(assigned.filter((person) => person >= 0));
  return conditions.map(({ quality, yaw }, face) => {
    const own = Array.from(scores.subarray(face * people, (face + 1) * people));
    const person = assigned[face];
    const others = own.map((score, at) => (at !== person && taken.has(at) ? -Infinity : score));
    const rival = leadOf(others.every((score) => score === -Infinity) ? own : others, strangers);
    const best = person >= 0 ? own[person] : Math.max(...own);
    const margin = person >= 0 && rival.person !== person ? own[person] - rival.best : rival.margin;
    const lead = (best - threshold) / unit - profileDoubt(yaw);
    const odds = confidence.bias + confidence.score * lead + (confidence.margin * margin) / unit;
    return {
      person: person >= 0 ? person : null,
      score: best,
      margin,
      confidence: reliabilityOf(quality) * sigmoid(odds),
    };
  });
}
