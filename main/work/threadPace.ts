// What worker threads know of the pace: a number in memory that they share, on which they can wait.
import { sharedIntegers } from './shared.ts';

/** A thread rests so many times as long as it worked. */
const REST = 4;
/** Milliseconds of work between two rests at least. */
const WORK = 20;

/** The main thread's end. */
export class SharedPace {
  /** 1 in its one place while threads rest. */
  readonly flag = sharedIntegers(1);

  set rests(rests: boolean) {
    Atomics.store(this.flag, 0, rests ? 1 : 0);
    Atomics.notify(this.flag, 0);
  }
}

/** A thread's end: to be called between small pieces of work, rests by how long they took, and no longer than it has to. */
export function rests(flag: Int32Array): () => void {
  let since = performance.now();
  return () => {
    const took = performance.now() - since;
    if (took < WORK) return;
    if (Atomics.load(flag, 0) === 1) Atomics.wait(flag, 0, 1, REST * took);
    since = performance.now();
  };
}
