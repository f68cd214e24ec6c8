// The open-set decision: who each face of a photo is, or that nobody enrolled is meant.
import { assignPeople } from './assign.ts';
import { leadOf } from './calibrate.ts';
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

/** How poor faces are judged. */
export const doubt = {
  /** Faces of this quality tell nothing; */
  worthless: 0.1,
  /** from this one on, quality makes no difference. */
  sound: 0.4,
  /** How much higher a worthless face must score, in units of the threshold's distance from strangers. */
  cost: 1,
} as const;

const reliabilityOf = (quality: number): number =>
  Math.min(1, Math.max(0, (quality - doubt.worthless) / (doubt.sound - doubt.worthless)));

/**
 * Decides all faces of one photo together: nobody is in it twice.
 *
 * @param embeddings `[F, D]`, L2-normalised rows
 * @param qualities `[F]`, 0 to 1
 */
export function decide(
  { space, head, calibration }: Recogniser,
  embeddings: Float32Array,
  qualities: readonly number[],
): Decision[] {
  const { threshold, strangers, confidence } = calibration;
  const people = head.means.length / head.dimensions;
  const scores = scorePeople(head, project(space, embeddings));
  const faces = qualities.length;
  const unit = threshold - strangers;
  const reliabilities = qualities.map(reliabilityOf);
  const gains = scores.map((score, at) => {
    const unsure = 1 - reliabilities[Math.floor(at / people)];
    return score - threshold - doubt.cost * unsure * unit;
  });
  const assigned = assignPeople(gains, faces, people);
  const taken = new Set(assigned.filter((person) => person >= 0));
  return qualities.map((_, face) => {
    const own = Array.from(scores.subarray(face * people, (face + 1) * people));
    const person = assigned[face];
    const others = own.map((score, at) => (at !== person && taken.has(at) ? -Infinity : score));
    const lead = leadOf(others.every((score) => score === -Infinity) ? own : others, strangers);
    const best = person >= 0 ? own[person] : Math.max(...own);
    const margin = person >= 0 && lead.person !== person ? own[person] - lead.best : lead.margin;
    const odds =
      confidence.bias + (confidence.score * (best - threshold) + confidence.margin * margin) / unit;
    return {
      person: person >= 0 ? person : null,
      score: best,
      margin,
      confidence: reliabilities[face] * sigmoid(odds),
    };
  });
}
