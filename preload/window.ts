// What the window shows of the library, and how a page reaches the application: the contract's types for screens.
import type { DeviceKind } from '../models/device.ts';
import type { AnyLanguage } from '../models/language/languages.ts';
import type { Direction } from '../models/face/coverage.ts';
import type { Pose } from '../models/face/face.ts';
import type { Box, Landmarks } from '../models/image/geometry.ts';
import type { Result } from '../models/failure.ts';
import type {
  Checkpoint,
  Commands,
  Device,
  Evaluation,
  EventName,
  Events,
  Face,
  Failure,
  GalleryStatus,
  IdentifiedPhoto,
  IdentityCandidate,
  ImportReport,
  Nothing,
  Person,
  Warning,
} from './contract.ts';

export type * from './contract.ts';
export type { Direction };

/** Faces a direction of the head, as the coverage wheel shows them. */
export type Coverage = Readonly<Record<Direction, number>>;

/** What is wrong with somebody's photos, for recognition. */
export type PersonWarning =
  | { readonly kind: 'too-few'; readonly faces: number }
  /** Near-duplicates: they teach no more than one photo. */
  | { readonly kind: 'too-similar'; readonly faces: number }
  /** All from one day: the same light, clothes and hair. */
  | { readonly kind: 'one-session' }
  /** Blurred, dark or small: more than half of the faces. */
  | { readonly kind: 'weak'; readonly faces: number }
  /** Faces that look more like somebody else. */
  | { readonly kind: 'doubtful'; readonly faces: number };

/** Two people who look the same: `from` could be merged into `into`. */
export interface SamePeople {
  readonly into: { readonly id: string; readonly name: string };
  readonly from: { readonly id: string; readonly name: string };
}

/** Somebody in a list of all people. */
export interface PersonRow extends Person {
  readonly consent: string | null;
  /** There are faces, and too few to recognise them by reliably. */
  readonly fewFaces: boolean;
}

/** What a card shows of somebody beside their row. */
export interface PersonCard {
  readonly id: string;
  /** The best face's id; null while there is none. */
  readonly cover: string | null;
  readonly coverage: Coverage;
  /** Mean quality of the faces, 0 to 1. */
  readonly quality: number;
  readonly warnings: readonly PersonWarning[];
}

export interface GridFace extends Face {
  /** ISO 8601, where the photo says so. */
  readonly takenAt: string | null;
  readonly direction: Direction;
  /** Near-duplicates of each other have the same number. */
  readonly group: number;
  /** How much likelier the face is somebody else's, -1 (surely right) to 1; null where it cannot be told. */
  readonly doubt: number | null;
}

export interface FaceGroup {
  readonly faces: readonly GridFace[];
  /** Whom the active checkpoint takes it for, even below its threshold; null where it has no idea. */
  readonly suggestion: { readonly id: string; readonly name: string; readonly confidence: number } | null;
}

export interface UnnamedFaces {
  /** The largest first, of the faces that have been compared. */
  readonly groups: readonly FaceGroup[];
  /** Groups that were not asked for. */
  readonly more: number;
  /** Faces that have been compared so far, and all that are to be: comparing goes on. */
  readonly compared: number;
  readonly total: number;
  /** Faces that are ignored, and in no group. */
  readonly ignored: number;
}

export interface ShownPhoto {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  readonly faces: readonly Face[];
}

/** Bytes of a photo, and of all photos of one call: larger files are no photos. */
export const LARGEST_PHOTO = 200e6;

/** A photo file that has no path here: dropped into a page, pasted, or taken by the camera. */
export interface PhotoBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Photos to try Facet with, without photos of one's own: one person in two of them. */
export interface SamplePhotos {
  readonly first: PhotoBytes & {
    readonly width: number;
    readonly height: number;
    /** Where the person is in it. */
    readonly face: Box;
  };
  readonly second: PhotoBytes;
}

/** What was changed in the library, and can be taken back. */
export type Change =
  | { readonly kind: 'added' | 'changed'; readonly name: string }
  /** Photos that came in, of one person or of nobody in particular. */
  | { readonly kind: 'imported'; readonly name: string | null }
  | { readonly kind: 'merged'; readonly name: string; readonly into: string }
  | { readonly kind: 'moved' | 'deleted' | 'ignored'; readonly faces: number }
  /** Faces that are not this person's. */
  | { readonly kind: 'denied'; readonly faces: number; readonly name: string }
  /** People who are no longer shown, or are again; a face that was drawn, and whose it is. */
  | { readonly kind: 'hidden' | 'shown'; readonly name: string }
  | { readonly kind: 'drawn'; readonly name: string | null }
  /** What was said of a name that Facet gave. */
  | { readonly kind: 'right' | 'wrong'; readonly name: string };

