// Watches over one engine process while it has work: one that does not answer any more, or takes more memory than it may,
// is ended. A network that loops for ever or asks for all memory can be had by anybody; work that goes on is not touched.
import { totalmem } from 'node:os';
import type { Transport } from './transport.ts';

export interface EngineLimits {
  /**
   * Milliseconds for which the process may leave a question open, which is how long one run of a network takes: between
   * two runs it answers.
   */
  readonly silence: number;
  /** Bytes of memory (the resident set) that the process may take. */
  readonly memory: number;
  /** Milliseconds between two measurements of it; `MEASURED_EVERY` where left out. */
  readonly measuredEvery?: number;
}

const MINUTE = 60_000;

/**
 * How long one run may take: of a network on a batch, of a step (on CUDA: several) of a training, and of a network that is
 * open on a camera's frame, for which somebody waits. Slow machines too.
 */
const SILENCE = { answers: 5 * MINUTE, training: 60 * MINUTE, frames: MINUTE / 2 } as const;

/** Above this share of the machine's memory it only swaps. */
const MEMORY = 0.9;

/** What the engine may take of the machine for a call of this kind. Other values of `silence` are for trials. */
export const limitsOf = (work: keyof typeof SILENCE): EngineLimits => ({
  silence: SILENCE[work],
  memory: MEMORY * machineMemory(),
  // A camera runs all day, and a frame is as large as the one before.
  ...(work === 'frames' && { measuredEvery: 1000 }),
});

/** Bytes that there are, of the machine or of the container that it runs in. */
function machineMemory(): number {
  const all = totalmem();
  const allowed = process.constrainedMemory();
  return allowed > 0 && allowed < all ? allowed : all;
}

/** How often the memory is measured, and how often the process is asked whether it is there, in milliseconds. */
const [MEASURED_EVERY, ASKED_EVERY] = [50, 250];

export class Watchdog {
  readonly #transport: Pick<Transport, 'kill' | 'residentBytes'>;
  readonly #ask: () => Promise<unknown>;
  /** Limits of the calls under way, and of cameras. */
  readonly #calls = new Set<EngineLimits>();
  #timer: NodeJS.Timeout | null = null;
  #lastTick = 0;
  #sinceAsked = 0;
  #sinceMeasured = 0;
  /** For how long a question has been open; null where none is. */
  #silence: number | null = null;
  #reason: string | null = null;
  #closed = false;

  /** @param ask resolves as soon as the process can answer anything */
  constructor(transport: Pick<Transport, 'kill' | 'residentBytes'>, ask: () => Promise<unknown>) {
    this.#transport = transport;
    this.#ask = ask;
  }

  /** Why the process was ended; null where it was not ended here. */
  get reason(): string | null {
    return this.#reason;
  }

  /** Watches until what is returned is called. */
  watch(limits: EngineLimits): () => void {
    this.#calls.add(limits);
    if (this.#timer === null && !this.#closed) {
      this.#lastTick = performance.now();
      this.#timer = setInterval(() => this.#tick(), MEASURED_EVERY);
      // What waits for an answer keeps the application alive, not the watch over it.
      this.#timer.unref();
    }
    return () => {
      this.#calls.delete(limits);
      if (this.#calls.size === 0) this.#stop();
    };
  }

  /** To be called when the process has ended. */
  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick(): void {
    const now = performance.now();
    // A machine that slept, or an application that was busy itself, says nothing about the engine.
    const passed = Math.min(now - this.#lastTick, 4 * MEASURED_EVERY);
    this.#lastTick = now;
    const calls = [...this.#calls];
    // Whoever is the most patient decides: while a training runs, others wait for it.
    const [silence, memory] = [calls.map((call) => call.silence), calls.map((call) => call.memory)].map(
      (all) => Math.max(...all),
    );
    this.#sinceMeasured += passed;
    if (this.#sinceMeasured >= Math.min(...calls.map((call) => call.measuredEvery ?? MEASURED_EVERY))) {
      this.#sinceMeasured = 0;
      const taken = this.#transport.residentBytes();
      if (taken !== null && taken > memory)
        return this.#end(`it took more than ${gigabytes(memory)} of memory`);
    }
    if (this.#silence !== null) {
      this.#silence += passed;
      if (this.#silence > silence)
        this.#end(`one run took longer than ${Math.round(silence / 1000)} seconds`);
      return;
    }
    this.#sinceAsked += passed;
    if (this.#sinceAsked < ASKED_EVERY) return;
    [this.#silence, this.#sinceAsked] = [0, 0];
    const answered = () => (this.#silence = null);
    this.#ask().then(answered, answered);
  }

  #end(reason: string): void {
    this.#reason ??= reason;
    this.#stop();
    this.#transport.kill();
  }
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
