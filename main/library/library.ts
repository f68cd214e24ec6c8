// The library as its callers see it: one folder on disk, with all that can be asked of it and done to it.
import type { Result } from '../../preload/contract.ts';
import type { NewCheckpoint, StoredCheckpoint } from './checkpoints.ts';
import type { EncoderKey, LibraryEmbeddings } from './embeddings.ts';
import type {
  LibraryPerson,
  Merge,
  Merged,
  PersonChange,
  PersonFacts,
  PersonStart,
  Removal,
} from './people.ts';
import type {
  Addition,
  FaceFilter,
  FaceKey,
  LibraryFace,
  LibraryFile,
  LibraryPhoto,
  NearDuplicate,
  NewFace,
  NewPhoto,
  Removed,
} from './photos.ts';

export interface Settings {
  /** The share of strangers that may be given a name: the false-positive identification rate, 0 to 1. */
  readonly fpir: number;
}

/** What opening the folder found and put right. */
export interface LibraryHealth {
  /** Left-overs of an interrupted run that were erased: files that no catalogue names. */
  readonly swept: number;
  /** Named files that were missing and could be put back from another person's folder. */
  readonly restored: number;
  /** Originals that no catalogue names and that are not known to be left-overs, as absolute paths: they are kept. */
  readonly unknown: readonly string[];
  /** Files that a catalogue names and that are not there, as absolute paths. */
  readonly missing: readonly string[];
  /** Checkpoint files that cannot be used, as absolute paths; the checkpoints are left out. */
  readonly unreadable: readonly string[];
  /** Who else gets at the folder, and how to close it: a sentence each. */
  readonly exposed: readonly string[];
  /** What lies where Facet keeps its own and is not Facet's, as absolute paths: left alone. */
  readonly ignored: readonly string[];
}

/**
 * One open library folder, owned by this process until `close`. Reads come from memory and are synchronous.
 * A promise of a change resolves once the change is safe on disk; if it fails, the library is as it was before. Only where
 * the failure says that the change could not be finished has it happened: then it is finished at the next one, or when
 * the library is opened again, and until then every change fails.
 * Failures that every change may have: `disk-full`, `no-permission`. Failures of look-ups: `not-found`.
 */
export interface Library {
  readonly folder: string;
  /** Absolute folder for the state of a training, in the cache; made by who writes to it. */
  readonly trainingFolder: string;
  readonly health: LibraryHealth;

  /** Grows with each change of what is known of people, photos and faces. */
  revision(): number;
  /** By name. */
  people(): readonly LibraryPerson[];
  /** By id, or by exact name (after the normalisation that names get when they are stored). */
  person(idOrName: string): LibraryPerson | undefined;
  /** The person of that id, or whom they were merged into since: checkpoints know people by the ids that they had then. */
  currentPerson(id: string): LibraryPerson | undefined;
  /** The person whom people read the name as: of exactly this name, else of one that differs by case, by an invisible
   * character or by a look-alike. */
  similarPerson(name: string): LibraryPerson | undefined;
  /**
   * The one spelling in which a name is stored: composed characters, single spaces. Fails with `bad-arguments` where it
   * is empty, longer than 200 characters, has control characters, or says that nobody knows the name (Unknown).
   */
  spellName(name: string): Result<string>;
  /**
   * Makes a person with what is known of them from the start, all of it or nothing. Fails as `spellName` does, with
   * `bad-arguments` where the name is taken, and as `assign` and `deny` do.
   */
  createPerson(name: string, start?: PersonStart): Promise<Result<LibraryPerson>>;
  /**
   * The person of that name, or of one that reads the same unless only the very name counts, who is made by the same commit
   * where there is nobody; the faces are, and are not, theirs from then on. Fails as `createPerson`, `assign` and `deny` do.
   */
  ensurePerson(name: string, facts?: PersonFacts): Promise<Result<LibraryPerson>>;
  /** Fails as `createPerson` does where the name is changed, with `bad-arguments` where `born` is not a day. */
  changePerson(id: string, change: PersonChange): Promise<Result<LibraryPerson>>;
  /** Gives all faces of one person to another one and removes the first. */
  mergePeople(from: string, into: string): Promise<Result<Merge>>;
  /** Makes two people again of one who was merged, as `Merge.takeBack` does. */
  takeApart(merged: Merged): Promise<Result<void>>;
  /** What was kept by `remember`; null where nothing is. It lies in the cache: it may be anything, or be gone. */
  remembered(): Promise<Result<unknown>>;
  /** Keeps one thing as JSON, for taking changes back later. Whoever erases a person or a face forgets it. */
  remember(content: unknown): Promise<Result<void>>;
  /** Ids of the photos that came from each film, by the film's SHA-256. Whoever erases anything forgets it. */
  films(): Promise<Result<Map<string, readonly string[]>>>;
  rememberFilm(film: string, photos: readonly string[]): Promise<Result<void>>;
  /** Digests (32 hex digits) of files in followed folders that were seen to: nothing in them says which files. */
  followedFiles(): Promise<Result<Set<string>>>;
  rememberFollowed(digests: ReadonlySet<string>): Promise<Result<void>>;
  /**
   * Erases the person with their originals, crops and embeddings, the state of an interrupted training, and the file names of
   * photos that stay because others are in them. What is being learned meanwhile is not saved.
   */
  removePerson(id: string): Promise<Result<Removal>>;
  /**
   * Removes a person only if the library knows nothing of them: no face, and no face that is not theirs. Answers with
   * whether they are gone.
   */
  dismissPerson(id: string): Promise<Result<boolean>>;

