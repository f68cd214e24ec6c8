// Entry point of a worker thread: does one task after the other.
import { setPriority } from 'node:os';
import { parentPort, workerData, type TransferListItem } from 'node:worker_threads';
import { tasks, type Order, type Said } from './tasks.ts';
import { rests } from './threadPace.ts';

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker thread.');

/** Linux's nice value: beside a thread of 0 a third of the processor. */
const LOWER = 5;
giveWay();

const say = (said: Said, moved: readonly TransferListItem[] = []): void => {
  port.postMessage(said, moved);
};

port.on('message', ({ name, input }: Order) => {
  const run = tasks[name] as (input: unknown, tell: (event: unknown) => void, rest: () => void) => unknown;
  const tell = (event: unknown): void => say({ event });
  const output = run(input, tell, rests(workerData as Int32Array));
  say({ output }, [...buffersOf(output)]);
});

/** Arrays of numbers in an answer are moved, not copied: nobody in this thread has any more use for them. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value instanceof Map) {
    for (const one of value.values()) buffersOf(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) buffersOf(one, found);
  }
  return found;
}

/** A window's thread, and one that waits for a signal, come first. Only Linux's priorities are a thread's own: elsewhere they are
 * the whole process's. */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(LOWER);
  } catch {
    // Where that is not allowed, all threads are equals.
  }
}
