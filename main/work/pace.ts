// How fast background work goes: the one owner of what it gives way to. A camera slows it, a battery stops it.
import { waysGiven, type GivingWay } from '../../models/givingWay.ts';

/** While a camera is open, so many times as long as a piece of work took is rested after it: work goes on, and is hardly seen. */
const REST = 4;

/** Milliseconds for which a picture may stand still; what keeps the engine from frames for longer is seen, and made rarer. */
const STILL = 250;
/** Milliseconds that are rested at most for being seen. */
const RAREST = 60_000;

/** Milliseconds of rest after work that kept the engine from everything else for so long. */
const restAfter = (took: number): number =>
  Math.max(REST * took, Math.min(RAREST, REST * took * (took / STILL)));

interface Waiting {
  readonly signal?: AbortSignal | undefined;
}

export class Pace {
  readonly #given = new Set<GivingWay>();
  readonly #listeners = new Set<() => void>();
  /** Pieces are done one after another while way is given. */
  #line: Promise<unknown> = Promise.resolve();
  #restedUntil = 0;

  /** What is given way to; null where work goes as it likes. */
  get way(): GivingWay | null {
    return waysGiven.find((way) => this.#given.has(way)) ?? null;
  }

  gives(way: GivingWay): boolean {
    return this.#given.has(way);
  }

  give(way: GivingWay, gives: boolean): void {
    if (gives === this.#given.has(way)) return;
    if (gives) this.#given.add(way);
    else this.#given.delete(way);
    for (const hear of [...this.#listeners]) hear();
  }

  /** Calls when something else is given way to, until the answer is called. */
  hear(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Does a piece of work, at once where no way is given; else when the pieces before are done and rested after. An aborted
   * signal ends the wait: the work says itself that it is cancelled.
   */
  async piece<T>(work: () => Promise<T>, { signal }: Waiting = {}): Promise<T> {
    if (this.way === null) return work();
    const before = this.#line;
    let leave = (): void => undefined;
    const done = new Promise<void>((resolve) => (leave = resolve));
    this.#line = before.then(() => done);
    try {
      await orAborted(before, signal);
      await this.#pause(this.#restedUntil, signal);
      const began = performance.now();
      const made = await work();
      const now = performance.now();
      this.#restedUntil = now + REST * (now - began);
      return made;
    } finally {
      leave();
    }
  }

  /** For work that is done in one row by itself, and keeps the engine from everything else meanwhile. */
  stride(): Stride {
    return new Stride((until, signal) => this.#pause(until, signal));
  }

  /** Until that time where a camera is open, and for as long as a battery is to be spared. */
  async #pause(until: number, signal: AbortSignal | undefined): Promise<void> {
    while (signal?.aborted !== true) {
      const left = this.gives('battery') ? Infinity : this.gives('camera') ? until - performance.now() : 0;
      if (left <= 0) return;
      await this.#change(left, signal);
    }
  }

  /** Resolves after so many milliseconds, when something else is given way to, or when nobody waits any more. */
  #change(within: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(within) ? setTimeout(end, within) : undefined;
      const deaf = this.hear(end);
      signal?.addEventListener('abort', end);
      function end(): void {
        clearTimeout(timer);
        deaf();
        signal?.removeEventListener('abort', end);
        resolve();
      }
    });
  }
}

/** Between steps that follow each other. */
export class Stride {
  readonly #pause: (until: number, signal: AbortSignal | undefined) => Promise<void>;
  #since = performance.now();

  constructor(pause: (until: number, signal: AbortSignal | undefined) => Promise<void>) {
    this.#pause = pause;
  }

  /** Rests by what was done since the last rest. Resolves also where the signal is aborted. */
  async rest(signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    await this.#pause(now + restAfter(now - this.#since), signal);
    this.#since = performance.now();
  }
}

function orAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) return work;
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
    void work.then(() => {
      signal.removeEventListener('abort', resolve);
      resolve(undefined);
    });
  });
}
