// Typed calls between this thread and another, by messages.
import type { MessagePort, Worker } from 'node:worker_threads';
import { createBirpc, type BirpcReturn } from 'birpc';

/** Calls `Theirs` in the thread at the other end, and answers its calls of `mine`; waits as long as a call takes. */
export function callsOver<Theirs extends object, Mine extends object>(
  port: MessagePort | Worker,
  mine: Mine,
): BirpcReturn<Theirs, Mine> {
  return createBirpc<Theirs, Mine>(mine, {
    post: (message) => {
      port.postMessage(message);
    },
    on: (listener) => {
      port.on('message', listener);
    },
    bind: 'functions',
    timeout: -1,
  });
}

/** The same with a worker that was started here. One that dies of a bug takes the process with it, as a bug here would. */
export function callsTo<Theirs extends object, Mine extends object>(
  worker: Worker,
  mine: Mine,
): BirpcReturn<Theirs, Mine> {
  worker.on('error', (error) => {
    throw error;
  });
  return callsOver(worker, mine);
}

/** Lets the process end while nobody waits for the thread: a call that is wrapped keeps it until it is answered. */
export function keptByCalls(worker: Worker): <T>(call: Promise<T>) => Promise<T> {
  let calls = 0;
  worker.unref();
  return async (call) => {
    if (calls++ === 0) worker.ref();
    try {
      return await call;
    } finally {
      if (--calls === 0) worker.unref();
    }
  };
}
