// What a protocol hands over: the tables of the document, and what it was measured on.
import type { Evaluation } from '../../../models/evaluation/evaluation.ts';
import type { PlannedSystem } from './systems.ts';

export interface Measured extends Pick<
  Evaluation,
  'identifications' | 'verifications' | 'variations' | 'galleries' | 'coverage' | 'skipped'
> {
  /** Those that were to be measured; `missing` where one could not learn. */
  readonly systems: readonly PlannedSystem[];
  readonly settings: Evaluation['repeat']['settings'];
  readonly sets: readonly {
    readonly set: string;
    readonly people: number;
    /** Content hashes of its photos. */
    readonly hashes: readonly string[];
  }[];
}