export interface WindowSettings {
  readonly theme: 'system' | 'light' | 'dark';
  /** `system`: what the system, or the browser, asks for. */
  readonly language: 'system' | AnyLanguage;
  readonly fpir: number;
  /** Encoder id that `finetune` takes by default. */
  readonly encoder: string;
  readonly welcomed: boolean;
  /** Encoders that were asked for, by their ids, while the user has not chosen yet which to use. */
  readonly upgrading: readonly string[];
  /** Which faces photos are searched for. */
  readonly faces: 'all' | 'large';
  /** Width of the smallest face in pixels of the photo; null leaves it to the photo's size. */
  readonly minFace: number | null;
  /** Share of strangers who may be named, or suggested, on photos that somebody looks through. */
  readonly photosFpir: number;
  /** The same of cameras, by their names; the usual one where a camera is not among them. */
  readonly cameraFpir: Readonly<Record<string, number>>;
  /** Whether Facet looks for newer versions of itself, and when. */
  readonly updates: 'never' | 'start';
  /** Where networks shall run. */
  readonly device: DeviceKind | 'auto';
  /** Address of the shared gallery that this machine is connected to. */
  readonly gallery: string | null;
  /** Whether names on Identify come from that gallery, not from the library. */
  readonly byGallery: boolean;
}

/** What is known of newer versions of Facet. */
export type UpdateState =
  /** Facet does not look for them: its package is updated otherwise, or it is shown in a browser. */
  | { readonly at: 'unavailable'; readonly why: 'installed-otherwise' | 'browser' }
  | { readonly at: 'unknown' | 'looking' | 'current' }
  | {
      readonly at: 'offered' | 'ready';
      readonly version: string;
      readonly notes: readonly string[];
      readonly bytes: number;
    }
  | { readonly at: 'fetching'; readonly version: string; readonly share: number }
  | { readonly at: 'failed'; readonly failure: Failure };

export interface WindowState {
  readonly settings: WindowSettings;
  /** The library's folder. */
  readonly folder: string;
  /** Whether it was named when Facet was started: then none can be chosen here. */
  readonly folderNamed: boolean;
  /** The language that was named when Facet was started, which is then the window's; null where none was. */
  readonly languageNamed: AnyLanguage | null;
  readonly version: string;
  /** What is wrong with the Electron that shows the window; null where nothing is, and in a browser. */
  readonly electronWarning: Warning | null;
  readonly device: Device | null;
  /** Devices that there may be here, of which one can be chosen; none where the device was named when Facet was started. */
  readonly deviceChoices: readonly DeviceKind[];
  /** Why the engine cannot be started; null where it runs, or has not been tried. */
  readonly engineTrouble: Failure | null;
  readonly updates: UpdateState;
  readonly unnamed: number;
  /** What `undo` would take back. */
  readonly undo: Change | null;
}

/** A change of the library that can be taken back. */
export interface Undoable {
  /** For `undo`. */
  readonly step: number;
}

/** A step that was taken back. */
export interface Undone extends Undoable {
  readonly change: Change;
  /** Id of the face whose judgement was taken back, where it was one. */
  readonly judged: string | null;
}

export type WindowDrawing = Parameters<Commands['faces.draw']>[0];

/** Every command that a page may send: the contract's, and those that only screens need. */
export interface WindowCommands extends Commands {
  'state.read': (request: Nothing) => WindowState;
  /** Tries again to start the engine, and answers with what came of it. */
  'engine.start': (request: Nothing) => WindowState;
  'settings.change': (request: Partial<WindowSettings>) => WindowState;
  /** Asks the server of the releases. What comes of it is in the state, of which pages are told. */
  'updates.look': (request: Nothing) => WindowState;
  /** Begins to fetch what was offered. */
  'updates.fetch': (request: Nothing) => WindowState;
  /** The version that was offered is not offered again. */
  'updates.decline': (request: Nothing) => WindowState;
  /** Takes back that step, or the last one; null where there is none. */
  undo: (request: Partial<Undoable>) => Undone | null;

  /** Everybody, by name. */
  'people.rows': (request: Nothing) => readonly PersonRow[];
  /** The cards of these people, at most 200. */
  'people.cards': (request: { readonly people: readonly string[] }) => readonly PersonCard[];
  /** Who may be one person under two names, the likest first; not those of whom a face was said not to be the other's. */
  'people.same': (request: Nothing) => readonly SamePeople[];
  'people.add': (request: { readonly name: string }) => Person & Undoable;
  'people.change': (request: {
    readonly person: string;
    readonly name?: string;
    readonly consent?: string | null;
    readonly hidden?: boolean;
    readonly born?: string | null;
  }) => Person & Undoable;
  /** Gives all faces of one person to another. */
  'people.merge': (request: { readonly from: string; readonly into: string }) => Person & Undoable;
  /** The checkpoints that still know the person, the newest first. */
  'people.known': (request: { readonly person: string }) => readonly Checkpoint[];

