// A long command as the user sees it: whether it runs, how far it is, and the way to cancel it.
import type { Progress } from '../../../preload/window.ts';

export class RunningCommand {
  #abort: AbortController | null = null;
  #running = $state(false);
  #progress = $state.raw<Progress | null>(null);
  #cancelled = $state(false);
  /** When the phase was first heard of, and how far it was then: what came before took an unknown time. */
  #phase = { since: 0, from: 0 };

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

  /** Seconds left of the running phase; null while it is too soon to tell. */
  get timeLeft(): number | null {
    const said = this.#progress;
    if (said === null || said.total === null || said.done <= this.#phase.from) return null;
    const elapsed = (performance.now() - this.#phase.since) / 1000;
    return elapsed < 0.5 ? null : (elapsed / (said.done - this.#phase.from)) * (said.total - said.done);
  }

  /** To be called with each report of progress. */
  readonly report = (progress: Progress): void => {
    if (progress.phase !== this.#progress?.phase)
      this.#phase = { since: performance.now(), from: progress.done };
    this.#progress = progress;
  };

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
