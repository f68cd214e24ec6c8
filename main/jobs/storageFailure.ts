// What can be wrong with writing a file outside of the library.
import { failed, type Failure } from '../../models/failure.ts';

/** The failure behind an error of the file system; throws the error where it is a bug. */
export function storageFailure(
  error: unknown,
  path: string,
): { readonly ok: false; readonly failure: Failure } {
  switch ((error as NodeJS.ErrnoException).code ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return failed(
        'disk-full',
        `The disk is full: ${path} was not written.`,
        'Free some space and try again.',
        path,
      );
    case 'ENOENT':
      return failed('not-found', `The folder of ${path} does not exist.`, 'Make it first.', path);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EEXIST':
      return failed(
        'no-permission',
        `${path} may not be read or written.`,
        'Check who owns the folder.',
        path,
      );
    default:
      throw error;
  }
}
