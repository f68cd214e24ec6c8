// The open-set decision: who each face of a photo is, or that nobody enrolled is meant.
import { assignPeople } from './grouping/assign.ts';
import { reliabilityOf, thresholdFor, turnedShift, type FaceConditions } from './calibration/conditions.ts';
import { leadOf, topTwo } from './calibration/lead.ts';
import { rateOf } from './calibration/rate.ts';
import { applyVetoes, NEVER, noDenials, type Denials } from './denials.ts';
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
  /** The likeliest people, of those who are not elsewhere in the photo; the one who is named comes first. */
  readonly candidates: readonly Candidate[];
  /** The smallest FPIR at which the first of them would be the face's name; null where that cannot be said (`rateOf`). */
  readonly rate: number | null;
}

export interface Candidate {
  readonly person: number;
  /** Probability that it is this person; those of one face add up to 1 at most. */
  readonly confidence: number;
}

/**
 * Decides all faces of one photo together: nobody is in it twice.
 *
 * @param embeddings `[F, D]`, L2-normalised rows
 * @param conditions `[F]`
 * @param vetoes denied faces, in the recogniser's space
 * @param most candidates of each face
 * @param same for each person the first one who is the same: people may have become one since the recogniser was trained
 */
export function decide(
  { space, head, calibration }: Recogniser,
  embeddings: Float32Array,
  conditions: readonly FaceConditions[],
  vetoes: Denials = noDenials,
  most = 1,
  same?: readonly number[],
): Decision[] {
  const { strangers, deviation, confidence } = calibration;
  const people = head.means.length / head.dimensions;
  const projected = project(space, embeddings);
  const vetoed = applyVetoes(scorePeople(head, projected), projected, vetoes, head);
  const scores = same === undefined ? vetoed : joinScores(vetoed, same);
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
    const floor = confidence.threshold + deviation * turnedShift(yaw);
    const sure = (score: number, ahead: number): number => {
      const odds = confidence.score * (score - floor) + confidence.margin * ahead;
      return reliabilityOf(quality) * sigmoid(confidence.bias + odds / unit);
    };
    return {
      person: person >= 0 ? person : null,
      score: best,
      margin,
      confidence: sure(best, margin),
      candidates: likeliest(others, person, most, (score, rival) =>
        sure(score, score - (rival > NEVER ? rival : strangers)),
      ),
      rate: rateOf(calibration, person >= 0 ? best : Math.max(...others), { quality, yaw }),
    };
  });
}

/** The best score of those who are one person is the first one's; the others have none. */
export function joinScores(scores: Float32Array, same: readonly number[]): Float32Array {
  const joined = scores.slice();
  for (let row = 0; row < scores.length; row += same.length) {
    same.forEach((first, at) => {
      if (first === at) return;
      joined[row + first] = Math.max(joined[row + first], scores[row + at]);
      joined[row + at] = NEVER;
    });
  }
  return joined;
}

/** @param scores of everybody; -1 and less: somebody who was denied or is elsewhere in the photo */
function likeliest(
  scores: readonly number[],
  named: number,
  most: number,
  sure: (score: number, rival: number) => number,
): Candidate[] {
  const rank = (person: number): number => (person === named ? Infinity : scores[person]);
  const order = [...scores.keys()].filter((person) => scores[person] > NEVER);
  const first = order.sort((a, b) => rank(b) - rank(a)).slice(0, most);
  const { person: leader, best, second } = topTwo(scores);
  const candidates = first.map((person) => {
    return { person, confidence: sure(scores[person], person === leader ? second : best) };
  });
  const sum = candidates.reduce((total, { confidence }) => total + confidence, 0);
  return candidates.map(({ person, confidence }) => ({ person, confidence: confidence / Math.max(1, sum) }));
}
