// The one statement of what the application can be asked and what it says: every command, its arguments, its
// result, and every event. The shells (window, web, command line) and the renderer infer their types from here.
import type { Activation } from '../models/clip/activation.ts';
import type { DeviceKind } from '../models/device.ts';
import type { Evaluation } from '../models/evaluation/evaluation.ts';
import type { Box, Landmarks } from '../models/image/geometry.ts';
import type { Failure, FailureKind, Result } from '../models/failure.ts';
import type { Pose, Quality } from '../models/face/face.ts';

export type { Box, Evaluation, Failure, FailureKind, Landmarks, Pose, Quality, Result };

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly photos: number;
  readonly faces: number;
  /** Kept and recognised, but named on no screen and in nothing that goes out. */
  readonly hidden: boolean;
  /** Date of birth, `YYYY-MM-DD`; null where it is not known. */
  readonly born: string | null;
}

/** One face in the library. */
export interface Face {
  /** SHA-256 of the aligned crop, hex; any unambiguous prefix of 6 or more digits names it. */
  readonly id: string;
  /** Null while nobody owns it. */
  readonly person: { readonly id: string; readonly name: string } | null;
  /** SHA-256 of the photo, hex. */
  readonly photo: string;
  /** The original's name at import. */
  readonly photoName: string;
  readonly box: Box;
  readonly pose: Pose;
  readonly quality: Quality;
  /** Its box was drawn by hand; its landmarks are estimated where `quality.detection` is 0. */
  readonly drawn: boolean;
  /** Whole years of the person when the photo was taken; null where a date is not known. */
  readonly age: number | null;
}

export interface Skipped {
  readonly path: string;
  readonly reason: Failure;
}

/** Files of folders that were left out as kinds, without a reason for each. */
export interface LeftOut {
  /** Files that are not photos, by the ending of their names: lower case with its dot, empty where there is none. */
  readonly kinds: readonly { readonly ending: string; readonly files: number }[];
  /** Files and folders whose name begins with a dot. */
  readonly hidden: number;
  /** Folders that hold none of the user's photos: why, as a noun, and how many files lie in them. */
  readonly folders: readonly { readonly path: string; readonly why: string; readonly files: number }[];
}

export interface ImportReport {
  /** Photos that were added. */
  readonly photos: number;
  /** Photos that the library already had, byte for byte or as a copy with other metadata. */
  readonly duplicates: number;
  /** Faces in the photos that were added. */
  readonly faces: number;
  /** Those of `faces` that are kept with nobody's name on them. */
  readonly unassigned: number;
  /** Files that are no photos, cannot be read or show no face. */
  readonly skipped: readonly Skipped[];
  readonly leftOut: LeftOut;
  /** Folders of a tree that are hardly called after people: they are imported when their names are accepted. */
  readonly questioned: readonly string[];
  /** Names of folders that were taken for people of almost the same name. */
  readonly sameAs: readonly { readonly name: string; readonly person: string }[];
  /** Names that other applications had given. */
  readonly tags: readonly {
    readonly source: 'XMP' | 'Picasa' | 'Google Takeout' | 'digiKam' | 'Immich';
    /** Faces that have them now, and those of them that no search had found: they were drawn from there. */
    readonly named: number;
    readonly drawn: number;
    /** Regions of faces that have no name there either, or that are rejected there: they stay so. */
    readonly unnamed: number;
    /** Regions that match no face, too small or without a name. */
    readonly unmatched: number;
  }[];
  /** Files that gave photos of their pages or frames, and how many photos: `photos` counts these, too. */
  readonly stills: { readonly files: number; readonly photos: number };
  /** Films of live photos that were left out beside them, and those that lie within photos. */
  readonly live: { readonly beside: number; readonly inside: number };
  /** Photos of several people of whom none was clearly the one named: their faces are kept unassigned. */
  readonly undecided: readonly string[];
  /** Photos that were imported before under other names, which they keep. */
  readonly elsewhere: readonly { readonly path: string; readonly people: readonly string[] }[];
  /** Photos that show a person almost exactly as another photo of that person does. */
  readonly nearDuplicates: readonly { readonly path: string; readonly like: string }[];
  /** Why the import ended early, null where it did not. What is counted here is safe on disk either way. */
  readonly stopped: Failure | null;
}

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

