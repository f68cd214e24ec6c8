// Reads digiKam's database. SQLite writes beside a database that it opens, and digiKam may have it open: a copy is read.
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { failed, success, type Result } from '../../../models/failure.ts';
import { builtScript } from '../../files/threads/builtScript.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import { onDisk } from '../../files/pathBytes.ts';
import type { DigikamRows, Refusal, ThreadSaid } from './rows.ts';

/** Bytes: a database of a million photos has less. */
const LARGEST = 4e9;
/** Reading a million photos takes a few seconds. */
const PATIENCE = 120_000;

/** Fails with `not-found`, `no-permission`, `disk-full` or `bad-arguments`; with `cancelled` where the signal says so. */
export async function readDatabase(path: string, signal: AbortSignal): Promise<Result<DigikamRows>> {
  let folder: string | null = null;
  try {
    const { size } = await stat(onDisk(path));
    if (size > LARGEST) return refused(path, 'too large');
    folder = await mkdtemp(join(tmpdir(), 'facet-digikam-'));
    const copy = join(folder, 'digikam4.db');
    await copyFile(onDisk(path), copy);
    // What was changed last may not be in the file itself yet.
    for (const journal of ['-wal', '-journal'])
      await copyFile(onDisk(path + journal), copy + journal).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    const said = await readInThread(copy, signal);
    if (said === null)
      return failed('cancelled', 'The import was cancelled.', 'Start it again when you like.');
    return 'rows' in said ? success(said.rows) : refused(path, said.refused);
  } catch (error) {
    return fileFailure(error, path);
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** Null where it was cancelled. */
async function readInThread(path: string, signal: AbortSignal): Promise<ThreadSaid | null> {
  if (signal.aborted) return null;
  const thread = new Worker(builtScript('digikam.js'), {
    workerData: { path },
    execArgv: [],
    ...{ stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: 2000 },
  });
  try {
    return await new Promise<ThreadSaid | null>((settle) => {
      const timer = setTimeout(() => settle({ refused: 'too large' }), PATIENCE);
      thread.once('message', (said: ThreadSaid) => settle(said));
      thread.once('error', () => settle({ refused: 'not a database' }));
      thread.once('exit', () => {
        clearTimeout(timer);
        settle({ refused: 'not a database' });
      });
      signal.addEventListener('abort', () => settle(null), { once: true });
    });
  } finally {
    await thread.terminate();
  }
}

function refused(path: string, why: Refusal): Result<never> {
  const message = {
    'not a database': `${path} is not a database that can be read, or is damaged.`,
    'not digiKam’s': `${path} is not a database of digiKam 5 or later.`,
    'too large': `${path} holds more than Facet reads of a database.`,
  }[why];
  return failed(
    'bad-arguments',
    message,
    'Name the file digikam4.db, which lies where digiKam’s settings say; close digiKam while it is read.',
    path,
  );
}
