// Entry point of a worker thread: does one task after the other.
import { parentPort, workerData, type TransferListItem } from 'node:worker_threads';
import { tasks, type Order, type Said } from './tasks.ts';
import { rests } from './threadPace.ts';

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker thread.');

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
