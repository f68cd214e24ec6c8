// One page's calls: each under its job number, cancellable, and cancelled when the page goes away.
import { failed, type Result } from '../../models/failure.ts';
import type { EventName, Events } from '../../preload/contract.ts';
import {
  longWork,
  type LongWork,
  type Message,
  type PackedAnswer,
  type WindowCommandName,
} from '../../preload/window.ts';
import type { WindowApplication } from '../window/application.ts';
import { packAnswer } from './packAnswer.ts';

export class PageLink {
  readonly #application: WindowApplication;
  readonly #say: (message: Message) => void;
  readonly #running = new Map<number, { readonly command: string; readonly controller: AbortController }>();
  #closed = false;

  constructor(application: WindowApplication, say: (message: Message) => void) {
    this.#application = application;
    this.#say = say;
  }

  async call(job: unknown, command: unknown, request: unknown): Promise<Result<unknown> | PackedAnswer> {
    if (
      typeof job !== 'number' ||
      !Number.isSafeInteger(job) ||
      typeof command !== 'string' ||
      this.#running.has(job)
    ) {
      return failed(
        'bad-arguments',
        'The window sent a call without a number or a name.',
        'Reload the window.',
      );
    }
    const controller = new AbortController();
    this.#running.set(job, { command, controller });
    const emit = <E extends EventName>(event: E, payload: Events[E]): void => {
      if (!this.#closed) this.#say({ job, event, payload } as Message);
    };
    try {
      const { signal } = controller;
      return await packAnswer(command, await this.#application.run(command, request, { signal, emit }));
    } finally {
      this.#running.delete(job);
    }
  }

  /** The long work that is under way. */
  get work(): readonly LongWork[] {
    const commands = [...this.#running.values()].map(({ command }) => command as WindowCommandName);
    return [...new Set(commands.flatMap((command) => longWork[command] ?? []))];
  }

  cancel(job: unknown): void {
    if (typeof job === 'number') this.#running.get(job)?.controller.abort();
  }

  /** No further messages for it: the next page of the same window counts its jobs from one again. */
  close(): void {
    this.#closed = true;
    for (const { controller } of this.#running.values()) controller.abort();
  }
}
