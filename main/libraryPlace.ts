// Where the library is when nobody says so.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { success, type Result } from '../models/failure.ts';
import { dataFolder } from './registry/folders.ts';
import { fileFailure } from './files/failures.ts';

/** A library folder, and who says so: whoever started Facet, the user in the window, or nobody. */
export interface LibraryPlace {
  readonly folder: string;
  readonly by: 'start' | 'choice' | 'default';
}

/**
 * The folder that is named, or `FACET_LIBRARY`; else the one that was chosen in the window; else `Facet` in the user's
 * pictures folder; else, on machines without one, in the data folder.
 *
 * @throws Error where the choice cannot be read: another library in its place would look like one that was lost
 */
export function libraryPlace(named = process.env['FACET_LIBRARY']): LibraryPlace {
  if (named !== undefined && named !== '') return { folder: named, by: 'start' };
  const chosen = chosenLibrary();
  if (chosen !== null) return { folder: chosen, by: 'choice' };
  const pictures = process.platform === 'linux' ? linuxPictures() : join(homedir(), 'Pictures');
  const folder =
    pictures !== null && existsSync(pictures) ? join(pictures, 'Facet') : join(dataFolder(), 'library');
  return { folder, by: 'default' };
}

const choice = z.object({ version: z.literal(1), folder: z.string().min(1) });

const choiceFile = (): string => join(dataFolder(), 'library.json');

function chosenLibrary(): string | null {
  const file = choiceFile();
  if (!existsSync(file)) return null;
  try {
    return choice.parse(JSON.parse(readFileSync(file, 'utf8'))).folder;
  } catch (cause) {
    throw new Error(`${file} cannot be read: remove it, and choose the library folder again.`, { cause });
  }
}

/** From the next start on, the library is there; with null it is where it is without a choice. */
export async function rememberLibrary(folder: string | null): Promise<Result<void>> {
  const file = choiceFile();
  try {
    if (folder === null) {
      await rm(file, { force: true });
    } else {
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, `${JSON.stringify({ version: 1, folder }, null, 2)}\n`);
    }
    return success(undefined);
  } catch (error) {
    return fileFailure(error, file);
  }
}

/** What the desktop calls the pictures folder, in the user's language (xdg-user-dirs). */
function linuxPictures(): string | null {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  let text: string;
  try {
    text = readFileSync(join(config, 'user-dirs.dirs'), 'utf8');
  } catch {
    return join(homedir(), 'Pictures');
  }
  const stated = /^XDG_PICTURES_DIR="(.+)"$/m.exec(text)?.[1]?.replace(/^\$HOME/, homedir());
  // The desktop states the home folder itself where there is no pictures folder.
  return stated === undefined || stated.replace(/\/+$/, '') === homedir() ? null : stated;
}
