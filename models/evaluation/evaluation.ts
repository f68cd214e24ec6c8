// The one document that `facet evaluate` and `facet benchmark` write: everything that is needed to repeat a measurement,
// and what was seen, raw enough that every table and plot is derived from it alone.
//
// Scores grow with similarity; a name is given where the best score is greater than the threshold. Numbers that JSON
// cannot hold (NaN, Infinity) never occur.
import type { DeviceKind } from '../device.ts';
import type { Failure } from '../failure.ts';
import type { Pose } from '../face/face.ts';
import type { EncoderInput } from '../manifest.ts';
import type { Interval } from './statistics/intervals.ts';
import type { Pair } from './statistics/metrics.ts';

/** To be raised with every change after which an older reader would go wrong. */
export const EVALUATION_VERSION = 2;

export type ProtocolName = 'library' | 'lfw' | 'paper';

export interface Evaluation {
  readonly version: typeof EVALUATION_VERSION;
  readonly protocol: ProtocolName;
  /**
   * What differs from run to run, as the times in `coverage` do and how much was remembered; all the rest is the same for
   * the same seed, data and models.
   */
  readonly run: Run;
  readonly repeat: Repeat;
  /** Every system of the protocol, those that are not on this machine included; others refer to them by `id`. */
  readonly systems: readonly System[];
  /** The first one is the headline. */
  readonly identifications: readonly Identification[];
  readonly verifications: readonly Verification[];
  /** How recognition moves with shots, prompts, damage to the photo, pose and size. */
  readonly variations: readonly Variation[];
  /** False-positive identification rate against the number of enrolled people. */
  readonly galleries: readonly GallerySize[];
  /** What held the machine up: photos and what became of them, a set each. */
  readonly coverage: readonly Coverage[];
  readonly skipped: readonly { readonly path: string; readonly reason: Failure }[];
}

export interface Run {
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Wall-clock time of all. */
  readonly seconds: number;
}

/** All that decides the numbers. */
export interface Repeat {
  /** The command line that does it again. */
  readonly command: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly data: readonly {
    /** Folder name of the set, or `library`. */
    readonly set: string;
    readonly photos: number;
    readonly people: number;
    /** SHA-256 over the sorted content hashes of its photos, hex. */
    readonly digest: string;
  }[];
  readonly detector: { readonly id: string; readonly digest: string };
  readonly device: { readonly kind: DeviceKind; readonly name: string; readonly reason?: string };
  readonly versions: {
    readonly facet: string;
    readonly node: string;
    readonly onnxRuntime: string;
    readonly platform: string;
  };
}

/** The paper's two configurations by its own names, and Facet's own open-set recogniser. */
export type Configuration = 'image classification' | 'traditional face recognition' | 'open-set head';

export interface System {
  readonly id: string;
  readonly title: string;
  readonly configuration: Configuration;
  /** What is trained and how it decides, in a sentence. */
  readonly method: string;
  readonly encoder: string;
  /** The registry's encoder that it rests on, and its title, with which the system's begins; older evaluations lack it. */
  readonly model?: { readonly id: string; readonly title: string };
  /** Null where the encoder is on this machine. */
  readonly missing: Failure | null;
  /** Null where it is not on this machine. */
  readonly facts: {
    /** SHA-256 over all that decides an embedding, hex. */
    readonly digest: string;
    readonly dimensions: number;
    readonly source: string;
    readonly licence: string;
    readonly input: EncoderInput;
    readonly mirror: boolean;
    readonly metric: 'cosine';
  } | null;
}

export interface PhotoRef {
  /** As it was found; relative to the data folder where the set lies in it. */
  readonly path: string;
  /** Id of the face in the library, where it is one. */
  readonly face: string | null;
}

export interface Probe extends PhotoRef {
  /** Who it is: a person of `people`, or the stranger's name. What the bootstrap draws. */
  readonly who: string;
  /** Index into `people`; -1 for a stranger. */
  readonly truth: number;
  /** The set that it comes from: strangers come from several. */
  readonly set: string;
  /** Null where no face was found. */
  readonly pose: Pose | null;
  /** Side of the face in pixels of the photo (`Quality.pixels`); null as above. */
  readonly pixels: number | null;
  /** 0 to 1; null as above. */
  readonly quality: number | null;
}

/** One test of all systems on the same enrolled people, the same probes and the same strangers. */
export interface Identification {
  readonly id: string;
  readonly title: string;
  readonly set: string;
  /** Enrolled photos a person; null where people have what they have. */
  readonly shots: number | null;
  /** How enrolled photos and probes were kept apart. */
  readonly split: string;
  readonly people: readonly string[];
  /** Which photos each person was learned from; empty where every photo was in its turn. */
  readonly enrolled: readonly (PhotoRef & { readonly person: number })[];
  readonly probes: readonly Probe[];
  /** Near-duplicates of enrolled photos, which are no probes. */
  readonly leftOut: readonly PhotoRef[];
  readonly results: readonly IdentificationResult[];
  /** Every two of the results, each at its own threshold; left out by an earlier Facet. */
  readonly comparisons?: readonly SystemComparison[];
}

/** How one system differs from another on the same probes. */
export interface SystemComparison {
  readonly first: string;
  readonly second: string;
  /** In the right names given to mated probes; null without any. */
  readonly named: SystemDifference | null;
  /** In the strangers who are given a name; null without any. */
  readonly accepted: SystemDifference | null;
}

