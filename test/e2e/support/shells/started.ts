// What tests start and must not leave behind, and how long they wait for it.
import type { ChildProcess } from 'node:child_process';

/** What this process has started and must not leave behind. */
export const started = new Set<ChildProcess>();
const endStarted = () => started.forEach((child) => child.kill());
process.once('exit', endStarted);
// A test run ends its workers by a signal, and a signal calls no exit listeners.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    endStarted();
    process.kill(process.pid, signal);
  });

/** Waits that nobody else ends: a test that ran out of its whole time would not say on what. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not after ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
