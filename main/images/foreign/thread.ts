// Asks the thread of decoders that sharp has not, a photo at a time. Whatever one of them does, the thread is ended in time and
// the next photo gets a new one.
import { Worker } from 'node:worker_threads';
import { builtScript } from '../../files/threads/builtScript.ts';
import { DECODING_SECONDS } from '../limits.ts';
import type { ForeignKind } from './kind.ts';
import type { Decoded, DecodeOrder, DecodeSaid, Pixels } from './pixels.ts';

/** Pixels after which a thread is ended: WebAssembly never gives memory back. */
const LARGE = 24_000_000;

/** The decoder could not read the photo, or did not end in time. */
export class ForeignFailure extends Error {}

let worker: Worker | null = null;
/** One photo at a time: each takes all that the decoders have. */
let turn: Promise<unknown> = Promise.resolve();

export function decodeForeign(kind: ForeignKind, bytes: Uint8Array): Promise<Pixels> {
  return ask(kind, bytes, false) as Promise<Pixels>;
}

/** Of an upright HEIC photo: its file says the size before it is turned, mirrored and cropped. */
export const heifSize = (bytes: Uint8Array): Promise<Decoded> => ask('heif', bytes, true);

function ask(kind: ForeignKind, bytes: Uint8Array, sizeOnly: boolean): Promise<Decoded> {
  const answer = turn.then(() => once(kind, bytes, sizeOnly));
  turn = answer.catch(() => undefined);
  return answer;
}

async function once(kind: ForeignKind, bytes: Uint8Array, sizeOnly: boolean): Promise<Decoded> {
  const thread = (worker ??= start());
  thread.ref();
  try {
    const answer = await new Promise<Decoded>((settle, refuse) => {
      const timer = setTimeout(() => {
        finish();
        refuse(new ForeignFailure('timeout'));
        void end(thread);
      }, DECODING_SECONDS * 1000);
      const answered = (said: DecodeSaid): void => {
        finish();
        if ('value' in said) settle(said.value);
        else refuse(new ForeignFailure(said.error));
      };
      const died = (error?: unknown): void => {
        finish();
        refuse(new ForeignFailure(error instanceof Error ? error.message : 'its decoder ended'));
        void end(thread);
      };
      const finish = (): void => {
        clearTimeout(timer);
        thread.off('message', answered).off('error', died).off('exit', died);
      };
      thread.on('message', answered).on('error', died).on('exit', died);
      thread.postMessage({ kind, bytes, sizeOnly } satisfies DecodeOrder);
    });
    if (answer.width * answer.height > LARGE) await end(thread);
    return answer;
  } catch (error) {
    // After an abort WebAssembly's memory is not to be trusted.
    await end(thread);
    throw error;
  } finally {
    thread.unref();
  }
}

async function end(thread: Worker): Promise<void> {
  if (worker === thread) worker = null;
  await thread.terminate();
}

function start(): Worker {
  const thread = new Worker(builtScript('decoder.js'), { execArgv: [], stdout: true, stderr: true });
  // Between two photos nobody listens: the next one starts another.
  thread.on('error', () => void end(thread));
  return thread;
}