  /** By person, then by photo name, unassigned ones last. */
  faces(filter?: FaceFilter): readonly LibraryFace[];
  /** The same where there may be tens of thousands: others have their turn meanwhile. */
  facesInTurns(filter?: FaceFilter): Promise<readonly LibraryFace[]>;
  /** The same in any order, where little of each is needed and there may be many. */
  faceKeys(filter?: FaceFilter): readonly FaceKey[];
  /** By id or by an unambiguous prefix of 6 or more hex digits; `bad-arguments` where it is not one. */
  face(prefix: string): Result<LibraryFace>;
  /**
   * Gives faces (full ids) to a person, or to nobody; all of them or none. Fails with `bad-arguments` where a
   * person would be in one photo twice. Whoever gives a face to a person takes back that it is not theirs.
   */
  assign(faces: readonly string[], person: string | null): Promise<Result<readonly LibraryFace[]>>;
  /**
   * Remembers that a face (full id) is not this person's; was it theirs, it is nobody's from then on. Recognition
   * never gives it that name again, and training takes it as a negative.
   */
  deny(face: string, person: string): Promise<Result<LibraryFace>>;
  /** Forgets that it is not this person's. */
  allow(face: string, person: string): Promise<Result<LibraryFace>>;
  /**
   * Makes faces (full ids) nobody's whom nobody is to be asked about: no group and no suggestion has them, and no import names
   * them. Their photos stay. Or takes that back; whoever is given one of them does, too.
   */
  ignore(faces: readonly string[], ignored: boolean): Promise<Result<readonly LibraryFace[]>>;
  /** Faces of whom it is known who they are not. */
  deniedFaces(): readonly LibraryFace[];
  /** Takes faces (full ids) out of the library. Their photos stay, also those without any face: [Note: photos without a face]. */
  removeFaces(faces: readonly string[]): Promise<Result<Removed>>;
  /** Faces whose difference hash differs in at most `distance` bits, the nearest first. */
  nearDuplicates(differenceHash: string, distance: number, filter?: FaceFilter): readonly NearDuplicate[];

  photo(id: string): LibraryPhoto | undefined;
  /** By name; with `faceless` those alone in which the library has no face. */
  photos(filter?: { readonly faceless?: boolean }): readonly LibraryPhoto[];
  /** Takes photos (full ids) out of the library, with every face in them; one that stays in place is forgotten alone. */
  removePhotos(photos: readonly string[]): Promise<Result<Removed>>;
  /** Puts back what was removed and kept, as `Removed.restore` does. Fails with `not-found` where it is no longer kept, too. */
  restoreRemoved(name: string): Promise<Result<void>>;
  forgetRemoved(name: string): Promise<Result<void>>;
  /**
   * Many calls may be under way at once; they are written to the catalogue together. Files of a known photo that are
   * missing are put back.
   */
  addPhoto(photo: NewPhoto): Promise<Result<Addition>>;
  /**
   * Puts the original of a photo that the library knows back where it is missing. A photo in place that is no longer where
   * it was is noted where it is now; one that comes without a place is kept as a copy from then on. Answers with whether all
   * of the photo is there now: where crops are missing, `addPhoto` puts back those that are cut anew.
   */
  restorePhoto(photo: Pick<NewPhoto, 'id' | 'bytes' | 'place'>): Promise<Result<boolean>>;
  /** Adds faces of nobody to a photo that the library has (full id); one that it has already stays as it is. */
  addFaces(photo: string, faces: readonly Omit<NewFace, 'person'>[]): Promise<Result<readonly LibraryFace[]>>;

  /** Every file that should be there; nothing says that it is. */
  files(): readonly LibraryFile[];
  /** Writes a file anew. Throws where the bytes are not those that its id says. */
  putBack(file: LibraryFile, bytes: Uint8Array): Promise<Result<void>>;

  embeddings(encoder: EncoderKey): Promise<Result<LibraryEmbeddings>>;
  /**
   * Erases embeddings that are damaged, or of faces that are not in the library; they are made again when they are needed.
   * Answers with how many, where a file that cannot be read at all counts as one.
   */
  mendEmbeddings(): Promise<Result<number>>;

  settings(): Settings;
  changeSettings(change: Partial<Settings>): Promise<Result<Settings>>;

  /** The newest first. */
  checkpoints(): readonly StoredCheckpoint[];
  findCheckpoint(id: string): Result<StoredCheckpoint>;
  /** Ids of those that can name a person (id), were trained on a crop of theirs, or use the encoder of one that did. */
  checkpointsThatKnow(person: string): readonly string[];
  /** The one that recognition uses. */
  activeCheckpoint(): StoredCheckpoint | undefined;
  /** Writes the whole folder or nothing. It becomes the active one with `useCheckpoint`, not before. */
  saveCheckpoint(checkpoint: NewCheckpoint): Promise<Result<StoredCheckpoint>>;
  useCheckpoint(id: string): Promise<Result<StoredCheckpoint>>;
  /** Erases what is in the training folder. */
  clearTraining(): Promise<Result<void>>;
  removeCheckpoint(id: string): Promise<Result<void>>;

  /** Finishes what is under way and lets go of the folder. */
  close(): Promise<void>;
}
