// The folders that the window follows: started with Facet, looked through one after another, and the commands about them.
import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { FollowedFolder, FollowWish } from '../../../preload/window.ts';
import { onDisk } from '../../files/pathBytes.ts';
import type { Library } from '../../library/library.ts';
import type { Services } from '../../services.ts';
import { Arrivals } from '../changes/arrivals.ts';
import type { UndoStack } from '../changes/undo.ts';
import type { ScreenHandlers } from '../handlers.ts';
import { preferredSearch } from '../settings/preferences.ts';
import {
  Followed,
  FOLLOWING_TIMES,
  type FollowingTimes,
  type KeepStep,
  type Surroundings,
} from './followed.ts';
import { readWishes, writeWishes, type KeptWish } from './wishes.ts';

/** Milliseconds between two times that pages are told of the same: progress comes with every photo. */
const TOLD = { state: 300, library: 5000 };

type Shown = Promise<Result<readonly FollowedFolder[]>>;

interface Parts {
  readonly services: Pick<Services, 'place' | 'library' | 'photoAnalyser' | 'background'>;
  /** Why nothing can be written into the library; null where it can. */
  readonly gone: () => Promise<Result<never> | null>;
  readonly notify: (kind: 'following-changed' | 'library-changed') => void;
  /** Where imports are kept so that they can be taken back. */
  readonly undo: UndoStack;
  readonly times?: FollowingTimes;
}

