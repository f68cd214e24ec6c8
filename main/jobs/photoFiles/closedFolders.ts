// Folders that lie among photos and hold none of the user's: what they contain are copies, previews and rubbish.
import { basename, extname } from 'node:path';
import type { Entry } from '../../files/pathBytes.ts';

/** Why a folder is not entered, even where it is named itself: its crops would come in as photos. */
export const LIBRARY = 'a library of Facet';

const RUBBISH = 'deleted files';
const PREVIEWS = 'previews';

/** By name in lower case. */
const CLOSED: ReadonlyMap<string, string> = new Map([
  ['@eadir', PREVIEWS],
  ['#snapshot', 'copies of a file server'],
  ['#recycle', RUBBISH],
  ['@recycle', RUBBISH],
  ['$recycle.bin', RUBBISH],
  ['recycler', RUBBISH],
  ['lost+found', 'what a file system check found'],
  ['system volume information', "the system's own data"],
  ['.thumbnails', PREVIEWS],
  ['thumbnails', PREVIEWS],
  ['ipod photo cache', PREVIEWS],
]);

/** Null where the folder is entered. */
export function whyNotEntered(folder: string, entries: readonly Entry[]): string | null {
  if (entries.some((entry) => entry.name === 'facet.json' && entry.isFile())) return LIBRARY;
  const name = basename(folder).toLowerCase();
  return CLOSED.get(name) ?? (extname(name) === '.lrdata' ? PREVIEWS : null);
}

/** Libraries of Apple's applications: one folder in them holds the photos, under the names of their versions. */
const APPLE: ReadonlySet<string> = new Set([
  '.photoslibrary',
  '.photolibrary',
  '.aplibrary',
  '.migratedphotolibrary',
]);
const ORIGINALS: ReadonlySet<string> = new Set(['originals', 'masters']);

/** Whether an entry of the folder is looked at: of Apple's libraries, the originals alone. */
export const isEntered = (folder: string, { name }: Entry): boolean =>
  !APPLE.has(extname(folder).toLowerCase()) || ORIGINALS.has(name.toLowerCase());