/** What is trained: the classifier alone, the text tower, the image tower's projection, or whole towers. */
export type FinetuneMethod = 'head' | 'text' | 'projector' | 'full';

export interface FinetuneOptions {
  readonly encoder: string;
  readonly seed: number;
  /** The share of strangers that may be given a name: the false-positive identification rate, 0 to 1. */
  readonly fpir: number;
}

/** What is trained, and how; the head needs none of the rest. */
export interface TrainingOptions {
  /** `auto`: what suits this library, found by trying; of every encoder on this machine where none is named. */
  readonly method: FinetuneMethod | 'auto';
  /** `auto` only: seconds that comparing, and a training after it, may take (600). */
  readonly timeLimit: number;
  /** `full` only: the first stage of the image tower that is trained. */
  readonly from: string;
  /** `projector` only: what people's faces are drawn to, means of their embeddings (where it is left out) or their prompts. */
  readonly anchor: 'means' | 'text';
  /** Steps of training, instead of the method's own number. */
  readonly steps: number;
  /** The peak learning rate, instead of the method's own. */
  readonly rate: number;
  /** Go on with a training that was interrupted. */
  readonly resume: boolean;
  /** How far to go from the model before to the model after training, 0 to 1 (WiSE-FT). */
  readonly wise: number;
}

/** A share with its 95% interval. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** What `auto` weighed, each way to learn on folds of the library that it had not seen, and why it took what it took. */
export interface MethodChoice {
  /** The simplest first. */
  readonly candidates: readonly {
    readonly method: FinetuneMethod;
    readonly encoder: string;
    /** Null where it was left out. */
    readonly tried: {
      /** Held-out faces that are most like the right person. */
      readonly first: Rate;
      /** Held-out faces that get the right name, at the threshold for the FPIR that was asked for. */
      readonly named: Rate;
      /** People left out who are given a name; null where there are too few people to leave some out. */
      readonly strangers: Rate | null;
      /** What trying it took. */
      readonly seconds: number;
    } | null;
    /** Why it was not tried. */
    readonly leftOut: string | null;
  }[];
  /** Place of the one that was taken. */
  readonly chosen: number;
  readonly reason: string;
  readonly folds: number;
  /** Held-out faces, and faces of people left out, over all folds. */
  readonly faces: number;
  readonly strangers: number;
}

export interface Checkpoint {
  readonly id: string;
  readonly createdAt: string;
  readonly method: FinetuneMethod;
  readonly encoder: string;
  readonly people: number;
  readonly faces: number;
  readonly seed: number;
  readonly fpir: number;
  readonly active: boolean;
  /** Share of held-out faces named right, its 95% interval by person; null where nobody has two photos. */
  readonly heldOut: Rate | null;
  /** How the model was trained; null for the head. */
  readonly training: {
    /** The first stage of the image tower that was trained, where that was asked for. */
    readonly from: string | null;
    /** What a projection was trained against; null for other methods. */
    readonly anchor: 'means' | 'text' | null;
    readonly wise: number | null;
    /** Faces in a batch. */
    readonly rows: number;
    readonly device: string;
    /** In the order in which they ran. */
    readonly phases: readonly {
      readonly phase: string;
      readonly steps: number;
      /** The peak learning rate. */
      readonly peak: number;
    }[];
    /** Why it ended early, and what was kept; null where it did not. */
    readonly stopped: Pick<Failure, 'message' | 'advice'> | null;
  } | null;
  /** Null where the user chose the method. */
  readonly choice: MethodChoice | null;
}

/** One of two checkpoints that are held against each other. */
export interface ComparedCheckpoint extends Checkpoint {
  /** Of the encoder whose embeddings it compares, hex. */
  readonly encoderDigest: string;
  /** The checkpoint that was in use when it was made. */
  readonly parent: string | null;
  /** Whose strangers the threshold rests on; null where on the enrolled people alone. */
  readonly cohort: { readonly people: number; readonly source: string } | null;
}

/** What two things share, and what only one of them has. */
export interface Overlap<T> {
  readonly both: T;
  readonly onlyA: T;
  readonly onlyB: T;
}