export class Following {
  readonly #parts: Parts;
  readonly #around: Surroundings;
  readonly #tellLibrary: Telling;
  readonly #tellState: Telling;
  #folders: readonly Followed[] = [];
  #reading: Promise<Result<void>> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#tellState = new Telling(TOLD.state, () => parts.notify('following-changed'));
    this.#tellLibrary = new Telling(TOLD.library, () => parts.notify('library-changed'));
    this.#around = {
      look: (wish) => this.#look(wish),
      inTurn: (work) => this.#inTurn(work),
      changed: () => this.#tellState.tell(),
      arrived: () => this.#tellLibrary.tell(),
      looked: () => void this.#keep(),
      canUndo: (step) => parts.undo.find(step) !== undefined,
      times: parts.times ?? FOLLOWING_TIMES,
    };
  }

  readonly handlers: Pick<
    ScreenHandlers,
    'following.list' | 'following.add' | 'following.look' | 'following.pause' | 'following.remove'
  > = {
    'following.list': () => this.#answer(() => Promise.resolve(success(undefined))),
    'following.add': (wish) => this.#answer(() => this.#add(wish)),
    'following.look': ({ folder, accepted }) => this.#change(folder, (one) => one.start(accepted)),
    'following.pause': ({ folder }) => this.#change(folder, (one) => one.pause()),
    'following.remove': ({ folder }) =>
      this.#change(folder, async (one) => {
        await one.close();
        this.#folders = this.#folders.filter((other) => other !== one);
      }),
  };

  /** Goes on with what was followed when Facet was closed. To be called once the library may be opened. */
  start(): Promise<Result<void>> {
    return (this.#reading ??= this.#read());
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#folders.map((one) => one.close()));
    this.#tellState.close();
    this.#tellLibrary.close();
    // What came in by a look that ended here is counted.
    if (this.#folders.length > 0) await this.#keep();
  }

  get #library(): string {
    return resolve(this.#parts.services.place.folder);
  }

  async #read(): Promise<Result<void>> {
    const wishes = await readWishes(this.#library);
    if (!wishes.ok) {
      this.#reading = undefined;
      return wishes;
    }
    this.#folders = wishes.value.map((wish) => new Followed(wish, this.#around));
    for (const one of this.#folders) if (!one.wish.paused && !this.#closed) await one.start();
    return success(undefined);
  }

  async #answer(work: () => Promise<Result<void>>): Shown {
    const read = await this.start();
    if (!read.ok) return read;
    const done = await work();
    if (!done.ok || this.#folders.length === 0) return done.ok ? success([]) : done;
    const library = await this.#parts.services.library({ create: true });
    if (!library.ok) return library;
    const nameOf = (person: string) => library.value.currentPerson(person)?.name;
    return success(this.#folders.map((one) => one.shown(nameOf)));
  }

  async #add({ folder: said, whose, person, inPlace }: FollowWish): Promise<Result<void>> {
    if (!isAbsolute(said)) return notAFolder(said);
    const folder = resolve(said);
    const isFolder = await stat(onDisk(folder)).then(
      (there) => there.isDirectory(),
      () => false,
    );
    if (!isFolder) return notAFolder(folder);
    const library = await this.#parts.services.library({ create: true });
    if (!library.ok) return library;
    const named = whose === 'person' ? await library.value.ensurePerson(person ?? '') : null;
    if (named?.ok === false) return named;
    const before = this.#find(folder);
    await before?.close();
    const { accepted, photos } = before?.wish ?? { accepted: [], photos: 0 };
    const wish: KeptWish = {
      ...{ folder, whose, inPlace, paused: false, accepted, photos, looked: null },
      ...(named === null ? {} : { person: named.value.id }),
    };
    const one = new Followed(wish, this.#around);
    this.#folders = [...this.#folders.filter((other) => other !== before), one];
    await one.start();
    return this.#keep();
  }

  #change(folder: string, work: (one: Followed) => Promise<void>): Shown {
    return this.#answer(async () => {
      const one = this.#find(folder);
      if (one === undefined)
        return failed('not-found', `${folder} is not followed.`, 'Follow it first.', folder);
      await work(one);
      return this.#keep();
    });
  }

  #find(folder: string): Followed | undefined {
    return this.#folders.find(({ wish }) => wish.folder === resolve(folder));
  }

  async #keep(): Promise<Result<void>> {
    if (!this.#closed) this.#tellState.tell();
    return writeWishes(
      this.#library,
      this.#folders.map(({ wish }) => wish),
    );
  }

  /** With the models and settings of now, into a library that is there. */
  async #look(wish: KeptWish): ReturnType<Surroundings['look']> {
    const { services, gone } = this.#parts;
    const library = await services.library({ create: true });
    if (!library.ok) return library;
    const missing = await gone();
    if (missing !== null) return missing;
    const person = nameNow(library.value, wish);
    if (!person.ok) return person;
    const search = await preferredSearch();
    const parts = services.photoAnalyser(library.value, search, services.background);
    return success({ parts, person: person.value, search, keep: this.#keeper(library.value, person.value) });
  }

  /** Keeps what a look brings in from now on as a step that can be taken back. */
  #keeper(library: Library, name: string | null): KeepStep {
    const before = new Set(library.people().map(({ id }) => id));
    return async (changes, tookBack) => {
      const arrivals = new Arrivals(library);
      arrivals.add(changes, before);
      if (arrivals.empty) return null;
      const takeBack = async (): Promise<Result<unknown>> => {
        const taken = await arrivals.takeBack();
        if (taken.ok) tookBack();
        return taken;
      };
      const change = { kind: 'imported', name } as const;
      return this.#parts.undo.push({ change, people: arrivals.people, background: true, takeBack });
    };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** Nobody who was erased comes back because their folder is followed; photos of who was merged go to the person who stayed. */
function nameNow(library: Library, { folder, person }: KeptWish): Result<string | null> {
  if (person === undefined) return success(null);
  const now = library.currentPerson(person);
  if (now !== undefined) return success(now.name);
  return failed(
    'not-found',
    `The person whose photos lie in ${folder} is no longer in the library.`,
    'Follow the folder no longer, or follow it again for somebody else.',
    folder,
  );
}

/** Tells soon, and not more often than that. */
class Telling {
  readonly #apart: number;
  readonly #say: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(apart: number, say: () => void) {
    this.#apart = apart;
    this.#say = say;
  }

  tell(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#say();
    }, this.#apart);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

const notAFolder = (path: string) =>
  failed('bad-arguments', `${path} is not a folder: only folders can be followed.`, 'Name a folder.', path);
