// One process at a time: for a library, and for the installation of a model.
//
// The lock is the operating system's, on a file that also says who has it. The kernel lets go of it with its process, so a
// file that is left over means nothing, whatever it says and whenever it was written. Two things are left to see to. Some
// network disks keep locks from other machines: there the holder beats (heartbeat.ts). And the file may be deleted, or be
// taken over while its holder sleeps: the holder asks `isHeld` before each change.
import { constants } from 'node:fs';
import { lstat, open, rm, rmdir, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, isMissing } from './failures.ts';
import { isBeating, isOnLocalDisk, startBeating } from './heartbeat.ts';
import { describeHolder, myself, onOneKernel, readHolder, writeHolder, type Holder } from './holder.ts';
import { tryOsLock, type Answer } from './osLock.ts';

export interface Lock {
  /** False once somebody else has it: then nothing may be written any more. */
  isHeld(): Promise<boolean>;
  /** Who has it now, as a part of a sentence. */
  holder(): Promise<string>;
  release(): Promise<void>;
}

/** The lock, or who has it: a part of a sentence, such as `process 4711, since 2026-11-29 22:41`. */
export type Locking = { readonly lock: Lock } | { readonly heldBy: string };

/** What lies in the lock's place and was not made by Facet: it is left alone. */
export class NoLockFile extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} is not a lock`);
    this.path = path;
  }
}

/** Each ends with the lock, with its holder, or with a file that has just gone. */
const ATTEMPTS = 100;
/** Where there is no lock of the system's, the last of those who wrote at once wins: longer than any write takes. */
const SETTLING = 1000;

/**
 * Takes the lock, or says who has it. Waits only where a disk of several machines has a file of one that is gone: some
 * seconds, to see whether it is. Throws `NoLockFile`, and what the file system throws.
 */
export async function takeLock(path: string): Promise<Locking> {
  const me = await myself();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const file = await openLockFile(path);
    let kept = false;
    try {
      const answer = tryOsLock(file);
      if (answer === 'held') return { heldBy: describeHolder(await readHolder(file), me) };
      // It went with its last holder after it was opened.
      if (!(await isAt(path, file))) continue;
      const local = await isOnLocalDisk(dirname(path));
      const left = await readHolder(file);
      if (left !== null && !isGone(left, me, answer, local) && (await isBeating(() => reopen(path)))) {
        return { heldBy: describeHolder(left, me) };
      }
      // A name in several places may be a file of somebody else's, who must not find it written over.
      if ((await file.stat()).nlink > 1) {
        await rm(path, { force: true });
        continue;
      }
      const written = await sign(file, me);
      if (answer === 'unsupported') {
        await sleep(SETTLING);
        const last = await readHolder(file);
        if (last?.token !== me.token || !(await isAt(path, file)))
          return { heldBy: describeHolder(last, me) };
      }
      kept = true;
      const alone = answer === 'granted' && local;
      return { lock: asLock(path, file, me, written, alone ? null : startBeating(file)) };
    } finally {
      if (!kept) await file.close();
    }
  }
  return { heldBy: describeHolder(null, me) };
}

/** Whether the kernel's answer alone shows that whoever left the file is not there any more. */
const isGone = (left: Holder, me: Holder, answer: Answer, local: boolean): boolean =>
  answer === 'granted' && (local || onOneKernel(left, me));

function asLock(
  path: string,
  file: FileHandle,
  me: Holder,
  written: boolean,
  stopBeating: (() => Promise<void>) | null,
): Lock {
  let released = false;
  const isHeld = async (): Promise<boolean> => {
    if (released || !(await isAt(path, file))) return false;
    return !written || (await readHolder(file))?.token === me.token;
  };
  return {
    isHeld,
    async holder() {
      const now = await reopen(path);
      if (now === null) return describeHolder(null, me);
      try {
        const holder = await readHolder(now);
        return describeHolder(holder?.token === me.token ? null : holder, me);
      } finally {
        await now.close();
      }
    },
    async release() {
      if (released) return;
      // While it is still locked: nobody else can have made the file that is erased.
      if (await isHeld().catch(() => false)) await rm(path, { force: true }).catch(() => undefined);
      released = true;
      await stopBeating?.();
      await file.close();
    },
  };
}

/** Not through links, and never a pipe or a device. */
async function openLockFile(path: string): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  for (;;) {
    let file: FileHandle;
    try {
      file = await open(path, (O_RDWR ?? 0) | (O_CREAT ?? 0) | O_NOFOLLOW | O_NONBLOCK, 0o600);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ELOOP' || code === 'ENXIO') throw new NoLockFile(path);
      if (!(await isFolder(path))) throw error;
      await removeFolder(path);
      continue;
    }
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw new NoLockFile(path);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** An empty one: it cannot hold anything of anybody's. */
async function removeFolder(path: string): Promise<void> {
  try {
    await rmdir(path);
  } catch (error) {
    if (!isMissing(error)) throw new NoLockFile(path);
  }
}

/** Opened anew, for reading; null where it is gone, or is not a file any more. */
async function reopen(path: string): Promise<FileHandle | null> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  try {
    return await open(path, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  } catch {
    return null;
  }
}

/** Whether the open file is the one that others find under the name. */
async function isAt(path: string, file: FileHandle): Promise<boolean> {
  const mine = await file.stat({ bigint: true });
  try {
    const there = await lstat(path, { bigint: true });
    return there.ino === mine.ino && there.dev === mine.dev;
  } catch (error) {
    if (isMissing(error) || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** Says who has the lock. On a full disk nobody says: the lock holds all the same. */
async function sign(file: FileHandle, me: Holder): Promise<boolean> {
  try {
    await writeHolder(file, me);
    return true;
  } catch (error) {
    if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error))) return false;
    throw error;
  }
}
