// Puts a model together beside the others and moves it into place in one step, so that no half model is ever seen.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, success, type Result } from '../../models/failure.ts';
import type { ModelFile, ModelManifest } from '../../models/manifest.ts';
import { NoLockFile, takeLock, type Locking } from '../files/lock.ts';
import { userModels } from './folders.ts';
import { formatManifest, manifestFile } from './manifest.ts';
import { codeOf, fileFailure, isMissing } from '../files/failures.ts';

/** Work in progress lies in a folder whose name is no model id. */
const incoming = (): string => join(userModels(), '.incoming');

export interface Installation {
  /** Where the files go. What is in it survives a failure, for the next attempt to go on from. */
  readonly folder: string;
  /** Writes the manifest and makes the model visible, in place of an older one of the same id. */
  commit(manifest: ModelManifest): Promise<void>;
  /** Throws away what is there. */
  discard(): Promise<void>;
}

/** Where an older model of the same id waits while the new one takes its place. */
const setAside = (id: string): string => join(incoming(), `${id}.old`);

/** Models that were set aside when a process died in the middle of replacing them, or are being replaced right now. */
export async function setAsideIds(): Promise<readonly string[]> {
  const names = await readdir(incoming()).catch(() => []);
  return names.flatMap((name) => /^(.+)\.old$/.exec(name)?.[1] ?? []);
}

/** Puts a model that was set aside back where nothing took its place. Whether it did: not while it is being replaced. */
export async function putBack(id: string): Promise<boolean> {
  if (!existsSync(setAside(id))) return false;
  const put = await install(id, () => Promise.resolve(success(true)));
  return put.ok;
}

/** Runs `work` on the one installation of `id` that may be under way; a second process is told to wait. */
export async function install<T>(
  id: string,
  work: (installation: Installation) => Promise<Result<T>>,
): Promise<Result<T>> {
  const folder = join(incoming(), id);
  const path = join(incoming(), `${id}.lock`);
  let locking: Locking;
  try {
    await mkdir(folder, { recursive: true });
    locking = await takeLock(path);
  } catch (error) {
    if (!(error instanceof NoLockFile)) return fileFailure(error, folder);
    return failed(
      'busy',
      `${path} is not a file that Facet made.`,
      'Move it elsewhere, then try again.',
      path,
    );
  }
  if ('heldBy' in locking) {
    const what = `${id} is being installed right now, by ${locking.heldBy}.`;
    return failed('busy', what, 'Wait for it to end.', path);
  }
  const { lock } = locking;
  try {
    const target = join(userModels(), id);
    if (existsSync(setAside(id)) && !existsSync(target)) await rename(setAside(id), target);
    return await work({
      folder,
      commit: async (manifest) => {
        if (!(await lock.isHeld())) throw new TakenOver(await lock.holder());
        await writeSynced(join(folder, manifestFile), formatManifest(manifest));
        const old = setAside(id);
        await rm(old, { recursive: true, force: true });
        await rename(target, old).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
        await rename(folder, target);
        await rm(old, { recursive: true, force: true });
      },
      discard: () => rm(folder, { recursive: true, force: true }),
    });
  } catch (error) {
    if (!(error instanceof TakenOver)) throw error;
    const what = `The installation of ${id} was taken over, by ${error.message}.`;
    return failed('busy', what, 'Wait for it to end.', path);
  } finally {
    await lock.release();
  }
}

/** While this process slept, another one went on with the installation. */
class TakenOver extends Error {}

/** Takes a model away again. */
export const uninstall = (id: string): Promise<void> =>
  rm(join(userModels(), id), { recursive: true, force: true });

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Copies a file in pieces and says what it was. Rejects with the signal's reason where that is aborted. */
export async function copyIn(
  source: string,
  folder: string,
  name: string,
  options: { readonly signal: AbortSignal; readonly onBytes?: (bytes: number) => void },
): Promise<Result<ModelFile>> {
  const target = join(folder, name);
  try {
    const hash = createHash('sha256');
    const handle = await open(target, 'w');
    let bytes = 0;
    try {
      for await (const piece of createReadStream(source, { highWaterMark: 1 << 20 })) {
        options.signal.throwIfAborted();
        hash.update(piece as Buffer);
        await handle.writeFile(piece as Buffer);
        bytes += (piece as Buffer).byteLength;
        options.onBytes?.(bytes);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return success({ name, bytes, sha256: hash.digest('hex') });
  } catch (error) {
    options.signal.throwIfAborted();
    // A disk that is full is the one that is written to.
    const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error));
    return fileFailure(error, full ? target : ((error as NodeJS.ErrnoException).path ?? source));
  }
}