  /** The faces of one person, or with null the ones that nobody owns. */
  'faces.grid': (request: {
    readonly person: string | null;
    /** Those that are ignored, instead of the others that nobody owns. */
    readonly ignored?: true;
  }) => readonly GridFace[];
  /**
   * The faces that nobody owns, gathered by likeness: so many groups. With `after`, the faces that had been compared at the last
   * answer, it waits until there are more.
   */
  'faces.groups': (request: { readonly most: number; readonly after?: number }) => UnnamedFaces;
  /**
   * The faces of a person that are another's, if they are two people's: the smaller of the two groups in which they are
   * most alike. Fails with `not-enough-data` where there are not two faces to be told apart.
   */
  'faces.split': (request: { readonly person: string }) => { readonly faces: readonly string[] };
  /** Gives faces to a person by name, made where there is none, or to nobody. */
  'faces.move': (request: {
    readonly faces: readonly string[];
    readonly person: string | null;
  }) => Undoable & {
    readonly moved: number;
  };
  /** Takes faces out of the library, with the photos that no other face needs. */
  'faces.remove': (request: { readonly faces: readonly string[] }) => Undoable & { readonly removed: number };

  'faces.draw': (request: WindowDrawing) => Face & Undoable;
  /** Remembers that faces are not this person's: those that were become nobody's, and are never taken for theirs again. */
  'faces.deny': (request: { readonly faces: readonly string[]; readonly person: string }) => Undoable & {
    readonly denied: number;
  };
  /**
   * Keeps a face that was named in a picture, with whether the name (of a person, made where there is none) is right:
   * it is then the person's, or never taken for theirs again. Answers with its id.
   */
  'faces.judge': (request: {
    /** Bytes, or a photo that this application has identified since it started. */
    readonly picture: PhotoBytes | { readonly path: string };
    /** Where the face is in the picture. */
    readonly box: Box;
    readonly person: string;
    readonly right: boolean;
  }) => Undoable & { readonly face: string };

  'photos.show': (request: { readonly photo: string }) => ShownPhoto;
  /**
   * Photos as bytes: dropped, pasted, or taken by the camera, of a person by name, made where there is none; null: nobody's
   * faces. With `step` they belong to an import that is under way, and are taken back with it. Answers with its step; null
   * where nothing came in.
   */
  'photos.add': (
    request: {
      readonly files: readonly PhotoBytes[];
      readonly person: string | null;
    } & Partial<Undoable>,
  ) => ImportReport & { readonly step: number | null };
  /** Names the faces of photos that are bytes, and writes annotated copies; `path` of each answer is the name. */
  'photos.identifyBytes': (request: {
    readonly files: readonly PhotoBytes[];
    /** Folder for the copies. */
    readonly annotate?: string;
    readonly fpir?: number;
    readonly top?: number;
  }) => readonly IdentifiedPhoto[];
  /** A small JPEG of a photo that this application has identified since it started, and of no other file. */
  'photos.preview': (request: { readonly path: string }) => Uint8Array;

  'samples.read': (request: Nothing) => SamplePhotos;

  /** The last evaluation since the application started; null where there was none. */
  'evaluation.last': (request: Nothing) => Evaluation | null;
  /** Writes it: `.html`, `.md` or `.json`. */
  'evaluation.export': (request: { readonly file: string }) => { readonly file: string };

  /** The library that is opened from the next start on; or whether it is open already. */
  /**
   * Connects to a shared gallery, or to a database in which one is to be made: asks its server, and remembers the address
   * and the password where it answers.
   */
  'gallery.connect': (request: {
    readonly gallery: string;
    /** That of the environment where it is left out. */
    readonly password?: string;
  }) => GalleryStatus;
  /** Forgets the address, the password and the copy. */
  'gallery.disconnect': (request: Nothing) => WindowState;
  /** Whether the system keeps a password that is typed, or it is gone when Facet is closed. */
  'gallery.passwords': (request: Nothing) => { readonly kept: boolean };
  'library.choose': (request: { readonly folder: string }) => {
    readonly folder: string;
    readonly open: boolean;
  };
}

export type WindowCommandName = keyof WindowCommands;
export type WindowRequest<C extends WindowCommandName> = Parameters<WindowCommands[C]>[0];
export type WindowAnswer<C extends WindowCommandName> = ReturnType<WindowCommands[C]>;

/** What a user would not want to end unawares, in words that follow "Facet is still". */
export const longWork: { readonly [C in WindowCommandName]?: string } = {
  'photos.import': 'importing photos',
  'photos.add': 'importing photos',
  'photos.identify': 'naming faces in photos',
  'photos.identifyBytes': 'naming faces in photos',
  'photos.tag': 'writing names',
  finetune: 'learning people',
  evaluate: 'measuring how well people are recognised',
  benchmark: 'measuring how well people are recognised',
  'models.pull': 'fetching a model',
  'models.add': 'adding a model',
  'cohort.add': 'looking at strangers',
  'library.export': 'writing a ZIP',
  'library.import': 'taking in a ZIP',
  'library.dataset': 'writing a data set',
};

