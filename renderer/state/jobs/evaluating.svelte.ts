// An evaluation as the user sees it: what runs, and its result.
import type { Evaluation } from '../../../preload/window.ts';
import { RunningCommand } from './runningCommand.svelte.ts';
import type { Session } from '../session.svelte.ts';

export class Evaluating {
  readonly #session: Session;
  readonly command = new RunningCommand();
  #evaluation = $state.raw<Evaluation | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  get evaluation(): Evaluation | null {
    return this.#evaluation;
  }

  /** To be called when the screen opens: a page that was reloaded shows the last result again. */
  async open(): Promise<void> {
    if (this.command.running || this.#evaluation !== null) return;
    this.#evaluation = await this.#session.ask('evaluation.last', {});
  }

  evaluateLibrary(): Promise<void> {
    const { fpir = 0.01 } = this.#session.window?.settings ?? {};
    return this.#run((signal) => this.#session.ask('evaluate', { fpir }, this.#listeners, signal));
  }

  runPaper(data: string): Promise<void> {
    const request = { protocol: 'paper', data } as const;
    return this.#run((signal) => this.#session.ask('benchmark', request, this.#listeners, signal));
  }

  readonly #listeners = { progress: this.command.report };

  async #run(measure: (signal: AbortSignal) => Promise<Evaluation | null>): Promise<void> {
    this.#evaluation = (await this.command.run(measure)) ?? this.#evaluation;
  }
}
