// The one statement of what the application can be asked and what it says: every command, its arguments, its
// result, and every event. The shells (window, web, command line) and the renderer infer their types from here.
import type { Failure, FailureKind, Result } from '../models/failure.ts';
import type { Box, Landmarks, Pose, Quality } from '../models/face/face.ts';
import type {
  FaceGroup,
  GridFace,
  PersonCard,
  PhotoBytes,
  ShownPhoto,
  WindowSettings,
  WindowState,
} from './window.ts';

export type { Box, Failure, FailureKind, Landmarks, Pose, Quality, Result };
export type * from './window.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly photos: number;
  readonly faces: number;
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
}

export interface Skipped {
  readonly path: string;
  readonly reason: Failure;
}

export interface ImportReport {
  readonly photos: number;
  /** Photos that the library already had, byte for byte. */
  readonly duplicates: number;
  readonly faces: number;
  /** Faces in group photos that are kept with nobody's name on them. */
  readonly unassigned: number;
  readonly skipped: readonly Skipped[];
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
  readonly quality: number;
  readonly pose: Pose;
}

export type IdentifiedPhoto =
  | {
      readonly path: string;
      readonly width: number;
      readonly height: number;
      readonly faces: readonly IdentifiedFace[];
    }
  | { readonly path: string; readonly error: Failure };

export interface FinetuneOptions {
  readonly encoder: string;
  readonly seed: number;
  /** The share of strangers that may be given a name: the false-positive identification rate, 0 to 1. */
  readonly fpir: number;
}

export interface Checkpoint {
  readonly id: string;
  readonly createdAt: string;
  readonly method: 'head';
  readonly encoder: string;
  readonly people: number;
  readonly faces: number;
  readonly seed: number;
  readonly fpir: number;
  readonly active: boolean;
  /** Share of held-out faces named right, with its 95% Wilson interval; null where nobody has two photos. */
  readonly heldOut: { readonly rate: number; readonly low: number; readonly high: number } | null;
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

export type ModelEntry =
  | {
      readonly id: string;
      readonly kind: 'encoder' | 'detector';
      readonly title: string;
      readonly licence: string;
      readonly bytes: number;
      /** Built in, on this disk, or a `pull` away. */
      readonly state: 'built-in' | 'installed' | 'available';
    }
  | { readonly id: string; readonly state: 'damaged'; readonly problem: Failure };

export type ImportRequest =
  /** Photos of one person; folders are searched for photos. */
  | { readonly kind: 'person'; readonly person: string; readonly paths: readonly string[] }
  /** A folder with one sub-folder per person, named after them. */
  | { readonly kind: 'tree'; readonly folder: string }
  /** Photos of whoever: every face is kept with nobody's name on it. */
  | { readonly kind: 'unnamed'; readonly paths: readonly string[] };

export interface IdentifyRequest {
  /** Photos, and folders that are searched for photos. */
  readonly paths: readonly string[];
  /** Write copies with boxes and names drawn into this folder. */
  readonly annotate?: string;
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
  readonly input?: {
    readonly size?: number;
    readonly layout?: 'NCHW' | 'NHWC';
    readonly channels?: 'RGB' | 'BGR';
    readonly mean?: readonly [number, number, number];
    readonly std?: readonly [number, number, number];
  };
}

type Nothing = Readonly<Record<string, never>>;

/**
 * Every command: what it is asked and what it answers. A door sends a name and a request and gets a
 * `Result` of the answer: any command may end in a `Failure`.
 */
export interface Commands {
  'photos.import': (request: ImportRequest) => ImportReport;
  /** Says `identified` for each photo, in the order of the request, and answers with the count. */
  'photos.identify': (request: IdentifyRequest) => { readonly photos: number; readonly skipped: number };
  'people.list': (request: Nothing) => readonly Person[];
  /** Erases the person's photos, crops and embeddings. */
  'people.remove': (request: { readonly person: string }) => Person;
  'faces.list': (request: { readonly unassigned: boolean }) => readonly Face[];
  /** Faces by id or unambiguous prefix; a person of that name is made where there is none. */
  'faces.assign': (request: {
    readonly faces: readonly string[];
    readonly person: string;
  }) => readonly Face[];
  finetune: (request: FinetuneOptions) => Checkpoint;
  'checkpoints.list': (request: Nothing) => readonly Checkpoint[];
  'checkpoints.use': (request: { readonly id: string }) => Checkpoint;
  'models.list': (request: Nothing) => readonly ModelEntry[];
  'models.pull': (request: PullRequest) => ModelEntry;
  'models.add': (request: AddModelRequest) => ModelEntry;

  'state.read': (request: Nothing) => WindowState;
  'settings.change': (request: Partial<WindowSettings>) => WindowState;
  /** Takes back the last change of the library that can be taken back; null where there is none. */
  undo: (request: Nothing) => { readonly label: string } | null;

  'people.cards': (request: Nothing) => readonly PersonCard[];
  'people.add': (request: { readonly name: string }) => Person;
  'people.change': (request: {
    readonly person: string;
    readonly name?: string;
    readonly consent?: string | null;
  }) => Person;
  /** Gives all faces of one person to another. */
  'people.merge': (request: { readonly from: string; readonly into: string }) => Person;
  /** Ids of the checkpoints that still know the person. */
  'people.known': (request: { readonly person: string }) => readonly string[];

  /** The faces of one person, or with null the ones that nobody owns. */
  'faces.grid': (request: { readonly person: string | null }) => readonly GridFace[];
  /** The faces that nobody owns, gathered by likeness, the largest group first. */
  'faces.groups': (request: Nothing) => readonly FaceGroup[];
  /** Gives faces to a person by id, or to nobody. */
  'faces.move': (request: { readonly faces: readonly string[]; readonly person: string | null }) => {
    readonly moved: number;
  };
  /** Takes faces out of the library, with the photos that no other face needs. */
  'faces.remove': (request: { readonly faces: readonly string[] }) => { readonly removed: number };

  'photos.show': (request: { readonly photo: string }) => ShownPhoto;
  /** Photos as bytes: dropped, pasted, or taken by the camera. A null person: nobody's faces. */
  'photos.add': (request: {
    readonly files: readonly PhotoBytes[];
    readonly person: string | null;
  }) => ImportReport;
  /** Names the faces of photos that are bytes; `path` of each answer is the name. */
  'photos.identifyBytes': (request: { readonly files: readonly PhotoBytes[] }) => readonly IdentifiedPhoto[];
  /** Keeps a face that was given a wrong name, as nobody's, and remembers whose it is not. */
  'photos.deny': (request: { readonly file: PhotoBytes; readonly name: string }) => ImportReport;

  'library.export': (request: { readonly file: string; readonly person?: string }) => {
    readonly bytes: number;
  };
  'library.import': (request: { readonly file: string }) => {
    readonly people: number;
    readonly photos: number;
  };
}

export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Parameters<Commands[C]>[0];
export type Answer<C extends CommandName> = ReturnType<Commands[C]>;

/** What a running command says before it answers. A door that carries several at once adds the job's id. */
export interface Events {
  progress: Progress;
  /** A photo in the order of the request. */
  identified: IdentifiedPhoto;
  /** A file that was left out while the work went on. */
  skipped: Skipped;
}
