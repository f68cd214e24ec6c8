// A long command as the user sees it: whether it runs, how far it is, and the way to cancel it.
import type { Progress } from '../../../preload/window.ts';

export class RunningCommand {
  #abort: AbortController | null = null;
  #running = $state(false);
  #progress = $state.raw<Progress | null>(null);
  #cancelled = $state(false);

  get running(): boolean {
    return this.#running;
  }

  /** Null until the first report. */
  get progress(): Progress | null {
    return this.#progress;
  }

  /** Whether the last run was cancelled. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** To be called with each report of progress. */
  readonly report = (progress: Progress): void => void (this.#progress = progress);

  /** Runs `work` to its end; null where it runs already. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    if (this.#running) return null;
    const abort = new AbortController();
    this.#abort = abort;
    this.#running = true;
    this.#cancelled = false;
    this.#progress = null;
    try {
      return await work(abort.signal);
    } finally {
      this.#running = false;
      this.#cancelled = abort.signal.aborted;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}
