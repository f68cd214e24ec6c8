// What a calibration is: the threshold, what it rests on, and how sure a name is.
import type { StrangerScores } from './strangerScores.ts';

/** What the threshold rests on: a cohort, the other enrolled people, or nothing but caution. */
export type Basis = 'cohort' | 'enrolled' | 'none';

export interface Calibration {
  readonly basis: Basis;
  /** A score must be greater to be given a name. */
  readonly threshold: number;
  /** Mean best score of strangers from the user's own surroundings. */
  readonly strangers: number;
  /** Standard deviation of strangers' best scores. */
  readonly deviation: number;
  /** Null where the threshold rests on no strangers, and in checkpoints of an older Facet: it cannot be set anew. */
  readonly scores: StrangerScores | null;
  readonly confidence: Confidence;
}

/**
 * The log-odds that the best person is right: bias + score * (s - threshold) / u + margin * m / u, u = threshold -
 * strangers. This threshold is the one for `USUAL_FPIR`, whatever rate is asked for: being strict makes no name surer.
 */
export interface Confidence {
  readonly bias: number;
  readonly score: number;
  readonly margin: number;
  readonly threshold: number;
}

/** The rate whose threshold confidence is measured from. */
export const USUAL_FPIR = 0.01;
