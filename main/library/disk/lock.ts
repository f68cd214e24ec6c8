// The lock of a library, in words for the person whose library it is.
import { NoLockFile, takeLock, type Lock } from '../../files/lock.ts';
import { Fault } from './faults.ts';

/** A library that is this process's own, until it is released or another process takes it over. */
export interface Owned {
  /** Throws a `library-locked` fault where somebody else has it by now. To be called before anything is written. */
  readonly check: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** Locks, or throws a `library-locked` fault that says who has the library. */
export async function lockLibrary(path: string): Promise<Owned> {
  const answer = await takeLock(path).catch((error: unknown) => {
    throw error instanceof NoLockFile ? notALock(error.path) : error;
  });
  if ('heldBy' in answer) {
    throw new Fault(
      'library-locked',
      `The library is open in another Facet: ${answer.heldBy}.`,
      'Close that one first, or wait until it is done; people, faces and identify work meanwhile.',
      path,
    );
  }
  const { lock } = answer;
  return {
    check: async () => {
      if (!(await lock.isHeld())) throw await takenOver(path, lock);
    },
    release: () => lock.release(),
  };
}

const notALock = (path: string): Fault =>
  new Fault(
    'library-locked',
    `${path} is not a file that Facet made: it is a link, a pipe, or a folder with files in it.`,
    'Move it elsewhere, then open the library again.',
    path,
  );

const takenOver = async (path: string, lock: Lock): Promise<Fault> =>
  new Fault(
    'library-locked',
    `The library was taken over by another Facet, ${await lock.holder()}: this change was not written.`,
    'Close this Facet, wait until the other one is done, then do it again.',
    path,
  );
