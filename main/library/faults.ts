// What the disk answers when it will not, in words for the person whose library it is.
import { failed, type Failure, type Result } from '../../models/failure.ts';
import { failureBehind, type Domain, type Words } from '../files/failures.ts';

export { exists, isMissing, isNoFolder } from '../files/failures.ts';

/** An expected failure on its way through code that can only throw; `attempt` turns it into a value again. */
export class Fault extends Error {
  readonly failure: Failure;

  constructor(...[kind, message, advice, path]: Parameters<typeof failed>) {
    super(message);
    this.failure = failed(kind, message, advice, path).failure;
  }
}

const gone: Words = {
  kind: 'library-missing',
  what: 'is not there any more',
  advice: 'Check that the disk of the library is connected and that nobody moved the folder.',
};

const domainOf = (library: string): Domain => ({
  ENOSPC: {
    kind: 'disk-full',
    what: () => `The disk that holds the library ${library} is full.`,
    advice: 'Free some space and do it again; what was done before is safe.',
  },
  EDQUOT: {
    kind: 'disk-full',
    what: () => `Your quota on the disk that holds the library ${library} is used up.`,
    advice:
      'Delete files of yours on that disk or ask for a larger quota, then do it again; what was done before is safe.',
  },
  EROFS: {
    kind: 'no-permission',
    what: () => `The library ${library} is on a disk that can only be read.`,
    advice: 'Mount the disk for writing; people, faces, identify and reports work without that.',
  },
  ENOENT: gone,
  ENOTDIR: gone,
  ENODEV: gone,
  ENXIO: gone,
  ESTALE: gone,
  ENOTCONN: gone,
  EIO: {
    kind: 'library-corrupt',
    what: (path) => `The disk cannot read or write ${path}.`,
    advice: 'Check the disk, then bring the library back from a backup.',
  },
});

/** The failure behind an error of the file system; a bug is thrown again. */
export function diskFailure(error: unknown, library: string): Failure {
  if (error instanceof Fault) return error.failure;
  const path = (error as NodeJS.ErrnoException).path ?? library;
  const failure = failureBehind(error, path, path, domainOf(library));
  if (failure === null) throw error;
  return failure;
}

/** Runs work on the disk; its expected failures become values. */
export async function attempt<T>(library: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, failure: diskFailure(error, library) };
  }
}
