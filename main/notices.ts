// The notices of what Facet is made with, as the build gathered them (shells/notices).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, success, type Result } from '../models/failure.ts';
import { packageRoot } from './registry/folders.ts';

/** Where the build writes them, and packages ship them from. */
export const noticesFile = (): string => join(packageRoot(), 'out', 'ThirdPartyNotices.txt');

export async function readNotices(): Promise<Result<{ readonly text: string }>> {
  const path = noticesFile();
  try {
    return success({ text: await readFile(path, 'utf8') });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return failed('not-found', `The notices ${path} were not built.`, 'Run `npm run build`.', path);
  }
}
