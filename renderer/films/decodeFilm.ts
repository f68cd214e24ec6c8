// Decodes a film for the application, in a thread of its own.
import { createBirpc } from 'birpc';
import { LARGEST_READ, type FilmEnd, type WantedFilm } from '../../preload/window.ts';
import type { Bridge } from '../transport/bridge.ts';
import type { PageCalls, WorkerCalls } from './worker.ts';

/** Beside this script, built as a script of its own (electron.vite.config.ts). */
const WORKER = './filmWorker.js';

/** Until the film ends, or the application wants no more of it. What went wrong, the application is told. */
export async function decodeFilm(bridge: Bridge, { film, bytes }: WantedFilm): Promise<void> {
  const worker = new Worker(new URL(WORKER, import.meta.url), { type: 'module' });
  try {
    const end = await Promise.race([decodeIn(worker, bridge, film, bytes), failureOf(worker)]);
    await bridge.call('films.end', { film, end });
  } finally {
    worker.terminate();
  }
}

function decodeIn(worker: Worker, bridge: Bridge, film: string, bytes: number): Promise<FilmEnd> {
  const calls: PageCalls = {
    async read(start, end) {
      const pieces: Uint8Array[] = [];
      for (let at = start; at < end; at += LARGEST_READ) {
        const read = await bridge.call('films.read', {
          film,
          start: at,
          end: Math.min(end, at + LARGEST_READ),
        });
        if (!read.ok) throw new Error(read.failure.message);
        pieces.push(read.value);
      }
      return pieces.length === 1 && pieces[0] !== undefined
        ? pieces[0]
        : new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
    },
    async frame(frame) {
      const taken = await bridge.call('films.frame', { film, ...frame });
      return taken.ok && taken.value.more;
    },
  };
  const thread = createBirpc<WorkerCalls, PageCalls>(calls, {
    post: (data) => worker.postMessage(data),
    on: (heard) => worker.addEventListener('message', ({ data }) => heard(data)),
    timeout: -1,
  });
  return thread.decode(bytes);
}

const failureOf = (worker: Worker): Promise<FilmEnd> =>
  new Promise((settle) =>
    worker.addEventListener('error', ({ message }) =>
      settle({ kind: 'damaged', what: (message || 'the decoder ended').slice(0, 500) }),
    ),
  );
