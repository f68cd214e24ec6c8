// What lies below a folder, with nothing that a link leads to: the one owner of walking down a folder of Facet's own making. A
// recursive `readdir` follows links to folders, from Node 22 on also where it answers with types: a link that leads back up goes
// round, one that leads out answers with files of somebody else. Photos of the user's are another matter: photoFiles.ts.
import { readdirSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';

/** Everything below a folder, each folder before what is in it; what it holds is read when the walk gets there. Links are named. */
export function* entriesBelow(folder: string): Generator<Dirent> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    yield entry;
    if (entry.isDirectory()) yield* entriesBelow(join(folder, entry.name));
  }
}

/** The files below a folder, links left out, as paths from there. */
export const filesBelow = (folder: string): string[] =>
  [...entriesBelow(folder)]
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
