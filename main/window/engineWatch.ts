// Watches over the engine for the window: which device it has, when it stopped and runs again, and that it cannot start.
import { setTimeout } from 'node:timers/promises';
import type { Failure } from '../../models/failure.ts';
import type { Notice } from '../../preload/window.ts';
import type { Device, Engine } from '../engine/engine.ts';

/** How often, and how many milliseconds apart, an engine is started before it is said that it cannot be. */
export const STARTS = 5;
const PAUSE = 200;

export class EngineWatch {
  readonly #engine: Pick<Engine, 'device'>;
  readonly #notify: (notice: Notice) => void;
  #device: Device | null = null;
  #trouble: Failure | null = null;
  #starting: Promise<void> | null = null;

  constructor(engine: Pick<Engine, 'device'>, notify: (notice: Notice) => void) {
    this.#engine = engine;
    this.#notify = notify;
  }

  /** Null until it is known. */
  get device(): Device | null {
    return this.#device;
  }

  /** Why the engine cannot be started; null where it can, or was not tried. */
  get trouble(): Failure | null {
    return this.#trouble;
  }

  /** Starts the engine, unless it runs or could not be started: nobody waits, and pages are told when it runs. */
  ask(): void {
    if (this.#device === null && this.#trouble === null) void this.start();
  }

  /** Tries to start it, also where that failed before. */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => (this.#starting = null));
    return this.#starting;
  }

  /** To be called when its process has ended by itself. */
  died(message: string): void {
    // One that dies while it is being started is the same trouble.
    if (this.#starting !== null) return;
    this.#notify({ kind: 'engine-died', message });
    void this.start().then(() => {
      if (this.#trouble === null) this.#notify({ kind: 'engine-restarted' });
    });
  }

  async #start(): Promise<void> {
    this.#trouble = null;
    let failure: Failure | null = null;
    for (let attempt = 0; attempt < STARTS; attempt++) {
      if (attempt > 0) await setTimeout(PAUSE);
      const asked = await this.#engine.device();
      if (asked.ok) {
        this.#device = asked.value;
        this.#notify({ kind: 'library-changed' });
        return;
      }
      failure = asked.failure;
      // The application is being closed.
      if (failure.kind === 'cancelled') return;
    }
    this.#trouble = failure;
    if (failure !== null) this.#notify({ kind: 'engine-failed', failure });
  }
}
