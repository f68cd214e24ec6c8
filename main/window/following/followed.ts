// One folder that the window follows: the work that follows it, and what is said of it.
import type { Result } from '../../../models/failure.ts';
import type { Events, FollowedFolder, FollowRequest } from '../../../preload/window.ts';
import type { FaceSearch } from '../../../preload/contract.ts';
import { FOLLOWING, followPhotos, type FollowTimes } from '../../jobs/import/follow.ts';
import type { ImportChanges, ImportParts } from '../../jobs/import/parts.ts';
import type { KeptWish } from './wishes.ts';

/** Files that are spoken of one by one. */
const SPOKEN_OF = 100;

export interface FollowingTimes extends FollowTimes {
  /** Milliseconds until what failed is tried again. */
  readonly retry: number;
}

export const FOLLOWING_TIMES: FollowingTimes = { ...FOLLOWING, retry: 60_000 };

/** Answers with the step's number, null where there is nothing to take back; `tookBack` hears when it was. */
export type KeepStep = (changes: ImportChanges, tookBack: () => void) => Promise<number | null>;

/** What a folder needs of those who follow it. */
export interface Surroundings {
  /** What a look is taken with now, and what the person of the wish is called now. */
  readonly look: (wish: KeptWish) => Promise<
    Result<{
      readonly parts: ImportParts;
      readonly person: string | null;
      readonly search: FaceSearch;
      readonly keep: KeepStep;
    }>
  >;
  /** Folders are looked through one after another. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Something else is to be said of it. */
  readonly changed: () => void;
  /** Photos come in. */
  readonly arrived: () => void;
  /** A look came to its end: what is wished is to be kept. */
  readonly looked: () => void;
  /** Whether the step of that number can be taken back yet. */
  readonly canUndo: (step: number) => boolean;
  readonly times: FollowingTimes;
}

export class Followed {
  readonly #around: Surroundings;
  #wish: KeptWish;
  #state: FollowedFolder['state'] = { at: 'paused' };
  #skipped: FollowedFolder['skipped'] = [];
  #questioned: readonly string[] = [];
  /** Of the last import. */
  #step: number | null = null;
  #work: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  constructor(wish: KeptWish, around: Surroundings) {
    this.#wish = wish;
    this.#around = around;
  }

  get wish(): KeptWish {
    return this.#wish;
  }

  /** @param nameOf what a person is called */
  shown(nameOf: (person: string) => string | undefined): FollowedFolder {
    const { folder, whose, person, inPlace, photos, looked } = this.#wish;
    const [state, skipped, questioned] = [this.#state, this.#skipped, this.#questioned];
    const name = person === undefined ? undefined : nameOf(person);
    const named = name === undefined ? {} : { person: name };
    const undo = this.#step !== null && this.#around.canUndo(this.#step) ? this.#step : null;
    return { folder, whose, ...named, inPlace, photos, looked, state, skipped, questioned, undo };
  }

  /** Begins, or begins anew. @param accepted sub-folders that are people's, besides those of whom it was said before */
  async start(accepted: readonly string[] = []): Promise<void> {
    await this.close();
    const all = new Set([...this.#wish.accepted, ...accepted]);
    this.#wish = { ...this.#wish, paused: false, accepted: [...all] };
    this.#set({ at: 'queued' });
    const stop = new AbortController();
    this.#work = { stop, ended: this.#follow(stop.signal) };
  }

  async pause(): Promise<void> {
    await this.close();
    this.#wish = { ...this.#wish, paused: true };
    this.#set({ at: 'paused' });
  }

  /** Ends the work; what is remembered stays as it is. */
  async close(): Promise<void> {
    const work = this.#work;
    this.#work = null;
    work?.stop.abort();
    await work?.ended;
  }

  /** Until it is stopped: what fails is said, and tried again. */
  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ended = await this.#attempt(signal);
      if (ended.ok || signal.aborted) return;
      this.#set({ at: 'failed', failure: ended.failure });
      await passing(this.#around.times.retry, signal);
    }
  }

  #attempt(signal: AbortSignal): Promise<Result<unknown>> {
    const { inTurn, arrived, times } = this.#around;
    const hear: { readonly [E in keyof Events]?: (detail: Events[E]) => void } = {
      progress: (progress) => this.#set({ at: 'looking', progress }),
      waiting: ({ away }) => this.#set({ at: away ? 'away' : 'queued' }),
      arrived,
      followed: ({ photos, skipped, questioned }) => {
        this.#wish = { ...this.#wish, photos: this.#wish.photos + photos };
        this.#skipped = skipped.slice(0, SPOKEN_OF);
        this.#questioned = questioned;
        arrived();
      },
    };
    let keep: KeepStep = () => Promise.resolve(null);
    return followPhotos(
      [this.#wish.folder],
      async () => {
        const look = await this.#around.look(this.#wish);
        if (!look.ok) return look;
        const { parts, search, person } = look.value;
        keep = look.value.keep;
        return { ok: true, value: { parts, request: { ...search, ...requestOf(this.#wish, person) } } };
      },
      {
        signal,
        inTurn,
        changed: (changes) => void this.#keep(keep, changes),
        emit: (event, detail) => {
          if (!signal.aborted) hear[event]?.(detail as never);
        },
        looking: (looking) => {
          if (looking) return this.#set({ at: 'looking', progress: null });
          this.#wish = { ...this.#wish, looked: new Date().toISOString() };
          this.#around.looked();
          this.#set({ at: 'following' });
        },
      },
      times,
    );
  }

  async #keep(keep: KeepStep, changes: ImportChanges): Promise<void> {
    const step = await keep(changes, () => {
      const photos = Math.max(0, this.#wish.photos - changes.photos.length);
      this.#wish = { ...this.#wish, photos };
      this.#around.looked();
    });
    if (step === null) return;
    this.#step = step;
    this.#around.changed();
  }

  #set(state: FollowedFolder['state']): void {
    this.#state = state;
    this.#around.changed();
  }
}

function requestOf({ folder, whose, inPlace, accepted }: KeptWish, person: string | null): FollowRequest {
  if (whose === 'tree') return { kind: 'tree', folder, accepted, inPlace };
  if (person !== null) return { kind: 'person', person, paths: [folder], inPlace };
  return { kind: 'unnamed', paths: [folder], inPlace };
}

const passing = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
