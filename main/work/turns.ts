// Long work on the main thread: others have their turn meanwhile.
import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which others have their turn. */
const TURN = 8;

/** When others had their turn last, whoever let them. */
let since = performance.now();

/** Whether it is others' turn: to be asked where the pieces are so small that waiting for each would cost more than they do. */
export const isDue = (): boolean => performance.now() - since >= TURN;

/** To be awaited between two small pieces of work. */
export async function pass(): Promise<void> {
  if (!isDue()) return;
  await setImmediate();
  since = performance.now();
}

/** What `work` makes of each thing, in order. */
export async function mapInTurns<T, R>(things: Iterable<T>, work: (thing: T) => R): Promise<R[]> {
  const made: R[] = [];
  await eachInTurns(things, (thing) => made.push(work(thing)));
  return made;
}

export async function eachInTurns<T>(things: Iterable<T>, work: (thing: T) => unknown): Promise<void> {
  for (const thing of things) {
    work(thing);
    if (isDue()) await pass();
  }
}

/** Whether all of them are so. */
export async function everyInTurns<T>(things: Iterable<T>, is: (thing: T) => boolean): Promise<boolean> {
  for (const thing of things) {
    if (!is(thing)) return false;
    if (isDue()) await pass();
  }
  return true;
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

/** Things that are sorted, or merged, in one piece. */
const PIECE = 512;

/** A sorted copy; as `sort` does, it leaves equal things in their order. */
export async function sortInTurns<T>(things: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let from: T[] = [];
  for (let start = 0; start < things.length; start += PIECE) {
    from.push(...things.slice(start, start + PIECE).sort(compare));
    await pass();
  }
  for (let width = PIECE; width < from.length; width *= 2) {
    const merged: T[] = [];
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(middle + width, from.length);
      let [left, right] = [start, middle];
      while (left < middle || right < end) {
        const isLeft = right === end || (left < middle && compare(from[left], from[right]) <= 0);
        merged.push(isLeft ? from[left++] : from[right++]);
        if (merged.length % PIECE === 0) await pass();
      }
    }
    from = merged;
  }
  return from;
}
