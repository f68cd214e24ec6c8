// The operating system's own lock on an open file. The kernel lets go of it when its process ends, however that ends, and
// knows neither names of hosts nor numbers of processes: containers that share a folder exclude each other.
import type { FileHandle } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { codeOf } from './failures.ts';

/** `unsupported`: the file's disk, most likely a network share, has no locks. */
export type Answer = 'granted' | 'held' | 'unsupported';

/** The one function that Facet takes from the package, which comes without types. */
interface Native {
  /** False where another open file has the lock. Throws errors with a `code`, without a number. */
  readonly tryLock: (fd: number, offset: number, length: number) => boolean;
}

// Not called `require`: the bundler puts one of its own into the same scope.
const load = createRequire(import.meta.url);

/** Far behind anything that is written: Windows keeps others from reading what is locked. */
const OFFSET = 2 ** 30;

/** What disks without locks answer. */
const CANNOT_LOCK: ReadonlySet<string> = new Set([
  'ENOLCK',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EINVAL',
  'ENOTTY',
]);

/** Locks the open file for as long as the handle is open; asks once, without waiting. */
export function tryOsLock(file: FileHandle): Answer {
  // Native, and of no use to those who only read: loaded when the first lock is asked for.
  const { tryLock } = load('fs-native-extensions') as Native;
  try {
    return tryLock(file.fd, OFFSET, 1) ? 'granted' : 'held';
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EBUSY') return 'held';
    if (CANNOT_LOCK.has(code)) return 'unsupported';
    throw error;
  }
}
