// An evaluation as the user sees it: what runs, how far it is, and what came of it.
import type { Evaluation, Progress } from '../../preload/window.ts';
import type { Application } from './application.svelte.ts';

export class Evaluating {
  readonly #application: Application;
  #abort: AbortController | null = null;
  #running = $state(false);
  #progress = $state.raw<Progress | null>(null);
  #evaluation = $state.raw<Evaluation | null>(null);
  #cancelled = $state(false);

  constructor(application: Application) {
    this.#application = application;
  }

  get running(): boolean {
    return this.#running;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  get evaluation(): Evaluation | null {
    return this.#evaluation;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** To be called when the screen opens: a page that was reloaded shows again what was measured before. */
  async open(): Promise<void> {
    if (this.#running || this.#evaluation !== null) return;
    this.#evaluation = await this.#application.ask('evaluation.last', {});
  }

  evaluateLibrary(): Promise<void> {
    const { fpir = 0.01 } = this.#application.window?.settings ?? {};
    return this.#run((hear, signal) => this.#application.ask('evaluate', { fpir }, hear, signal));
  }

  runPaper(data: string): Promise<void> {
    const request = { protocol: 'paper', data } as const;
    return this.#run((hear, signal) => this.#application.ask('benchmark', request, hear, signal));
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async #run(
    measure: (
      hear: { readonly progress: (said: Progress) => void },
      signal: AbortSignal,
    ) => Promise<Evaluation | null>,
  ): Promise<void> {
    if (this.#running) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#running = true;
    this.#cancelled = false;
    this.#progress = null;
    const measured = await measure({ progress: (said) => (this.#progress = said) }, abort.signal);
    this.#running = false;
    this.#cancelled = abort.signal.aborted;
    this.#evaluation = measured ?? this.#evaluation;
  }
}
