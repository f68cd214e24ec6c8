// What the disk answers when it will not, in words for the person whose library it is.
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { failed, type Failure, type Result } from '../../../models/failure.ts';
import {
  codeOf,
  failureBehind,
  isMissing,
  isNoFolder,
  type Domain,
  type Words,
} from '../../files/failures.ts';

/** An expected failure on its way through code that can only throw; `attempt` turns it into a value again. */
export class Fault extends Error {
  readonly failure: Failure;

  constructor(...[kind, message, advice, path]: Parameters<typeof failed>) {
    super(message);
    this.failure = failed(kind, message, advice, path).failure;
  }

  static of({ kind, message, advice, path }: Failure): Fault {
    return new Fault(kind, message, advice, path);
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

/** A change that has happened for good, though not all of its files could be moved as yet. */
export class Unfinished extends Fault {}

/** The sentence says that nothing is lost by it; a bug is thrown again. */
export function unfinished(error: unknown, path: string, library: string): Unfinished {
  const { kind } = diskFailure(error, library);
  const what =
    kind === 'disk-full'
      ? 'Free some space'
      : `Close the program that holds ${basename(path)}, or check the permissions and attributes of the file`;
  return new Unfinished(
    kind,
    `A change of the library could not be finished: ${path} cannot be replaced (${codeOf(error)}).`,
    `${what}, then go on or open the library again: it finishes the change. Nothing is lost.`,
    path,
  );
}

/** A library that was moved away, or whose disk is gone: what were written there would be half of a second one. */
export async function requireLibrary(facet: string, library: string): Promise<void> {
  try {
    await access(facet);
  } catch (error) {
    if (!isMissing(error) && !isNoFolder(error)) throw error;
    throw new Fault(
      'library-missing',
      `The library's folder ${library} has gone: it was moved, or its disk was disconnected.`,
      'Bring it back, or start Facet again with the folder where it is now. Nothing was written.',
      library,
    );
  }
}