/** The same faces, named by both checkpoints. */
export interface PairedAnswers {
  readonly faces: number;
  readonly bothRight: number;
  readonly onlyARight: number;
  readonly onlyBRight: number;
  readonly bothWrong: number;
  /** Faces that got two different answers. */
  readonly changed: number;
  /** McNemar's exact test: how likely so uneven a split is, were both equally good. */
  readonly pValue: number;
}

export interface CheckpointComparison {
  readonly a: ComparedCheckpoint;
  readonly b: ComparedCheckpoint;
  /** The nearest checkpoint that both come from (or are), and how many steps ago; null where there is none. */
  readonly ancestor: { readonly id: string; readonly stepsA: number; readonly stepsB: number } | null;
  /** Names, in order. */
  readonly people: Overlap<readonly string[]>;
  readonly photos: Overlap<number>;
  readonly faces: Overlap<number>;
  /** Faces that both were tested on without having learned them; null where one keeps no answers. */
  readonly heldOut: PairedAnswers | null;
  /** Faces of the library that neither has learned, named just now. */
  readonly newFaces: PairedAnswers | { readonly problem: Failure };
}

/** A checkpoint as plain ONNX files. */
export interface ExportReport {
  readonly checkpoint: string;
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** Whether there is a text encoder among them. */
  readonly text: boolean;
}

export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  /** What `done` and `total` count, where it is not files, faces or steps. */
  readonly unit?: 'bytes';
  /** The file or person in hand. */
  readonly detail?: string;
  /** Training loss at step `done`. */
  readonly loss?: number;
}

/** Why an encoder is worth its download. */
export type Recommendation =
  /** Facet's own measurement of a network of its kind: shares of faces named right from one photo a person, at an FPIR of 1%. */
  | {
      readonly why: 'measured';
      readonly network: string;
      readonly named: number;
      readonly builtIn: number;
      /** The same where faces are seen from all sides. */
      readonly allSides: { readonly named: number; readonly builtIn: number };
    }
  /** What its makers measured: the accuracy of LFW's ten-fold test of pairs. */
  | { readonly why: 'reported'; readonly lfw: number }
  /** The paper's own. */
  | { readonly why: 'paper' };

export type ModelEntry =
  | {
      readonly id: string;
      readonly kind: 'encoder' | 'detector';
      readonly title: string;
      readonly licence: string;
      readonly bytes: number;
      /** Built in, on this disk, or a `pull` away. */
      readonly state: 'built-in' | 'installed' | 'available';
      /** Of an encoder that is a `pull` away and worth it. */
      readonly recommended?: Recommendation;
    }
  | { readonly id: string; readonly state: 'damaged'; readonly problem: Failure };

export interface ExactNames {
  /** Somebody new is made even where a person's name differs only by case, invisible characters or look-alikes. */
  readonly exactNames?: boolean;
}

interface InPlace {
  /** Photos stay where they are: the library notes where, instead of keeping copies. Not those of a server. */
  readonly inPlace?: boolean;
  /** The short films of live and motion photos are read, too: as a rule their photo is enough. */
  readonly live?: boolean;
}

export type ImportRequest = (FileSource | OtherApplication) & InPlace;

/** Only folders can be followed. */
export type FollowRequest = FileSource & InPlace;

export type FileSource =
  /** Photos of one person; folders are searched for photos. */
  | ({ readonly kind: 'person'; readonly person: string; readonly paths: readonly string[] } & ExactNames)
  /** A folder with one sub-folder per person, named after them. */
  | ({
      readonly kind: 'tree';
      readonly folder: string;
      /** Names of sub-folders that are people's although they hardly look it. */
      readonly accepted?: readonly string[];
    } & ExactNames)
  /** Photos of anybody: their faces are kept with nobody's name on them. */
  | { readonly kind: 'unnamed'; readonly paths: readonly string[] };

export type OtherApplication =
  /** Photos with faces or people in digiKam's database. */
  | {
      readonly kind: 'digikam';
      /** `digikam4.db`. */
      readonly database: string;
      /** Where its collections lie, if elsewhere than it says. */
      readonly folders?: readonly string[];
    }
  /** Photos of named people on an Immich server. */
  | {
      readonly kind: 'immich';
      /** Its address; nothing else is contacted. */
      readonly address: string;
      /** An API key; the environment's or the keychain's where it is left out. It is not kept. */
      readonly key?: string;
      /** Names of people there, all where it is left out. */
      readonly people?: readonly string[];
    };

