// What a protocol hands over: the tables of the document, and what it was measured on.
import type { Evaluation } from '../../../models/evaluation/evaluation.ts';

export interface Measured extends Pick<
  Evaluation,
  'identifications' | 'verifications' | 'variations' | 'galleries' | 'coverage' | 'skipped'
> {
  readonly settings: Evaluation['repeat']['settings'];
  readonly sets: readonly {
    readonly set: string;
    readonly people: number;
    /** Content hashes of its photos. */
    readonly hashes: readonly string[];
  }[];
}
