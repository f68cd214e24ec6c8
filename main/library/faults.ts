// What the disk answers when it will not, in words for the person whose library it is.
import { failed, type Failure, type Result } from '../../models/failure.ts';

/** An expected failure on its way through code that can only throw; `attempt` turns it into a value again. */
export class Fault extends Error {
  readonly failure: Failure;

  constructor(...[kind, message, advice, path]: Parameters<typeof failed>) {
    super(message);
    this.failure = failed(kind, message, advice, path).failure;
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
/** A file lies where a folder should be. */
export const isNoFolder = (error: unknown): boolean => codeOf(error) === 'ENOTDIR';
export const exists = (error: unknown): boolean => codeOf(error) === 'EEXIST';

/** The failure behind an error of the file system; a bug is thrown again. */
export function diskFailure(error: unknown, library: string): Failure {
  if (error instanceof Fault) return error.failure;
  const path = (error as NodeJS.ErrnoException).path ?? library;
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failed(
        'disk-full',
        `The disk that holds the library ${library} is full.`,
        'Free some space and do it again; what was done before is safe.',
        path,
      ).failure;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return failed(
        'no-permission',
        `${path} may not be read or written.`,
        'Check who owns the library folder and what its permissions are.',
        path,
      ).failure;
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
      return failed(
        'library-missing',
        `${path} is not there any more.`,
        'Check that the disk of the library is connected and that nobody moved the folder.',
        path,
      ).failure;
    case 'EIO':
      return failed(
        'library-corrupt',
        `The disk cannot read or write ${path}.`,
        'Check the disk, then bring the library back from a backup.',
        path,
      ).failure;
    default:
      throw error;
  }
}

/** Runs work on the disk; its expected failures become values. */
export async function attempt<T>(library: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, failure: diskFailure(error, library) };
  }
}
