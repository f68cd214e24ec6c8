// Long work on the main thread: others have their turn meanwhile.
import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const TURN = 8;

export class Turns {
  #since = performance.now();

  /** To be awaited between two small pieces of work. */
  async pass(): Promise<void> {
    if (performance.now() - this.#since < TURN) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/** What `work` makes of each thing, in order. */
export async function mapInTurns<T, R>(things: Iterable<T>, work: (thing: T) => R): Promise<R[]> {
  const made: R[] = [];
  const turns = new Turns();
  for (const thing of things) {
    made.push(work(thing));
    await turns.pass();
  }
  return made;
}

/** Takes a generator's steps to their end. Rejects with the signal's reason. */
export async function stepInTurns<R>(steps: Generator<unknown, R>, signal?: AbortSignal): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    signal?.throwIfAborted();
    await setImmediate();
  }
}
