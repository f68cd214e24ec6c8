// Gathers changes of the catalogue and writes them together: a catalogue is rewritten whole, so one write for the
// photos of the last moment costs as much as one for each of them.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Unfinished } from '../disk/faults.ts';
import type { Move } from '../disk/journal.ts';

/** Documents to write, folders whose new files must be safe before, and what moves in the same stroke. */
export interface Change {
  readonly documents: Iterable<string>;
  readonly folders?: Iterable<string>;
  readonly moves?: readonly Move[];
}

export interface Batch {
  readonly documents: Set<string>;
  readonly folders: Set<string>;
  readonly moves: Move[];
}

interface Pending extends Batch {
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** After a write the queue rests this many times as long as the write took ... */
const REST = 4;
/** ... but no longer than this, in milliseconds: the most that waits in memory alone. */
const LONGEST_REST = 1000;

export class CommitQueue {
  readonly #write: (batch: Batch) => Promise<Unfinished | null>;
  readonly #rollBack: (batch: Batch) => void;
  #pending: Pending | null = null;
  #running: Promise<void> | null = null;
  #notBefore = 0;
  #flushes = 0;
  #wake = new AbortController();

  /**
   * `write` takes its picture of memory before it first waits. It answers with a reason where the batch is decided and
   * not finished: memory stays as it is then. Where it throws, `rollBack` puts memory back to what is on disk.
   */
  constructor(write: (batch: Batch) => Promise<Unfinished | null>, rollBack: (batch: Batch) => void) {
    this.#write = write;
    this.#rollBack = rollBack;
  }

  /** Call it in the same turn as the change in memory. Resolves once the change is on disk. */
  push(change: Change): Promise<void> {
    const pending = (this.#pending ??= newPending());
    for (const document of change.documents) pending.documents.add(document);
    for (const folder of change.folders ?? []) pending.folders.add(folder);
    pending.moves.push(...(change.moves ?? []));
    this.#running ??= this.#run();
    return pending.done;
  }

  /** Writes without rest until nothing is pending. Never rejects: whoever pushed hears of failures. */
  async flush(): Promise<void> {
    this.#flushes++;
    this.#wake.abort();
    while (this.#running !== null) await this.#running;
    this.#flushes--;
  }

  async #run(): Promise<void> {
    // Changes made in this same turn of the loop belong together.
    await Promise.resolve();
    while (this.#pending !== null) {
      await this.#rest();
      const batch = this.#take();
      if (batch === null) break;
      const started = performance.now();
      try {
        const unfinished = await this.#write(batch);
        if (unfinished === null) batch.resolve();
        else batch.reject(unfinished);
      } catch (error) {
        // What was changed since stands on what has failed.
        const later = this.#take();
        for (const failed of later === null ? [batch] : [batch, later]) {
          this.#rollBack(failed);
          failed.reject(error);
        }
      }
      const ended = performance.now();
      this.#notBefore = ended + Math.min(REST * (ended - started), LONGEST_REST);
    }
    this.#running = null;
  }

  async #rest(): Promise<void> {
    const left = this.#notBefore - performance.now();
    if (left <= 0 || this.#flushes > 0) return;
    this.#wake = new AbortController();
    await sleep(left, undefined, { signal: this.#wake.signal }).catch(() => {});
  }

  #take(): Pending | null {
    const pending = this.#pending;
    this.#pending = null;
    return pending;
  }
}

function newPending(): Pending {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const done = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { documents: new Set(), folders: new Set(), moves: [], done, resolve, reject };
}
