// Where the library is when nobody says so.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from './registry/folders.ts';

/** `FACET_LIBRARY`; else `Facet` in the user's pictures folder; else, on machines without one, in the data folder. */
export function defaultLibrary(): string {
  const named = process.env['FACET_LIBRARY'];
  if (named !== undefined && named !== '') return named;
  const pictures = process.platform === 'linux' ? linuxPictures() : join(homedir(), 'Pictures');
  return pictures !== null && existsSync(pictures) ? join(pictures, 'Facet') : join(dataFolder(), 'library');
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
