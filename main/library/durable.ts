// Files that are whole or not there: written under a temporary name, synced, then renamed.
import { randomBytes } from 'node:crypto';
import { copyFile, link, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exists } from './faults.ts';

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
  const file = await open(path, 'wx');
  try {
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
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
    await rename(from, to);
  } catch (error) {
    await rm(from, { force: true });
    throw error;
  }
}

/** What disks without hard links (exFAT, some network shares) and other disks answer. */
const CANNOT_LINK: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'EXDEV',
  'ENOTSUP',
  'ENOSYS',
  'EOPNOTSUPP',
  'EMLINK',
]);

/** Gives a file that never changes a second place: a hard link, or a copy where the disk has none. */
export async function linkDurably(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (exists(error)) return;
    if (!CANNOT_LINK.has((error as NodeJS.ErrnoException).code)) throw error;
    const temporary = temporaryFor(to);
    try {
      await copyFile(from, temporary);
      await syncPath(temporary);
      await rename(temporary, to);
    } catch (failure) {
      await rm(temporary, { force: true });
      throw failure;
    }
  }
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
