// The renderer's way to the application: typed calls over whichever transport this page has.
import {
  longWork,
  type WindowAnswer,
  type WindowCommandName,
  type Transport,
  type EventName,
  type Events,
  type Message,
  type Notice,
  type WindowRequest,
  type Result,
} from '../../preload/window.ts';

export type Listeners = { readonly [E in EventName]?: (payload: Events[E]) => void };

export class Bridge {
  readonly transport: Transport;
  #lastJob = 0;
  readonly #running = new Map<
    number,
    { readonly command: WindowCommandName; readonly listeners: Listeners }
  >();
  readonly #noticed = new Set<(notice: Notice) => void>();

  constructor(transport: Transport) {
    this.transport = transport;
    transport.listen((message) => this.#hear(message));
  }

  /** Runs a command; `listeners` hear what it says on the way, `signal` cancels it. */
  async call<C extends WindowCommandName>(
    command: C,
    request: WindowRequest<C>,
    listeners: Listeners = {},
    signal?: AbortSignal,
  ): Promise<Result<WindowAnswer<C>>> {
    const job = ++this.#lastJob;
    const cancel = (): void => this.transport.cancel(job);
    this.#running.set(job, { command, listeners });
    signal?.addEventListener('abort', cancel);
    try {
      return await this.transport.call(job, command, request);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#running.delete(job);
    }
  }

  /** Whether something runs that the user would not want to end unawares. */
  get busy(): boolean {
    return [...this.#running.values()].some(({ command }) => longWork[command] !== undefined);
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.#noticed.add(listener);
  }

  crop(face: string): string {
    return this.transport.imageUrl('crop', face);
  }

  /** The photo around a face, upright: how a person is shown. */
  cover(face: string): string {
    return this.transport.imageUrl('cover', face);
  }

  photo(photo: string): string {
    return this.transport.imageUrl('photo', photo);
  }

  /** A photo, small and square. */
  small(photo: string): string {
    return this.transport.imageUrl('small', photo);
  }

  /** A photo of the last evaluation. */
  measured(id: string): string {
    return this.transport.imageUrl('measured', id);
  }

  /** The same, small. */
  thumbnail(id: string): string {
    return this.transport.imageUrl('thumbnail', id);
  }

  #hear(message: Message): void {
    if (message.job === null) {
      for (const listener of this.#noticed) listener(message.payload);
      return;
    }
    const running = this.#running.get(message.job);
    if (running === undefined) return;
    const { listeners } = running;
    switch (message.event) {
      case 'progress':
        listeners.progress?.(message.payload);
        break;
      case 'identified':
        listeners.identified?.(message.payload);
        break;
      case 'film':
        listeners.film?.(message.payload);
        break;
      case 'tagged':
        listeners.tagged?.(message.payload);
        break;
      case 'skipped':
        listeners.skipped?.(message.payload);
        break;
      case 'arrived':
        listeners.arrived?.(message.payload);
        break;
      case 'followed':
        listeners.followed?.(message.payload);
        break;
      case 'waiting':
        listeners.waiting?.(message.payload);
        break;
      case 'gallery':
        listeners.gallery?.(message.payload);
        break;
      default:
        message satisfies never;
    }
  }
}