export interface SystemDifference {
  /** The first system's share less the second's, by the paired bootstrap that draws people; null where only one was tried. */
  readonly share: Interval | null;
  /** McNemar's mid-p, which takes photos for independent. */
  readonly byPhoto: number;
  /** Of the test that swaps the two systems' results by person, which does not. */
  readonly byPerson: number;
  /** `byPerson` after Holm's correction for all pairs of systems of the test. */
  readonly corrected: number;
}

/** Searches of the enrolled people, in the order of the probes. */
export interface Searched {
  /** Index of the person with the best score; -1 where no face was found. */
  readonly best: readonly number[];
  /** That score; null as above. */
  readonly bestScores: readonly (number | null)[];
  /** The right person's score; null for a stranger, where they were not enrolled for this search, and as above. */
  readonly ownScores: readonly (number | null)[];
  /** Rank of the right person, 1 for the best; 0 for a stranger. Equal scores count against the right person. */
  readonly ranks: readonly number[];
}

/** What one system made of the probes. All lists are in the order of the probes. */
export interface IdentificationResult extends Searched {
  readonly system: string;
  /**
   * The system's own, set without the probes. Where several classifiers took part (cross-validation), each one's scores
   * are moved so that its threshold lies here.
   */
  readonly threshold: number;
  /** What the threshold was set on, in a sentence. */
  readonly calibration: string;
  /** Closed-set accuracy on the very photos that it was trained on, as the paper gives it; null where it has none. */
  readonly training: { readonly right: number; readonly total: number } | null;
  /** Index of the person whose name is given at `threshold`; -1 for Unknown. */
  readonly decisions: readonly number[];
  /** Probability that the best person is right, 0 to 1; null where the system gives none. */
  readonly confidences: readonly number[] | null;
  /** Strangers who are nobody; left out where the encoder has no cohort. */
  readonly drawn?: DrawnStrangers;
}

/** Strangers drawn from an encoder's cohort, other ones than those that its threshold was set with. */
export interface DrawnStrangers {
  /** Who the cohort was fitted on, in a sentence. */
  readonly source: string;
  /** The best score of each. */
  readonly scores: readonly number[];
  /** How many times as often real strangers pass a threshold as drawn ones do, 1 or more. */
  readonly tail: number;
}

/** Pairs of photos: the same person or not. */
export interface Verification {
  readonly id: string;
  readonly title: string;
  readonly set: string;
  readonly photos: readonly PhotoRef[];
  /** `a` and `b` are places in `photos`; folds count from 0. */
  readonly pairs: readonly {
    readonly a: number;
    readonly b: number;
    readonly same: boolean;
    readonly fold: number;
  }[];
  readonly results: readonly {
    readonly system: string;
    /** The mean over folds. */
    readonly threshold: number;
    readonly calibration: string;
    /** `[pairs]`. */
    readonly scores: readonly number[];
    /** `[folds]`: what each fold's pairs are decided at, set on the other folds' people; without, at `threshold`. */
    readonly foldThresholds?: readonly number[];
    /** 95%, by drawing whole folds: their people are others. */
    readonly intervals?: PairIntervals;
  }[];
}

/** How far what needs no threshold can be trusted. */
export interface PairIntervals {
  readonly equalError: Interval;
  /** Under the ROC curve. */
  readonly area: Interval;
  readonly tarAt1e2: Interval;
  readonly tarAt1e3: Interval;
}

/** Counts that rates and intervals are made of. */
export interface Tally {
  readonly people: readonly {
    readonly who: string;
    readonly probes: number;
    /** The best person is the right one. */
    readonly rank1: number;
    /** The right name is given. */
    readonly named: number;
    /** Another one's name is given. */
    readonly misnamed: number;
  }[];
  readonly strangers: number;
  /** Strangers who were given a name. */
  readonly accepted: number;
}

export type VariationKind =
  'shots' | 'text' | 'brightness' | 'contrast' | 'blur' | 'jpeg' | 'occlusion' | 'pose' | 'size';

/** A headline test with one thing changed. */
export interface Variation {
  readonly kind: VariationKind;
  readonly set: string;
  readonly system: string;
  /** For the axis: `4 photos`, `no text`, `JPEG 20`, `30° to 60°`. */
  readonly label: string;
  /** Place on the axis; texts are numbered. */
  readonly at: number;
  readonly tally: Tally;
}

/**
 * Strangers at random galleries. Of image classification with a trained text tower, each gallery has its people's anchors
 * of one training on everybody.
 */
export interface GallerySize {
  readonly system: string;
  readonly set: string;
  /** How many people are enrolled. */
  readonly people: number;
  readonly threshold: 'fixed' | 'set anew for each gallery';
  /** One a random gallery of that size, all with the same strangers; `fpir` is their mean. */
  readonly draws: readonly { readonly accepted: number; readonly strangers: number }[];
  /** 95%, over galleries and strangers, both drawn anew. */
  readonly fpir: Interval;
}

export interface Coverage {
  readonly set: string;
  readonly photos: number;
  /** Photos in which no face was found. Where the protocol says that there is one, the middle of the photo is taken. */
  readonly faceless: readonly string[];
  /** Photos that were looked at in this run; the others were remembered. */
  readonly looked: number;
  /** Wall-clock time of looking at them. */
  readonly seconds: number;
  /** Of that, how long networks ran. */
  readonly networkSeconds: number;
}

/** A system's scored pairs by fold. */
export function foldsOf({ pairs }: Verification, { scores }: Verification['results'][number]): Pair[][] {
  const folds: Pair[][] = [];
  pairs.forEach(({ same, fold }, at) => {
    (folds[fold] ??= []).push({ score: scores[at], same });
  });
  return folds;
}

/** Six decimals are more than counts of a cosine, and half the file. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