/** Which faces of a photo are looked for: all, or large ones alone. */
export interface FaceSearch {
  readonly faces?: 'all' | 'large';
  /** Width of the smallest face, in pixels of the photo; what the photo's size says where it is left out. */
  readonly minFace?: number;
}

/** Which model finds the faces; the built-in one where none is named. */
export interface DetectorChoice {
  readonly detector?: string;
}

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

export interface TagRequest extends DetectorChoice, FaceSearch {
  /** Photos, and folders that are searched for photos. */
  readonly paths: readonly string[];
  /** Write copies with the names in them into this folder, instead of files beside the photos. */
  readonly embed?: string;
  /** Only names that the user gave: nothing is recognised. */
  readonly confirmed?: boolean;
  /** Share of strangers that may be given a name; the checkpoint's own where it is left out. */
  readonly fpir?: number;
}

export type TaggedPhoto =
  | {
      readonly path: string;
      /** Everybody who has a name in it. */
      readonly people: readonly string[];
      /** The XMP file or the copy; null where there is nothing to write. */
      readonly file: string | null;
      /** Whether it was written: it may say all that already. */
      readonly changed: boolean;
      /** Those of `people` whose faces another program's regions call otherwise, which they keep. */
      readonly otherwise: readonly string[];
    }
  | { readonly path: string; readonly error: Failure };

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

/** Where names come from, where a shared gallery gives them. */
export interface GalleryUse {
  /** Its address. */
  readonly gallery: string;
  readonly people: number;
  /** The time of the last copy (ISO 8601), and why it is used; null while the server answers. */
  readonly copy: { readonly from: string; readonly why: Failure } | null;
}

export interface GalleryPublication {
  readonly gallery: string;
  /** Whether it was made just now. */
  readonly made: boolean;
  readonly added: number;
  readonly changed: number;
  /** In the gallery now. */
  readonly people: number;
}

