// The open-set decision: who each face of a photo is, or that nobody enrolled is meant.
import { assignPeople } from './grouping/assign.ts';
import { reliabilityOf, thresholdFor, turnedShift, type FaceConditions } from './calibration/conditions.ts';
import { leadOf } from './calibration/lead.ts';
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
  const { strangers, deviation, confidence } = calibration;
  const people = head.means.length / head.dimensions;
  const projected = project(space, embeddings);
  const scores = applyVetoes(scorePeople(head, projected), projected, vetoes, space.dimensions);
  const faces = conditions.length;
  const unit = confidence.threshold - strangers;
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
    const lead = (best - confidence.threshold - deviation * turnedShift(yaw)) / unit;
    const odds = confidence.bias + confidence.score * lead + (confidence.margin * margin) / unit;
    return {
      person: person >= 0 ? person : null,
      score: best,
      margin,
      confidence: reliabilityOf(quality) * sigmoid(odds),
    };
  });
}
