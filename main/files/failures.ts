// What the file system answers when it will not, in words: one table for every folder that Facet reads or writes.
import { constants } from 'node:os';
import type { Failure, FailureKind } from '../../models/failure.ts';

/** Numbers of errors to their names, as this system counts them. */
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno).map(([name, number]) => [number, name]),
);

/**
 * The name of a file system's error, such as `ENOSPC`; empty where it is none. Node has no name for some of them and
 * writes `Unknown system error -122` in its place: their number tells.
 */
export function codeOf(error: unknown): string {
  const { code, errno } = error as { readonly code?: unknown; readonly errno?: unknown };
  if (typeof code === 'string' && !code.startsWith('Unknown system error')) return code;
  return (typeof errno === 'number' ? NAMES.get(Math.abs(errno)) : undefined) ?? '';
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
/** A file lies where a folder should be. */
export const isNoFolder = (error: unknown): boolean => codeOf(error) === 'ENOTDIR';
export const exists = (error: unknown): boolean => codeOf(error) === 'EEXIST';

/** What to say of one error: the sentence goes on after the name of the file, or is whole where it is a function. */
export interface Words {
  readonly kind: FailureKind;
  readonly what: string | ((name: string) => string);
  readonly advice: string;
}

const words = (kind: FailureKind, what: Words['what'], advice: string): Words => ({ kind, what, advice });

const denied = words(
  'no-permission',
  'may not be read or written',
  'Check who owns its folder and what the permissions are.',
);
const away = words(
  'not-found',
  'is on a disk or a network drive that is not connected any more',
  'Connect it again, then try again.',
);
const inUse = words(
  'busy',
  'is in use by another program',
  'Close that program (it may be a virus scanner or a backup), then try again.',
);

/** For every folder; who knows better says so in words of their own. */
const WORDS: Readonly<Record<string, Words>> = {
  ENOSPC: words(
    'disk-full',
    'could not be written: its disk is full',
    'Free some space on that disk, then try again.',
  ),
  EDQUOT: words(
    'disk-full',
    'could not be written: your quota on its disk is used up',
    'Delete files of yours on that disk or ask for a larger quota, then try again.',
  ),
  EFBIG: words(
    'disk-full',
    'could not be written: it is larger than its disk allows a file to be',
    'Use a disk with another file system, or raise the limit on file sizes (ulimit -f).',
  ),
  EACCES: denied,
  EPERM: denied,
  EROFS: words(
    'no-permission',
    'could not be written: its disk can only be read',
    'Mount the disk for writing, or choose a folder on another disk.',
  ),
  EBUSY: inUse,
  ETXTBSY: inUse,
  EMFILE: words(
    'busy',
    'could not be opened: Facet has as many files open as it may',
    'Try again; if it happens again, raise the limit on open files (ulimit -n).',
  ),
  ENFILE: words(
    'busy',
    'could not be opened: this computer has as many files open as it can',
    'Close other programs, then try again.',
  ),
  ENAMETOOLONG: words(
    'bad-arguments',
    'has a longer name or path than its disk allows',
    'Use a shorter name, or a folder with a shorter path.',
  ),
  ELOOP: words(
    'bad-arguments',
    'is or goes through a symbolic link that cannot be followed',
    'Name the file or folder that the link is meant to lead to.',
  ),
  ENOENT: words('not-found', 'does not exist', 'Check the path.'),
  ENOTDIR: words(
    'not-found',
    'does not exist: a part of its path is a file, not a folder',
    'Check the path.',
  ),
  EISDIR: words('bad-arguments', 'is a folder, not a file', 'Name a file.'),
  EEXIST: words('bad-arguments', 'is there already', 'Choose another name, or remove it first.'),
  ENOTEMPTY: words('bad-arguments', 'is a folder with other files in it', 'Choose another folder.'),
  EIO: words(
    'disk-failed',
    'could not be read or written: its disk reports an error',
    'Check the disk, and copy what is on it to another one.',
  ),
  ENODEV: away,
  ENXIO: away,
  ESTALE: away,
  ENOTCONN: away,
  EHOSTDOWN: away,
  EHOSTUNREACH: away,
  ETIMEDOUT: away,
  ENOMEM: words(
    'out-of-memory',
    'could not be read or written: there is not enough free memory',
    'Close other programs, then try again.',
  ),
};

/** What a folder says of errors that mean more there than elsewhere, by their names. */
export type Domain = Readonly<Partial<Record<string, Words>>>;

/** For files that are written into a folder that somebody named: it is the folder that is not there. */
export const INTO_FOLDER: Domain = {
  ENOENT: words('not-found', (path) => `The folder of ${path} does not exist.`, 'Make it first.'),
};

/**
 * The failure behind an error of the file system; null where the error is a bug.
 *
 * @param name what the file is called in the sentence: its path where there is nothing better
 */
export function failureBehind(
  error: unknown,
  name: string,
  path: string | undefined = name,
  domain: Domain = {},
): Failure | null {
  const code = codeOf(error);
  const table = [domain, WORDS].find((words) => Object.hasOwn(words, code));
  const found = table?.[code];
  if (found === undefined) return null;
  const { kind, what, advice } = found;
  const message = typeof what === 'string' ? `${name} ${what}.` : what(name);
  return path === undefined ? { kind, message, advice } : { kind, message, advice, path };
}

/** The same as the result of what failed; throws the error where it is a bug. */
export function fileFailure(
  error: unknown,
  path: string,
  domain?: Domain,
): { readonly ok: false; readonly failure: Failure } {
  const failure = failureBehind(error, path, path, domain);
  if (failure === null) throw error;
  return { ok: false, failure };
}
