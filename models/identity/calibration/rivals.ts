// Faces of which it is known who they are not: strangers from the user's own surroundings.
import type { Classifier } from '../training/crossValidate.ts';
import { scoreDenials, type Denials } from '../denials.ts';
import type { Gallery } from '../gallery.ts';
import type { HeldOutScores } from '../training/heldOut.ts';

/** A face as a stranger: its best score among people it is not of. */
export interface Rival {
  /** By whom it counts, so that nobody counts for more than another. */
  readonly person: number;
  readonly best: number;
  readonly margin: number;
  /** Degrees; null for a denied face, which is measured against the one person who was denied. */
  readonly yaw: number | null;
}

/** Each enrolled face as a stranger to everybody else; empty where there is nobody else. */
export function rivalsOf({ people, count, yaws }: Gallery, { best, second }: HeldOutScores): Rival[] {
  if (count < 2) return [];
  return Array.from(people, (person, row) => ({
    person,
    best: best[row],
    margin: count > 2 ? best[row] - second[row] : 0,
    yaw: yaws?.[row] ?? 0,
  }));
}

/** Each denied face as a stranger to the person it is not. */
export const deniedRivals = (classifier: Classifier, denials: Denials): Rival[] =>
  scoreDenials(classifier, denials).map(({ person, best, second }) => ({
    person,
    best,
    margin: second > -Infinity ? best - second : 0,
    yaw: null,
  }));