/** What happens without anybody having asked for it in this page. */
export type Notice =
  /** The library changed: lists are out of date. */
  | { readonly kind: 'library-changed' }
  | { readonly kind: 'engine-died'; readonly message: string }
  | { readonly kind: 'engine-restarted' }
  /** It could not be started, and is not tried again until somebody asks. */
  | { readonly kind: 'engine-failed'; readonly failure: Failure }
  /** Said by the page's own transport: its server ended, or the way to it broke. Calls under way end in `disconnected`. */
  | { readonly kind: 'line-lost'; readonly failure: Failure }
  | { readonly kind: 'line-restored' };

/** What a transport says to the page, of one running command or of the application. */
export type Message =
  | {
      readonly [E in EventName]: { readonly job: number; readonly event: E; readonly payload: Events[E] };
    }[EventName]
  | { readonly job: null; readonly event: 'notice'; readonly payload: Notice };

/** A camera frame on its way to the engine. */
export type CameraFrame =
  /** Planes of a VideoFrame as the browser lays them out: no encoding, for processes of one machine. */
  | {
      readonly kind: 'planes';
      readonly format: 'I420' | 'NV12';
      readonly width: number;
      readonly height: number;
      readonly fullRange: boolean;
      readonly data: ArrayBuffer;
    }
  | { readonly kind: 'jpeg'; readonly data: ArrayBuffer };

/** One face of a camera frame. */
export interface LiveFace {
  /** The same number from frame to frame while the face is followed. */
  readonly track: number;
  readonly box: Box;
  readonly landmarks: Landmarks;
  readonly pose: Pose;
  readonly direction: Direction;
  readonly quality: number;
  /** Sharp, large and well lit enough to be kept for training. */
  readonly good: boolean;
  /** By vote over the track's frames; null: Unknown. */
  readonly name: string | null;
  readonly confidence: number;
  /** Whom an Unknown may be, by the frame alone. */
  readonly perhaps: IdentityCandidate | null;
  /** Whether the frame by itself says the same: its picture is of whom the name means. */
  readonly agrees: boolean;
}

export interface CameraAnswer {
  readonly faces: readonly LiveFace[];
}

/** Frames go out, and for each an answer comes in. */
export interface CameraLink {
  send(frame: CameraFrame): void;
  listen(listener: (answer: Result<CameraAnswer>) => void): void;
  close(): void;
}

/**
 * The narrow bridge between a page and the application: what the preload script exposes to the window, and what
 * the web page builds from its WebSocket. The renderer wraps it once (`renderer/transport/bridge.ts`).
 */
export interface Transport {
  readonly kind: 'window' | 'web';
  call<C extends WindowCommandName>(
    job: number,
    command: C,
    request: WindowRequest<C>,
  ): Promise<Result<WindowAnswer<C>>>;
  cancel(job: number): void;
  listen(listener: (message: Message) => void): void;
  /** @param fpir share of strangers who may be given a name */
  openCamera(fpir: number): Promise<Result<CameraLink>>;
  /**
   * Address of a crop, of a cover (by its face's hash) or of an original; or of a photo of the last evaluation by its id
   * (`photoIds`), up to 1024 pixels or as a small square.
   */
  imageUrl(kind: 'crop' | 'cover' | 'photo' | 'measured' | 'thumbnail', id: string): string;
  /** Shows the library's folder in the system's file manager; a page of a browser cannot. */
  showLibrary(): void;
  /** Ends the application and starts it anew; a page of a browser cannot. */
  restart(): void;
  /** Path of a dropped file; null where pages may not know it. */
  pathOf(file: File): string | null;
  /** Asks for a file or folder in the system's own dialog; null where there is none or it was closed. */
  choose(
    what: 'photos' | 'folder' | 'open-zip' | 'save-zip' | 'save-report' | 'model' | 'digikam',
  ): Promise<readonly string[] | null>;
}

/** In place of a list that travels by itself: an object with the list's number. */
export const LIST = '\u0000list';

/** A large answer as JSON: all of it but its long lists, and these in pieces of several entries each. */
export interface PackedAnswer {
  readonly whole: string;
  readonly lists: readonly (readonly string[])[];
}

/** What the web shell's server answers to its page, over one WebSocket. */
export interface WebServer {
  call(job: number, command: WindowCommandName, request: unknown): Promise<Result<unknown> | PackedAnswer>;
  cancel(job: number): void;
}

/** What the page answers to the web shell's server. */
export interface WebPage {
  say(message: Message): void;
}
