// What was removed and is kept for another process to take back: a folder on its way out with a note of what is in it. It goes
// after a day, or when anything else is erased.
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, isNoFolder } from '../../files/failures.ts';
import { listFolder } from '../untrusted/plain.ts';
import { isErased, type Layout } from './layout.ts';

/** In such a folder. */
export const noteIn = (folder: string): string => join(folder, 'removed.json');

/** Milliseconds. */
const A_DAY = 86_400_000;

/** Erases all of it, or what is kept under a name. */
export async function forgetKept({ cache }: Layout, only?: string): Promise<void> {
  for (const { name } of await listFolder(cache)) {
    if (!isErased(name) || (only !== undefined && only !== name)) continue;
    const folder = join(cache, name);
    if ((await keptSince(folder)) !== null) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whether a folder on its way out stays for a while yet. */
export async function isKept(folder: string): Promise<boolean> {
  const since = await keptSince(folder);
  return since !== null && Math.abs(Date.now() - since) < A_DAY;
}

async function keptSince(folder: string): Promise<number | null> {
  try {
    return (await lstat(noteIn(folder))).mtimeMs;
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return null;
    throw error;
  }
}
