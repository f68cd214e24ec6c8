// Fair readers-writer lock: additions share it, moves and deletions are exclusive, in the order of their arrival.
import { Fault } from '../disk/faults.ts';

interface Waiting {
  readonly alone: boolean;
  readonly enter: () => void;
}

export class Gate {
  #inside = 0;
  #alone = false;
  #closed = false;
  readonly #queue: Waiting[] = [];

  /** Waits until everything inside is done, and lets nobody in after `last`. */
  async close(last: () => Promise<void>): Promise<void> {
    if (this.#closed) return;
    await this.#run(true, async () => {
      this.#closed = true;
      await last();
    });
  }

  /** Runs together with other shared work. */
  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.#run(false, work);
  }

  /** Runs with nothing else inside. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#run(true, work);
  }

  async #run<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.#queue.push({ alone, enter });
      this.#admit();
    });
    try {
      if (this.#closed) throw closed();
      return await work();
    } finally {
      this.#inside--;
      this.#alone = false;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (this.#alone || (next.alone && this.#inside > 0)) return;
      this.#queue.shift();
      this.#inside++;
      this.#alone = next.alone;
      next.enter();
    }
  }
}

const closed = (): Fault =>
  new Fault('cancelled', 'The library was closed meanwhile.', 'Open it and do it again.');
