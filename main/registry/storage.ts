// What the file system answers when it will not: the failures that a person can do something about.
import { statfs } from 'node:fs/promises';
import { failed, type Result } from '../../models/failure.ts';

/** The expected failure behind a file system error; anything else is a bug and is thrown again. */
export function storageFailure(error: unknown, path: string): Result<never> {
  const code: string = (error as NodeJS.ErrnoException).code ?? '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failed(
        'disk-full',
        `The disk is full: ${path} could not be written.`,
        'Free some space and try again.',
        path,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return failed(
        'no-permission',
        `${path} may not be read or written.`,
        'Check who owns the folder.',
        path,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return failed('not-found', `There is no ${path}.`, 'Check the path.', path);
    case 'EEXIST':
      return failed('bad-arguments', `${path} is a file, not a folder.`, 'Name a folder.', path);
    case 'EISDIR':
      return failed('bad-arguments', `${path} is a folder, not a file.`, 'Name a file.', path);
    default:
      throw error;
  }
}

/** Fails early where `bytes` more will not fit on the disk of `folder`. */
export async function checkSpace(folder: string, bytes: number): Promise<Result<never> | null> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return null;
  const [needed, left] = [bytes, free].map((count) => `${Math.ceil(count / 1e6)} MB`);
  return failed(
    'disk-full',
    `${needed} are needed in ${folder}, and ${left} are free.`,
    'Free some space and try again.',
    folder,
  );
}
