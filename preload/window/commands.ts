// The commands of a page.
import type { Evaluation } from '../../models/evaluation/evaluation.ts';
import type { Box } from '../../models/image/geometry.ts';
import type { Commands } from '../contract.ts';
import type { GalleryStatus } from '../contract/gallery.ts';
import type { IdentifiedPhoto } from '../contract/identifying.ts';
import type { ImportReport } from '../contract/importing.ts';
import type { Checkpoint } from '../contract/learning.ts';
import type { Deletion, Face, Person } from '../contract/people.ts';
import type { Nothing } from '../contract/running.ts';
import type { DecodedFrame, FilmEnd } from './films.ts';
import type { FollowedFolder, FollowWish } from './following.ts';
import type {
  GridFace,
  PersonCard,
  PersonRow,
  SamePeople,
  Undoable,
  Undone,
  UnnamedFaces,
} from './people.ts';
import type { PhotoBytes, SamplePhotos, ShownPhoto } from './photos.ts';
import type { WindowSettings, WindowState } from './state.ts';

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
  'faces.remove': (request: { readonly faces: readonly string[] }) => Undoable & Deletion;
  'photos.remove': (request: { readonly photos: readonly string[] }) => Undoable & Deletion;
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
      /** Of an import: work that nobody waits for. */
      readonly background?: true;
    } & Partial<Undoable>,
  ) => ImportReport & { readonly step: number | null };
  /** Bytes of a film that the page was asked to decode (`Events.film`), up to `end`, at most `LARGEST_READ`. */
  'films.read': (request: {
    readonly film: string;
    readonly start: number;
    readonly end: number;
  }) => Uint8Array;
  /** One frame of it. Answers when the next one may come, with whether it shall. */
  'films.frame': (request: DecodedFrame & { readonly film: string }) => { readonly more: boolean };
  'films.end': (request: { readonly film: string; readonly end: FilmEnd }) => null;
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

  /** The folders that this library follows on this machine, as they were added. */
  'following.list': (request: Nothing) => readonly FollowedFolder[];
  /** Follows a folder from now on, at each start of Facet; one that is followed already is followed so instead. */
  'following.add': (request: FollowWish) => readonly FollowedFolder[];
  /** Looks through it now, also where it was paused. With `accepted`, these of its sub-folders are people's. */
  'following.look': (request: {
    readonly folder: string;
    readonly accepted?: readonly string[];
  }) => readonly FollowedFolder[];
  'following.pause': (request: { readonly folder: string }) => readonly FollowedFolder[];
  /** Follows it no longer. What came out of it stays in the library. */
  'following.remove': (request: { readonly folder: string }) => readonly FollowedFolder[];

  'samples.read': (request: Nothing) => SamplePhotos;

  /** Makes a backup now, where the settings say. What came of it is in the state. */
  'backups.make': (request: Nothing) => WindowState;

  /** The last evaluation since the application started; null where there was none. */
  'evaluation.last': (request: Nothing) => Evaluation | null;
  /** Writes it: `.html`, `.md` or `.json`. */
  'evaluation.export': (request: { readonly file: string }) => { readonly file: string };

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
  /** The library that is opened from the next start on; or whether it is open already. */
  'library.choose': (request: { readonly folder: string }) => {
    readonly folder: string;
    readonly open: boolean;
  };
}

export type WindowCommandName = keyof WindowCommands;

export type WindowRequest<C extends WindowCommandName> = Parameters<WindowCommands[C]>[0];

export type WindowAnswer<C extends WindowCommandName> = ReturnType<WindowCommands[C]>;

/** Work that a user would not want to end unawares. */
export type LongWork =
  | 'importing'
  | 'identifying'
  | 'tagging'
  | 'learning'
  | 'measuring'
  | 'fetching'
  | 'adding'
  | 'strangers'
  | 'packing'
  | 'unpacking'
  | 'dataset';

export const longWork: { readonly [C in WindowCommandName]?: LongWork } = {
  'photos.import': 'importing',
  'photos.add': 'importing',
  'photos.identify': 'identifying',
  'photos.identifyBytes': 'identifying',
  'photos.tag': 'tagging',
  finetune: 'learning',
  evaluate: 'measuring',
  benchmark: 'measuring',
  'models.pull': 'fetching',
  'models.add': 'adding',
  'cohort.add': 'strangers',
  'library.export': 'packing',
  'library.backup': 'packing',
  'backups.make': 'packing',
  'library.import': 'unpacking',
  'library.dataset': 'dataset',
};
