// Which photos are meant by paths that people give: files as they are, folders with everything below them.
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Skipped } from '../../../preload/contract.ts';
import { readingFailure } from '../../images/failures.ts';

export interface PhotoFiles {
  /** In the order of the request, folders by name; no path twice. */
  readonly files: readonly string[];
  /** Paths that are not there, and folders that may not be read. */
  readonly skipped: readonly Skipped[];
}

/**
 * Extensions that count as photos inside of folders, those of formats that cannot be read included: whoever has HEIC
 * photos there must hear of it. A file that is named itself is always taken.
 */
const PHOTO_EXTENSIONS: ReadonlySet<string> = new Set(
  'jpg jpeg jpe jfif png webp gif tif tiff avif heic heif bmp'.split(' ').map((name) => `.${name}`),
);

const isHidden = (name: string): boolean => name.startsWith('.');
export const looksLikePhoto = (name: string): boolean => PHOTO_EXTENSIONS.has(extname(name).toLowerCase());

/** Follows links, into each folder once; passes over hidden files and folders unless they are named themselves. */
export async function findPhotoFiles(paths: readonly string[], signal?: AbortSignal): Promise<PhotoFiles> {
  const files = new Set<string>();
  const skipped: Skipped[] = [];
  const visited = new Set<string>();

  const visit = async (path: string, named: boolean): Promise<void> => {
    if (signal?.aborted === true) return;
    try {
      if ((await stat(path)).isDirectory()) await enter(path);
      else if (named || looksLikePhoto(path)) files.add(path);
    } catch (error) {
      const failure = readingFailure(error, { name: path, path });
      if (failure === null) throw error;
      skipped.push({ path, reason: failure.failure });
    }
  };

  const enter = async (folder: string): Promise<void> => {
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    for (const entry of await entriesOf(folder)) {
      // Spares a look at each of many photos: only folders and links need one.
      if (entry.isFile()) {
        if (looksLikePhoto(entry.name)) files.add(join(folder, entry.name));
      } else if (entry.isDirectory() || entry.isSymbolicLink()) {
        await visit(join(folder, entry.name), false);
      }
    }
  };

  for (const path of paths) await visit(path, true);
  return { files: [...files], skipped };
}

/** What a folder shows to people, by name. */
export async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !isHidden(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
