// The one statement of what the application can be asked and what it says: every command, its arguments, its
// result, and every event. The shells (window, web, command line) and the renderer infer their types from here.
import type { Evaluation } from '../models/evaluation/evaluation.ts';
import type { Box } from '../models/image/geometry.ts';
import type { CheckpointComparison } from './contract/comparing.ts';
import type { DoctorReport, DoctorRequest } from './contract/doctor.ts';
import type { GalleryPublication, GalleryStatus, GalleryUse } from './contract/gallery.ts';
import type {
  IdentifiedPhoto,
  IdentifyRequest,
  Verification,
  VerifyRequest,
} from './contract/identifying.ts';
import type { FollowRequest, ImportReport, ImportRequest, WantedFilm } from './contract/importing.ts';
import type { Checkpoint, ExportReport, FinetuneOptions, TrainingOptions } from './contract/learning.ts';
import type { BenchmarkRequest, EvaluateRequest, ReportRequest } from './contract/measuring.ts';
import type {
  AddModelRequest,
  CohortReport,
  CohortRequest,
  ModelEntry,
  PullRequest,
} from './contract/models.ts';
import type { Deletion, ExactNames, Face, Person, RemovalReport, Undoing } from './contract/people.ts';
import type {
  DatasetFormat,
  DetectorChoice,
  FaceSearch,
  LeftOut,
  Skipped,
  StoredPhoto,
  TagRequest,
  TaggedPhoto,
} from './contract/photos.ts';
import type { Nothing, Progress } from './contract/running.ts';

export type { Landmarks } from '../models/image/geometry.ts';
export type { Failure, FailureKind, Result } from '../models/failure.ts';
export type { Pose, Quality } from '../models/face/face.ts';
export type { Box, Evaluation };
export * from './contract/comparing.ts';
export * from './contract/doctor.ts';
export * from './contract/gallery.ts';
export * from './contract/identifying.ts';
export * from './contract/importing.ts';
export * from './contract/learning.ts';
export * from './contract/measuring.ts';
export * from './contract/models.ts';
export * from './contract/people.ts';
export * from './contract/photos.ts';
export * from './contract/running.ts';

/**
 * Every command: what it is asked and what it answers. A transport sends a name and a request and gets a
 * `Result` of the answer: any command may end in a `Failure`.
 */
export interface Commands {
  'photos.import': (request: ImportRequest & DetectorChoice & FaceSearch) => ImportReport;
  /**
   * Imports, then goes on importing whatever comes into the folders or changes in them, until it is cancelled: then it
   * answers with the counts. Says `followed` after each import that came to anything, and `waiting` where a folder is away.
   */
  'photos.follow': (request: FollowRequest & DetectorChoice & FaceSearch) => {
    readonly photos: number;
    readonly duplicates: number;
  };
  /** Says `identified` for each photo, in the order of the request, and answers with the count. */
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
  /**
   * A ZIP of the library in that folder, under a name of its own, read again after it was written. Older ones of this library
   * beyond `keep`, which counts it too, are removed. Fails with `not-found` where the folder is not there.
   */
  'library.backup': (request: { readonly folder: string; readonly keep?: number }) => {
    readonly file: string;
    readonly bytes: number;
    /** Older backups that were removed. */
    readonly removed: number;
  };
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
  /** By name. With `faceless`, those alone in which the library has no face. */
  'photos.list': (request: { readonly faceless?: boolean }) => readonly StoredPhoto[];
  /** Takes photos, by id or unambiguous prefix, out of the library with every face in them. What stays in place stays there. */
  'photos.remove': (request: { readonly photos: readonly string[] }) => Deletion;
  /** Takes faces, by id or prefix, out of the library. Their photos stay. */
  'faces.remove': (request: { readonly faces: readonly string[] }) => Deletion;
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
   * Makes a checkpoint and uses it. What is left out is the head, the built-in model (of methods that train a network the one that can
   * be trained), seed 0, the library's own FPIR and what the method does by itself. With `use: false` (the head only) the active checkpoint stays.
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
  /** Said to pages alone: a film of the import that the page decodes, as ffmpeg is not installed. */
  film: WantedFilm;
  tagged: TaggedPhoto;
  /** What came of one import of folders that are followed. */
  followed: ImportReport;
  /** A followed folder is not there: its drive is not connected, or it was moved. `false`: it is back. */
  waiting: { readonly folder: string; readonly away: boolean };
  gallery: GalleryUse;
}

export type EventName = keyof Events;
