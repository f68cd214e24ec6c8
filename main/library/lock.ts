// One process owns a library: a file that names it. The lock of a process that is gone is taken over.
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { temporaryFor } from './durable.ts';
import { exists, Fault, isMissing } from './faults.ts';
import { formatJson } from './jsonFile.ts';

const holderFile = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** When the process started, as its system counts; null where the system does not say. */
  started: z.string().nullable(),
  /** When it opened the library: ISO 8601, UTC. */
  opened: z.string(),
  token: z.string(),
});
type Holder = z.infer<typeof holderFile>;

export interface Lock {
  release(): Promise<void>;
}

/** A takeover lasts milliseconds; one that is older was interrupted. */
const LONGEST_TAKEOVER = 5000;
const ATTEMPTS = 50;

/** Locks, or throws a `library-locked` fault that names the process that has it. */
export async function lock(path: string): Promise<Lock> {
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    started: await startOf(process.pid),
    opened: new Date().toISOString(),
    token: randomUUID(),
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await create(path, mine)) return { release: () => release(path, mine) };
    const holder = await read(path);
    if (holder !== null && (await isAlive(holder))) throw locked(path, holder);
    await takeOver(path, holder);
  }
  throw locked(path, await read(path));
}

function locked(path: string, holder: Holder | null): Fault {
  if (holder === null) {
    return new Fault('library-locked', `${path} is held by another process.`, 'Try again in a moment.', path);
  }
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return new Fault(
    'library-locked',
    `The library is open in another Facet: process ${holder.pid}${where}, since ${holder.opened}.`,
    where === ''
      ? 'Close that one first, or wait until it is done.'
      : `Close that one first; if it is certainly gone, delete ${path}.`,
    path,
  );
}

/** Creates the file with all of its content, or not at all; false where there is one. */
async function create(path: string, holder: Holder): Promise<boolean> {
  const temporary = temporaryFor(path);
  try {
    await writeFile(temporary, formatJson(holder), { flag: 'wx' });
    await link(temporary, path);
    return true;
  } catch (error) {
    if (exists(error)) return false;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    return await createInPlace(path, holder);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** For disks without hard links: a reader may see the file empty for a moment. */
async function createInPlace(path: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(path, formatJson(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if (exists(error)) return false;
    throw error;
  }
}

async function read(path: string): Promise<Holder | null> {
  try {
    return holderFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Whether the holder may still run. Nothing can be known of a process on another machine. */
async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // Another process may have been given the same number since.
  return (await startOf(holder.pid)) === holder.started;
}

/** Start of a process in clock ticks since boot (Linux; proc(5), field 22 of stat), else null. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in brackets, may hold spaces and brackets.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/**
 * Removes a lock whose holder is gone. Two processes may find the same dead lock: only the one that makes the takeover
 * file may remove it, and only if it is still the one that it saw, lest it remove the other's new lock.
 */
async function takeOver(path: string, seen: Holder | null): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await createGuard(guard))) {
    await sleep(20);
    return;
  }
  try {
    const now = await read(path);
    if (now === null ? await isOld(path) : now.token === seen?.token) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
  if (seen === null) await sleep(20);
}

async function createGuard(guard: string): Promise<boolean> {
  try {
    await writeFile(guard, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (!exists(error)) throw error;
    if (await isOld(guard)) await rm(guard, { force: true });
    return false;
  }
}

async function isOld(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > LONGEST_TAKEOVER;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function release(path: string, mine: Holder): Promise<void> {
  const holder = await read(path).catch(() => null);
  if (holder?.token === mine.token) await rm(path, { force: true });
}
