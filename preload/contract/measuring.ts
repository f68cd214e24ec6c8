// Requests of evaluations; the answer is the `Evaluation` of `models/`.
import type { DetectorChoice } from './photos.ts';

/** What is left out is every encoder on this machine, seed 0 and the library's own FPIR. */
export interface EvaluateRequest {
  readonly encoder?: string;
  readonly seed?: number;
  readonly fpir?: number;
  /** Write it here: `.json`, `.md` or `.html`. */
  readonly out?: string;
}

/** What every measurement can be told. */
export interface MeasureRequest extends DetectorChoice {
  /** Write it here: `.json`, `.md` or `.html`. */
  readonly out?: string;
  readonly seed?: number;
  /** Ids of systems, or of encoders for all of their systems; all that there are where it is left out. */
  readonly systems?: readonly string[];
}

export type BenchmarkRequest = MeasureRequest &
  (
    | {
        readonly protocol: 'lfw';
        /** A folder with a folder of photos for each person of LFW. */
        readonly data: string;
        /** LFW's pairs.txt. */
        readonly pairs: string;
        /** Look at every photo of the folder, not only at those that the pairs name. */
        readonly all: boolean;
      }
    | {
        readonly protocol: 'paper';
        /** A folder with a folder of photos for each person, or with several of such. */
        readonly data: string;
        /** People who are enrolled from each set (10). */
        readonly people?: number;
        /** Photos that each is learned from (5). */
        readonly shots?: number;
        /** Strangers at most who are looked for, and as many others to set thresholds with (1000). */
        readonly strangers?: number;
        /** The share of strangers that may be given a name (0.01). */
        readonly fpir?: number;
        /** The comparison alone: no shots, prompts, damage and gallery sizes. */
        readonly quick?: boolean;
      }
  );

export interface ReportRequest {
  /** The evaluation: a JSON file. */
  readonly from: string;
  /** The file to write; its ending says what. */
  readonly out: string;
  /** The folder that paths of the evaluation start from: with it, photos are shown and linked. */
  readonly data?: string;
}