export interface GalleryStatus {
  readonly gallery: string;
  readonly server:
    | {
        readonly people: number;
        readonly encoder: { readonly id: string; readonly digest: string };
        /** Version of pgvector, by which the server searches; null: clients search their copies. */
        readonly pgvector: string | null;
        /** Whether the user of the address may enrol and erase, not only name faces. */
        readonly mayEnrol: boolean;
      }
    | { readonly problem: Failure };
  /** What lies on this machine; null where nothing does. */
  readonly copy: { readonly people: number; readonly from: string } | null;
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

export interface PullRequest {
  readonly id: string;
  /** A file or folder that was fetched on another machine, instead of the network. */
  readonly from?: string;
}

/** What a preset says of a network's input, and what the user says otherwise. */
export interface AddModelRequest {
  readonly file: string;
  readonly id: string;
  /** Name of a preset; found from the id where it is not given. */
  readonly preset?: string;
  readonly licence?: string;
  /** Of a CLIP; read from the files beside it where it is not given. */
  readonly activation?: Activation;
  readonly input?: {
    readonly size?: number;
    readonly layout?: 'NCHW' | 'NHWC';
    readonly channels?: 'RGB' | 'BGR';
    readonly mean?: readonly [number, number, number];
    readonly std?: readonly [number, number, number];
  };
}

/** Whose faces were erased, and what still knows them. */
export interface RemovalReport {
  readonly person: Person;
  /** Originals that stay because other faces are in them too. */
  readonly keptPhotos: number;
  /** Checkpoints that still know the person: by name, by their crops, or by the encoder that they use. */
  readonly checkpoints: readonly string[];
  /** Checkpoints that knew the person and were erased. */
  readonly removedCheckpoints: readonly string[];
  /** Addresses of shared galleries whose copies here hold somebody of that id or name. */
  readonly galleries: readonly string[];
}

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

export interface CohortRequest extends DetectorChoice {
  readonly folder: string;
  /** The built-in encoder where none is named. */
  readonly encoder?: string;
}

export interface CohortReport {
  readonly encoder: string;
  /** Faces of strangers that the distribution was fitted on. */
  readonly faces: number;
  /** How many of them look like people of the library, and whom: names of such people will be missed. */
  readonly own: { readonly faces: number; readonly people: readonly string[] };
  readonly skipped: readonly Skipped[];
}

export interface ReportRequest {
  /** The evaluation: a JSON file. */
  readonly from: string;
  /** The file to write; its ending says what. */
  readonly out: string;
  /** The folder that paths of the evaluation start from: with it, photos are shown and linked. */
  readonly data?: string;
}

/** What is found to be in order, and what is not. */
/** Something that works, and should be otherwise. */
export interface Warning {
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}

export interface DoctorRequest {
  /** Mend what can be mended before the report is made. */
  readonly repair?: boolean;
}

/** What was mended in a library, and which files could not be. */
export interface Repair {
  /** Crops that were cut again from their photos. */
  readonly crops: number;
  /** Originals that were put back from another person's folder. */
  readonly originals: number;
  /** Embeddings that were damaged or of no use and are made again when they are needed. */
  readonly embeddings: number;
  readonly failed: readonly {
    readonly path: string;
    readonly kind: 'original' | 'crop';
    /** The photo's name at import. */
    readonly photoName: string;
    /** Whose it is; null for a face that nobody owns. */
    readonly person: string | null;
    readonly reason: Failure;
  }[];
}

/** Where networks run. */
export interface Device {
  readonly kind: DeviceKind;
  readonly name: string;
  /** What would come before it, and why that is not used. */
  readonly reason?: string;
}

export interface DoctorReport {
  readonly versions: {
    readonly facet: string;
    readonly node: string;
    /** Null outside the window. */
    readonly electron: string | null;
    readonly onnxRuntime: string;
    readonly platform: string;
  };
  /** The Electron of the window, or the one that would open it; null where there is none. It is not counted below. */
  readonly electron: { readonly version: string; readonly warning: Warning | null } | null;
  /** Where the built-in encoder runs, and why not on what would come before that. */
  readonly device: Device | { readonly problem: Failure };
  /** Models on this machine, each with what is wrong with it. */
  readonly models: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly problem: Failure | null;
  }[];
  readonly library:
    | {
        readonly folder: string;
        readonly people: number;
        readonly photos: number;
        readonly faces: number;
        readonly unassigned: number;
        readonly checkpoints: number;
        readonly activeCheckpoint: string | null;
        /** Left-overs of an interrupted run that were cleared away just now. */
        readonly swept: number;
        /** Files that should be there and are not. */
        readonly missing: readonly string[];
        /** Who else on this machine gets at the folder, and how to close it: a sentence each. */
        readonly exposed: readonly string[];
        /** Originals that no catalogue names, kept as they could be the only copy; absolute paths. */
        readonly unknown: readonly string[];
        /** What lies where Facet keeps its own and is not Facet's: left alone. */
        readonly ignored: readonly string[];
        /** Files whose content is no longer what was stored. */
        readonly broken: readonly string[];
        /** Photos that stay in place and are not there now, or were changed since: absolute paths. */
        readonly away: readonly string[];
        /** What was mended just now; null where nobody asked for it. */
        readonly repair: Repair | null;
      }
    /** Nothing was imported yet. */
    | { readonly folder: string; readonly empty: true }
    | { readonly folder: string; readonly problem: Failure };
  readonly disks: readonly {
    readonly use: 'library' | 'models';
    readonly folder: string;
    readonly freeBytes: number;
    /** Too little is left to work with. */
    readonly full: boolean;
  }[];
  /** How many of the things above are not in order. */
  readonly problems: number;
  /** What ended unexpectedly on this machine, the newest first: written down here alone. */
  readonly crashes: readonly Crash[];
}

/** An unexpected end, without anything that names people, photos or folders. */
export interface Crash {
  /** ISO 8601. */
  readonly at: string;
  /** The version of Facet. */
  readonly facet: string;
  readonly where: 'command line' | 'window' | 'web page' | 'engine' | 'page';
  /** The kind of error, the signal or the exit code. */
  readonly what: string;
  /** Places in Facet's own code, the innermost first; empty where only the end of a process is known. */
  readonly frames: readonly string[];
}

/** How a data set is laid out. */
export const datasetFormats = ['imagefolder', 'huggingface', 'coco', 'fiftyone'] as const;
export type DatasetFormat = (typeof datasetFormats)[number];

