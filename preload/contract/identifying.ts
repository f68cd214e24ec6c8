// Names of faces in photos, and two faces against each other.
import type { Pose } from '../../models/face/face.ts';
import type { Failure } from '../../models/failure.ts';
import type { Box, Landmarks } from '../../models/image/geometry.ts';
import type { DetectorChoice, FaceSearch } from './photos.ts';

/** What identification says of one face. */
export interface IdentifiedFace {
  readonly box: Box;
  readonly landmarks: Landmarks;
  /** Null: Unknown. */
  readonly name: string | null;
  /** Similarity to the best person, in the checkpoint's own scale. */
  readonly score: number;
  /** Score minus the best score of anybody else. */
  readonly margin: number;
  /** Calibrated probability that the name is right, 0 to 1. */
  readonly confidence: number;
  /** The likeliest people, the best first, named or not; those who are elsewhere in the photo are not among them. */
  readonly candidates: readonly IdentityCandidate[];
  /** The share of strangers at which the first candidate's name would just be given; null where that is not known. */
  readonly rate: number | null;
  readonly quality: number;
  readonly pose: Pose;
}

export interface IdentityCandidate {
  readonly name: string;
  /** Calibrated probability, 0 to 1. */
  readonly confidence: number;
}

export type IdentifiedPhoto =
  | {
      readonly path: string;
      readonly width: number;
      readonly height: number;
      readonly faces: readonly IdentifiedFace[];
    }
  | { readonly path: string; readonly error: Failure };

export interface IdentifyRequest extends DetectorChoice, FaceSearch {
  /** Photos, and folders that are searched for photos. */
  readonly paths: readonly string[];
  /** Write copies with boxes and names drawn into this folder. */
  readonly annotate?: string;
  /** Share of strangers that may be given a name; the checkpoint's own where it is left out. */
  readonly fpir?: number;
  /** How many candidates each face has; 1 where it is left out. */
  readonly top?: number;
  /** Address of a shared gallery (`postgres://…`), whose people are looked for instead of the checkpoint's. */
  readonly gallery?: string;
}

/** A face that would be named at this rate is worth suggesting where somebody looks at each photo. */
export const SUGGESTED_FPIR = 0.03;

/** Whom an Unknown face is like enough to be suggested; null where nobody is. */
export function suggestionOf({
  name,
  candidates: [first],
  rate,
}: Pick<IdentifiedFace, 'name' | 'candidates' | 'rate'>): IdentityCandidate | null {
  const near = name === null && rate !== null && rate <= SUGGESTED_FPIR;
  return near ? (first ?? null) : null;
}

/** Two photos, of which the largest face counts. */
export interface VerifyRequest extends DetectorChoice, FaceSearch {
  readonly a: string;
  readonly b: string;
  /** The built-in one where it is left out. */
  readonly encoder?: string;
}

export interface VerifiedFace {
  readonly path: string;
  readonly box: Box;
  readonly quality: number;
  /** In the photo. */
  readonly faces: number;
}

/** How much likelier two faces are one person's than two people's. */
export interface Verification {
  readonly encoder: string;
  readonly a: VerifiedFace;
  readonly b: VerifiedFace;
  /** Similarity in standard deviations of what strangers score. */
  readonly score: number;
  /** The share of strangers who are as like one of the two as the other is; one in 10,000 stands for fewer, too. */
  readonly falseMatchRate: number;
  /** Of one person against two people; null where nobody knows what one person's faces score by that encoder. */
  readonly likelihoodRatio: number | null;
  /** How many people of the library it is calibrated by; 0: by public photos. */
  readonly people: number;
}
