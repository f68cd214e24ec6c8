// Long loops over faces on the main thread: others have their turn meanwhile.
import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const TURN = 8;

/** What `work` makes of each thing, in order. */
export async function mapInTurns<T, R>(things: Iterable<T>, work: (thing: T) => R): Promise<R[]> {
  const made: R[] = [];
  let turn = performance.now();
  for (const thing of things) {
    made.push(work(thing));
    if (performance.now() - turn < TURN) continue;
    await setImmediate();
    turn = performance.now();
  }
  return made;
}
