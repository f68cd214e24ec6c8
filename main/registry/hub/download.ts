// Downloads one file of known length and checksum: resumes, retries, and never leaves a wrong file behind.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, success, type Result } from '../../../models/failure.ts';
import { hashFile } from '../digest.ts';
import { arrived, openRemote, PATIENCE, unreachable, type HubResult, type RemoteFile } from './hub.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import { checkSpace } from './space.ts';

/** A connection that brings fewer bytes than this in the time of the patience counts as cut: a slow line brings 0.3 kB/s. */
const TRICKLE = 8192;

/** An attempt that brought fewer bytes than this brought nothing: else a hub could have us ask a million times. */
const PROGRESS = 65_536;

interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Called with the number of bytes that are there, those of earlier runs included. */
  readonly onBytes?: (bytes: number) => void;
  /** Waits between attempts that bring nothing, in milliseconds; after the last one the download gives up. */
  readonly pauses?: readonly number[];
  /** Milliseconds until an answer must have begun, and in which each 8 kB must come. */
  readonly patience?: number;
}

/**
 * Brings `file` to `path + '.part'` and checks it there. A part of an earlier run is continued if the hub still
 * states the same checksum, else dropped. The promise rejects with the signal's reason where that is aborted.
 *
 * @returns the path of the part: whole, checked and synced
 */
export async function downloadPart(
  file: RemoteFile,
  path: string,
  options: DownloadOptions,
): Promise<Result<string>> {
  const part = `${path}.part`;
  const { pauses = [500, 1000, 2000, 4000] } = options;
  try {
    // Whole already, and only what came after it failed.
    await rename(path, part).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    let have = await keepMatchingPart(file, part);
    const full = await checkSpace(dirname(path), file.bytes - have);
    if (full !== null) return full;
    options.onBytes?.(have);
    for (let most = have, pause = 0; have < file.bytes;) {
      const fetched = await fetchRest(file, part, have, options);
      options.signal.throwIfAborted();
      have = await sizeOf(part);
      if (have >= most + PROGRESS) [most, pause] = [have, 0];
      if (fetched.ok) continue;
      const wait = pauses[pause++];
      if (!fetched.passing || wait === undefined) return fetched;
      await sleep(wait, undefined, { signal: options.signal });
    }
    return await checkPart(file, part, options.signal);
  } catch (error) {
    options.signal.throwIfAborted();
    return fileFailure(error, part);
  }
}

/** What a part was begun from, so that a changed file on the hub starts over. */
const stateOf = (part: string): string => `${part}.json`;
/** The file beside a download to `path` that says so; whoever installs the download removes it. */
export const partState = (path: string): string => stateOf(`${path}.part`);
const identity = ({ bytes, checksum }: RemoteFile): string => JSON.stringify({ bytes, checksum });

/** How many bytes are there already. */
async function keepMatchingPart(file: RemoteFile, part: string): Promise<number> {
  const state = await readFile(stateOf(part), 'utf8').catch(() => '');
  const size = await sizeOf(part);
  if (state === identity(file) && size <= file.bytes) return size;
  await rm(part, { force: true });
  await writeFile(stateOf(part), identity(file));
  return 0;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Appends what is missing. A failure keeps what has arrived. */
async function fetchRest(
  file: RemoteFile,
  part: string,
  have: number,
  { signal, onBytes, patience = PATIENCE }: DownloadOptions,
): Promise<HubResult<void>> {
  const stalled = new AbortController();
  const opened = await openRemote(file, have, {
    signal: AbortSignal.any([signal, stalled.signal]),
    patience,
  });
  if (!opened.ok) return opened;
  const { status, body, headers } = opened.value;
  // A server that does not know ranges sends the file from its start.
  const start = status === 206 ? Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1]) : 0;
  if (body === null || status === 416 || (start !== have && start !== 0)) {
    await body?.cancel();
    return cutShort(file.url);
  }
  let at = start;
  let before = start;
  const watch = setInterval(() => {
    if (at - before < TRICKLE) stalled.abort(new Error('hardly any data arrives'));
    before = at;
  }, patience);
  const reader = body.getReader();
  try {
    const handle = await open(part, start === 0 ? 'w' : 'a');
    try {
      for (;;) {
        const piece = await read(reader, file.url);
        if (!piece.ok) return piece;
        if (piece.value === null) return at < file.bytes ? cutShort(file.url) : arrived(undefined);
        if (at + piece.value.byteLength > file.bytes) return tooLong(file);
        at += piece.value.byteLength;
        await handle.writeFile(piece.value);
        onBytes?.(at);
      }
    } finally {
      await handle.sync();
      await handle.close();
    }
  } finally {
    clearInterval(watch);
    await reader.cancel().catch(() => undefined);
  }
}

/** The next bytes of an answer, or null at its end. Only the network's errors become failures here. */
async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  url: string,
): Promise<HubResult<Uint8Array | null>> {
  try {
    const { done, value } = await reader.read();
    return arrived(done ? null : value);
  } catch (error) {
    return unreachable(url, error);
  }
}

const tooLong = ({ url, bytes }: RemoteFile): HubResult<never> => ({
  ...failed(
    'network',
    `The hub sends more than the ${bytes} bytes that it promised: ${url}`,
    'Try again later; if it happens again, the hub or something on the way is broken.',
  ),
  passing: false,
});

const cutShort = (url: string): HubResult<never> => unreachable(url, new Error('the connection was cut'));

async function checkPart(file: RemoteFile, part: string, signal: AbortSignal): Promise<Result<string>> {
  if ((await hashOf(part, file, signal)) === file.checksum.hex) return success(part);
  await Promise.all([rm(part, { force: true }), rm(stateOf(part), { force: true })]);
  return failed(
    'checksum-mismatch',
    `Checksum mismatch: ${file.url} sent another file than the hub states.`,
    'It was thrown away. Try again; if it happens again, the hub or something on the way is broken.',
    part,
  );
}

async function hashOf(path: string, { bytes, checksum }: RemoteFile, signal: AbortSignal): Promise<string> {
  switch (checksum.kind) {
    case 'sha256':
      return hashFile(path, signal);
    case 'git-blob': {
      // git hashes a header with the length before the content.
      const hash = createHash('sha1').update(`blob ${bytes}\0`);
      for await (const piece of createReadStream(path)) {
        signal.throwIfAborted();
        hash.update(piece as Buffer);
      }
      return hash.digest('hex');
    }
    default:
      throw new Error(`Unknown checksum ${String(checksum.kind satisfies never)}`);
  }
}