/** A change that was taken back. */
export type Undoing =
  | { readonly kind: 'renamed'; readonly name: string; readonly before: string }
  | { readonly kind: 'merged'; readonly name: string; readonly into: string }
  | { readonly kind: 'moved' | 'denied'; readonly name: string; readonly faces: number }
  | { readonly kind: 'described' | 'drawn'; readonly name: string }
  | { readonly kind: 'ignored'; readonly faces: number };

export type Nothing = Readonly<Record<string, never>>;

/**
 * Every command: what it is asked and what it answers. A transport sends a name and a request and gets a
 * `Result` of the answer: any command may end in a `Failure`.
 */
export interface Commands {
  'photos.import': (request: ImportRequest & DetectorChoice & FaceSearch) => ImportReport;
  /** Says `identified` for each photo, in the order of the request, and answers with the count. */
  /**
   * Imports, then goes on importing whatever comes into the folders or changes in them, until it is cancelled: then it
   * answers with the counts. Says `followed` after each import that came to anything, and `waiting` where a folder is away.
   */
  'photos.follow': (request: FollowRequest & DetectorChoice & FaceSearch) => {
    readonly photos: number;
    readonly duplicates: number;
  };
  'photos.identify': (request: IdentifyRequest) => {
    readonly photos: number;
    readonly skipped: number;
    readonly leftOut: LeftOut;
  };
  'photos.verify': (request: VerifyRequest) => Verification;
  /** Writes names for other programs, beside the photos or into copies. Says `tagged` for each photo. */
  'photos.tag': (request: TagRequest) => {
    readonly photos: number;
    /** Files that were written: others say the same already. */
    readonly written: number;
    readonly skipped: number;
    readonly leftOut: LeftOut;
  };
  /** Those who are not hidden; or, with `hidden`, those who are. */
  'people.list': (request: { readonly hidden?: boolean }) => readonly Person[];
  /** Erases the person's photos, crops and embeddings; with `withCheckpoints` every checkpoint that knows them, too. */
  'people.remove': (request: {
    readonly person: string;
    readonly withCheckpoints?: boolean;
  }) => RemovalReport;
  /** People are named by name or id. Each change of these commands can be taken back by `library.undo`. */
  'people.rename': (request: { readonly person: string; readonly name: string }) => Person;
  /** Hides a person or shows them again, and says when they were born, `YYYY-MM-DD`. */
  'people.describe': (request: {
    readonly person: string;
    readonly hidden?: boolean;
    readonly born?: string | null;
  }) => Person;
  /** Gives all faces of one person to another; of two faces in one photo one becomes nobody's. */
  'people.join': (request: { readonly from: string; readonly into: string }) => {
    readonly person: Person;
    readonly unassigned: number;
  };
  /** The faces of a person that are another's, if they are two people's; with `into` they become that person's. */
  'people.part': (request: { readonly person: string; readonly into?: string }) => readonly Face[];
  /** Remembers that faces, by id or prefix, are not this person's. */
  'faces.refuse': (request: {
    readonly faces: readonly string[];
    readonly person: string;
  }) => readonly Face[];
  /**
   * Faces, by id or prefix, and all of a person, become nobody's of whom nobody is asked any more; their photos stay. Or they
   * are asked about again.
   */
  'faces.ignore': (request: {
    readonly faces: readonly string[];
    readonly person?: string;
    readonly ignored: boolean;
  }) => { readonly faces: number };
  /**
   * Adds the face in a box to a photo, in pixels of it upright, and gives it to a person, made where there is none. The photo is
   * one of the library (its whole id), or a file, which comes in where the library does not have it. Fails with `already-there`
   * where the box is around a face of the library.
   */
  'faces.draw': (request: { readonly photo: string; readonly box: Box; readonly person?: string }) => Face;
  /** Takes back the last change that a command line made; null where there is none. */
  'library.undo': (request: Nothing) => { readonly undone: Undoing | null };
  /** A library, or one person of it, as a ZIP. Fails with `already-there` where there is such a file, unless it may be replaced. */
  'library.export': (request: {
    readonly file: string;
    readonly person?: string;
    readonly replace?: boolean;
  }) => { readonly bytes: number };
  /** Photos, faces and names for training elsewhere; the folder is new or empty. */
  'library.dataset': (request: {
    readonly folder: string;
    readonly format: DatasetFormat;
    /** Faces that have no name, too. */
    readonly unknown?: boolean;
  }) => {
    /** Absolute. */
    readonly folder: string;
    readonly photos: number;
    readonly faces: number;
    readonly people: number;
  };
  /** Takes in a ZIP that Facet wrote. */
  'library.import': (request: { readonly file: string }) => {
    readonly people: number;
    readonly photos: number;
  };
  /** With `hidden`, those of hidden people alone, who are left out else. */
  'faces.list': (request: {
    readonly unassigned: boolean;
    readonly ignored?: boolean;
    readonly hidden?: boolean;
  }) => readonly Face[];
  /** Faces by id or unambiguous prefix; a person of that name is made where there is none. */
  'faces.assign': (
    request: {
      readonly faces: readonly string[];
      readonly person: string;
    } & ExactNames,
  ) => readonly Face[];
  /**
   * Makes a checkpoint and uses it. What is left out is the built-in model, the head, seed 0, the library's own FPIR and
   * what the method does by itself. With `use: false` (the head only) the active checkpoint stays.
   */
  finetune: (request: Partial<FinetuneOptions & TrainingOptions & { readonly use: boolean }>) => Checkpoint;
  'checkpoints.list': (request: Nothing) => readonly Checkpoint[];
  'checkpoints.use': (request: { readonly id: string }) => Checkpoint;
  /** Erases a checkpoint with all that its training left. */
  'checkpoints.remove': (request: { readonly id: string }) => { readonly id: string };
  'checkpoints.compare': (request: { readonly a: string; readonly b: string }) => CheckpointComparison;
  /** The active checkpoint where none is named; the folder is made, and must not have other things in it. */
  'checkpoints.export': (request: { readonly id?: string; readonly folder: string }) => ExportReport;
  'models.list': (request: Nothing) => readonly ModelEntry[];
  'models.pull': (request: PullRequest) => ModelEntry;
  'models.add': (request: AddModelRequest) => ModelEntry;
  'cohort.add': (request: CohortRequest) => CohortReport;
  /** Enrols people of the library (all who were learned, or those named) in a shared gallery; makes it where there is none. */
  'gallery.publish': (request: {
    readonly gallery: string;
    readonly people?: readonly string[];
  }) => GalleryPublication;
  'gallery.status': (request: { readonly gallery: string }) => GalleryStatus;
  /** Deletes somebody's rows from a shared gallery; every Facet that uses it forgets them. */
  'gallery.erase': (request: { readonly gallery: string; readonly person: string }) => {
    readonly person: string;
    readonly people: number;
  };
  /** Deletes the copy of a shared gallery on this machine. */
  'gallery.forget': (request: { readonly gallery: string }) => { readonly forgotten: boolean };
  /** Measures how well the library's own people are recognised; nothing in it changes. */
  evaluate: (request: EvaluateRequest) => Evaluation;
  /** Measures every system on photos outside of the library. */
  benchmark: (request: BenchmarkRequest) => Evaluation;
  /** Makes a page (`.html`) or a Markdown file (`.md`) of an evaluation that was written as JSON. */
  report: (request: ReportRequest) => { readonly out: string };
  doctor: (request: DoctorRequest) => DoctorReport;
  /** Names and licences of the software, fonts and models of others that Facet is made with. */
  notices: (request: Nothing) => { readonly text: string };
}

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Parameters<Commands[C]>[0];
export type Answer<C extends CommandName> = ReturnType<Commands[C]>;

/** What a running command says before it answers. A transport that carries several at once adds the job's id. */
export interface Events {
  progress: Progress;
  /** A photo in the order of the request. */
  identified: IdentifiedPhoto;
  /** A file that was left out while the work went on. */
  skipped: Skipped;
  /** Faces, by their ids, of a photo that is safe in the library now, while an import goes on. */
  arrived: { readonly faces: readonly string[] };
  tagged: TaggedPhoto;
  /** What came of one import of folders that are followed. */
  followed: ImportReport;
  /** A followed folder is not there: its drive is not connected, or it was moved. `false`: it is back. */
  waiting: { readonly folder: string; readonly away: boolean };
  gallery: GalleryUse;
}

export type EventName = keyof Events;
