// Who has a lock, for people to read: the lock itself is the system's. Nothing in it is trusted.
import { randomUUID } from 'node:crypto';
import { readFile, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';

const holderFile = z.object({
  pid: z.number().int().positive(),
  host: z.string().max(300),
  /** Of this start of the machine, where the system says: random, and the same in all its containers. */
  boot: z.string().max(100).nullable(),
  /** Of the processes among which `pid` is counted, where the system has several such spaces. */
  pids: z.string().max(100).nullable(),
  /** When it took the lock: ISO 8601, UTC. */
  opened: z.iso.datetime(),
  token: z.string().max(100),
});
export type Holder = z.infer<typeof holderFile>;

/** More was not written by us. */
const LONGEST = 4096;

export async function myself(): Promise<Holder> {
  return {
    pid: process.pid,
    host: hostname(),
    boot: await readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
      (text) => text.trim(),
      () => null,
    ),
    pids: await stat('/proc/self/ns/pid').then(
      ({ ino }) => String(ino),
      () => null,
    ),
    opened: new Date().toISOString(),
    token: randomUUID(),
  };
}

/** Null where the file is empty, cut short, or anything else than what `writeHolder` wrote. */
export async function readHolder(file: FileHandle): Promise<Holder | null> {
  const bytes = Buffer.alloc(LONGEST);
  const { bytesRead } = await file.read(bytes, 0, LONGEST, 0);
  try {
    return holderFile.parse(JSON.parse(bytes.toString('utf8', 0, bytesRead)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

export async function writeHolder(file: FileHandle, holder: Holder): Promise<void> {
  await file.truncate(0);
  await file.write(Buffer.from(`${JSON.stringify(holder, null, 2)}\n`), 0, null, 0);
}

/** Whether both run on one kernel, which then knows of both whether they hold the lock. */
export const onOneKernel = (a: Holder, b: Holder): boolean =>
  a.boot === null || b.boot === null ? a.host === b.host : a.boot === b.boot;

/** As a part of a sentence: `process 4711 on anna-laptop, since 2026-11-29 22:41`. */
export function describeHolder(holder: Holder | null, me: Holder): string {
  if (holder === null) return 'another process';
  const since = `since ${localTime(holder.opened)}`;
  if (!onOneKernel(holder, me)) return `process ${holder.pid} on ${holder.host}, ${since}`;
  if (holder.pids === me.pids) return `process ${holder.pid}, ${since}`;
  return `process ${holder.pid} of a container on this computer (${holder.host}), ${since}`;
}

/** To the minute. */
function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
