// What new photos of the enrolled people would score: of each face, by a classifier that was made without it, the score of its
// own person and the two best of everybody else. All scores would be faces times people.
import { topTwo, type Lead } from '../calibration/lead.ts';

export interface HeldOutScores {
  /** `[N]`: NaN where it is the person's only face. */
  readonly own: Float32Array;
  /** `[N]`: who else it is most like; -1 where there is nobody else. */
  readonly rival: Int32Array;
  /** `[N]`: that person's score and the next one's; -Infinity where there is none. */
  readonly best: Float32Array;
  readonly second: Float32Array;
}

export const makeScores = (faces: number): HeldOutScores => ({
  own: new Float32Array(faces),
  rival: new Int32Array(faces),
  best: new Float32Array(faces),
  second: new Float32Array(faces),
});

/** @param scores `[P]`, of the face of `row`, which is `person`'s */
export function keepScores(
  kept: HeldOutScores,
  row: number,
  scores: ArrayLike<number>,
  person: number,
  isOnlyFace: boolean,
): void {
  const others = topTwo(scores, person);
  kept.own[row] = isOnlyFace ? NaN : scores[person];
  kept.rival[row] = others.person;
  kept.best[row] = others.best;
  kept.second[row] = others.second;
}

/** Of `leadOf`, with everybody in it. @param person whose face it is */
export function leadAt(
  { own, rival, best, second }: HeldOutScores,
  row: number,
  person: number,
  floor: number,
): Lead {
  const over = (score: number): number => (score > -Infinity ? score : floor);
  if (own[row] >= best[row]) return { person, best: own[row], margin: own[row] - over(best[row]) };
  const next = own[row] > second[row] ? own[row] : second[row];
  return { person: rival[row], best: best[row], margin: best[row] - over(next) };
}
