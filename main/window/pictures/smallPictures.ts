// Small copies of photos for screens, made in a thread: the first one alone, with sharp's WebAssembly, would hold every window up
// for half a second.
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BirpcReturn } from 'birpc';
import type { Box } from '../../../models/image/geometry.ts';
import type { Result } from '../../../models/failure.ts';
import { builtScript } from '../../files/threads/builtScript.ts';
import { callsOver, keptByCalls } from '../../files/threads/threadCalls.ts';
import { decodingFailure } from '../../images/failures.ts';
import type { PictureCalls } from './pictureThread.ts';

interface Calls {
  readonly rpc: BirpcReturn<PictureCalls, object>;
  readonly kept: ReturnType<typeof keptByCalls>;
}

let calls: Calls | null = null;

/** All of the photo, 1024 pixels on the longer side at most, upright, as JPEG. */
export const previewOf = (path: string): Promise<Result<Uint8Array>> =>
  ask(path, (thread) => thread.preview(path));

/** The middle of the photo, square, upright, as JPEG. */
export const thumbnailOf = (path: string, side: number): Promise<Result<Uint8Array>> =>
  ask(path, (thread) => thread.thumbnail(path, side));

/** A person's picture: the photo around the face, upright, as JPEG. */
export const portraitIn = (path: string, face: Box): Promise<Result<Uint8Array>> =>
  ask(path, (thread) => thread.portrait(path, face));

/** A photo that ends the thread fails; the next one gets another thread. */
async function ask(
  path: string,
  make: (thread: Calls['rpc']) => Promise<Result<Uint8Array>>,
): Promise<Result<Uint8Array>> {
  try {
    const { rpc, kept } = (calls ??= start());
    return await kept(make(rpc));
  } catch (error) {
    return decodingFailure(error, { name: basename(path), path });
  }
}

function start(): Calls {
  const worker = new Worker(builtScript('pictures.js'), { execArgv: [] });
  const started = { rpc: callsOver<PictureCalls, object>(worker, {}), kept: keptByCalls(worker) };
  const end = (why?: unknown): void => {
    if (calls === started) calls = null;
    started.rpc.$close(why instanceof Error ? why : new Error('the thread of pictures ended'));
  };
  worker.on('error', end).on('exit', () => end());
  return started;
}
