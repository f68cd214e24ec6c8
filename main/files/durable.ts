// Files that are whole or not there: written under a temporary name, synced, then renamed.
import { randomBytes } from 'node:crypto';
import { copyFile, link, lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, exists, isMissing } from './failures.ts';
import { onDisk } from './pathBytes.ts';

/** A complete, synced file under its temporary name, and the name that it is to have. */
export interface Staged {
  readonly from: string;
  readonly to: string;
}

export type Content = string | Uint8Array | AsyncIterable<Uint8Array>;

const TEMPORARY = /^\..+\.[0-9a-f]{12}\.tmp$/;
export const isTemporary = (name: string): boolean => TEMPORARY.test(name);

export const temporaryFor = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);

/** Writes a new file and syncs it. Leaves nothing where it fails. */
export async function writeSynced(path: string, content: Content): Promise<void> {
  const file = await open(onDisk(path), 'wx');
  try {
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(onDisk(path), { force: true });
    throw error;
  }
}

/** Writes the file beside the place that it is meant for. */
export async function stage(to: string, content: Content): Promise<Staged> {
  const from = temporaryFor(to);
  await writeSynced(from, content);
  return { from, to };
}

/** The whole of it for one file. The folder is synced by the caller, once for all the files in it. */
export async function writeDurably(path: string, content: Content): Promise<void> {
  const { from, to } = await stage(path, content);
  try {
    await renamePatiently(from, to);
  } catch (error) {
    await rm(onDisk(from), { force: true });
    throw error;
  }
}

/** What a disk answers while somebody else has the file: on Windows every virus scanner holds what was just written. */
const HELD: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Milliseconds before each further attempt: a scanner is done by then, and a person still waits. */
const PAUSES = [10, 40, 160, 640];

/** Renames, again and again while somebody holds the file. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await rename(onDisk(from), onDisk(to));
    } catch (error) {
      if (!HELD.has(codeOf(error))) throw error;
    }
    await sleep(pause);
  }
  await rename(onDisk(from), onDisk(to));
}

/** Whether there is anything of this name; also where the disk does not say that there is not. */
export async function mayExist(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return !isMissing(error);
  }
}

/** What disks without hard links (exFAT, some network shares) and other disks answer. */
const CANNOT_LINK: ReadonlySet<string> = new Set([
  'EPERM',
  'EXDEV',
  'ENOTSUP',
  'ENOSYS',
  'EOPNOTSUPP',
  'EMLINK',
]);

/** False where the disk has no hard links. Throws `EEXIST` where there is something of this name. */
export async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (CANNOT_LINK.has(codeOf(error))) return false;
    throw error;
  }
}

/**
 * Gives a file that never changes a second place: a hard link, or a copy where the disk has none. What lies there under
 * this name gives way, unless it is the same file: it may be damaged.
 */
export async function linkDurably(from: string, to: string): Promise<void> {
  try {
    if (await tryLink(from, to)) return;
  } catch (error) {
    if (!exists(error)) throw error;
    if (await isSameFile(from, to)) return;
  }
  const temporary = temporaryFor(to);
  try {
    if (!(await tryLink(from, temporary))) {
      await copyFile(from, temporary);
      await syncPath(temporary);
    }
    await renamePatiently(temporary, to);
  } catch (failure) {
    await rm(temporary, { force: true });
    throw failure;
  }
}

/** The same for a file that may have been lost: then it is missing in both places, which is said when it is opened. */
export async function linkIfThere(from: string, to: string): Promise<void> {
  try {
    await linkDurably(from, to);
  } catch (error) {
    if (!isMissing(error) || (await mayExist(from))) throw error;
  }
}

export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([lstat(a, { bigint: true }), lstat(b, { bigint: true })]);
  return one.ino === other.ino && one.dev === other.dev;
}

/** Makes the names in a folder as safe as the files: without it, a power cut can undo a rename. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and needs no such thing on NTFS.
  if (process.platform !== 'win32') await syncPath(path);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
