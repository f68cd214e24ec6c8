// Backups by themselves: when one is due and nothing else is under way, it is made; what fails is told once, and tried again.
import { setTimeout as later } from 'node:timers/promises';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { BackupState, BackupTime, Notice } from '../../../preload/window.ts';
import { backUp, backupsIn } from '../../commands/zip/backup.ts';
import type { Library } from '../../library/library.ts';
import type { Preferences } from '../settings/preferences.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Milliseconds from one to the next. */
const PERIOD: Readonly<Record<Exclude<BackupTime, 'never'>, number>> = { day: DAY, week: 7 * DAY };
/** After one that failed: a drive may have been connected, a disk cleared. */
const AGAIN = 60 * MINUTE;

export interface ScheduleParts {
  readonly preferences: () => Promise<Preferences>;
  /** Runs work that changes nothing on the library that is open. */
  readonly reading: <T>(work: (library: Library) => Promise<Result<T>>) => Promise<Result<T>>;
  /** Whether somebody waits for something: a backup can wait. */
  readonly isBusy: () => boolean;
  readonly notify: (notice: Notice) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export class BackupSchedule {
  readonly #parts: Required<ScheduleParts>;
  readonly #closed = new AbortController();
  #state: BackupState = { running: false, last: null, failure: null };
  #working: Promise<void> | null = null;
  #failedAt = -Infinity;
  #watching: Promise<void> | null = null;

  constructor(parts: ScheduleParts) {
    this.#parts = { now: Date.now, ...parts };
  }

  get state(): BackupState {
    return this.#state;
  }

  /** Looks every minute, the first time after one: a start has other things to do. */
  start(): void {
    this.#watching ??= this.#watch();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      await later(MINUTE, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.look();
    }
  }

  /** Makes a backup if one is due and nobody is in the way. */
  async look(): Promise<void> {
    const { preferences, isBusy, now } = this.#parts;
    const { backups, backupFolder } = await preferences();
    if (backups === 'never' || backupFolder === null || isBusy()) return;
    if (now() - this.#failedAt < AGAIN) return;
    const last = await this.#readLast(backupFolder);
    if (last.ok && last.value !== null && now() - last.value < PERIOD[backups]) return;
    await this.#make(true);
  }

  /** Makes one now, whatever the time. */
  make(): Promise<void> {
    return this.#make(false);
  }

  /** The folder or the times are others: what was said of the ones before no longer holds. */
  async settingsChanged(): Promise<void> {
    this.#failedAt = -Infinity;
    const { backupFolder } = await this.#parts.preferences();
    const last = backupFolder === null ? success(null) : await this.#readLast(backupFolder);
    this.#tell({ last: last.ok && last.value !== null ? iso(last.value) : null, failure: null });
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#working;
    await this.#watching;
  }

  async #readLast(folder: string): Promise<Result<number | null>> {
    return this.#parts.reading(async (library) => {
      const found = await backupsIn(folder, library.folder);
      return found.ok ? success(found.value[0]?.at ?? null) : found;
    });
  }

  /** @param alone nobody asked for it: a page is told what is in the way */
  async #make(alone: boolean): Promise<void> {
    this.#working ??= this.#write(alone).finally(() => (this.#working = null));
    return this.#working;
  }

  async #write(alone: boolean): Promise<void> {
    const { preferences, reading, notify, now } = this.#parts;
    const { backupFolder: folder, backupsKept: keep } = await preferences();
    this.#tell({ running: true });
    const call = { signal: this.#closed.signal, emit: () => undefined };
    const made =
      folder === null
        ? failed('bad-arguments', 'No folder was chosen for backups.', 'Choose one in Models & settings.')
        : await reading((library) => backUp(library, { folder, keep }, call));
    if (made.ok) {
      this.#failedAt = -Infinity;
      this.#tell({ running: false, failure: null, last: iso(now()) });
      return;
    }
    const before = this.#state.failure;
    this.#failedAt = now();
    this.#tell({ running: false, failure: made.failure });
    // Hour after hour the same is not news.
    if (alone && made.failure.kind !== 'cancelled' && before?.message !== made.failure.message)
      notify({ kind: 'backup-failed', failure: made.failure });
  }

  #tell(state: Partial<BackupState>): void {
    this.#state = { ...this.#state, ...state };
    this.#parts.notify({ kind: 'library-changed' });
  }
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
