// How long the main thread was busy in one piece.
import { readFileSync } from 'node:fs';

/** Milliseconds between two looks. */
const EVERY = 5;

/**
 * Milliseconds for which the main thread has been on a processor: on a busy machine a thread may wait long for one, which
 * is no block of its own. Linux tells; elsewhere the time that went by.
 */
function busyTime(): number {
  if (process.platform !== 'linux') return performance.now();
  return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[0]) / 1e6;
}

/** Watches the event loop while `work` is done. */
export async function longestBlock<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly longest: number }> {
  let longest = 0;
  let last = busyTime();
  const look = (): void => {
    const now = busyTime();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, EVERY);
  try {
    const value = await work();
    look();
    return { value, longest };
  } finally {
    clearInterval(timer);
  }
}
