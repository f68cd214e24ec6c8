// Where the photos of digiKam's collections lie now. Its database knows folders by drives, which may be mounted elsewhere than
// they were, be removed, or be another machine's.
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { onDisk } from '../../files/pathBytes.ts';
import type { AlbumRoot, PhotoRow } from './rows.ts';

/** Photos that a folder is tried with. */
const TRIED = 20;

export interface LocatedRoot {
  readonly root: AlbumRoot;
  /** Null where none of its photos was found anywhere. */
  readonly folder: string | null;
}

/**
 * Tries, for each collection: the folders that the user named, where the database says that it is, and the folder of the
 * database, where digiKam puts it at first. A folder is the one in which photos of the collection are.
 *
 * @param named folders that the user named: collections, or folders above them
 */
export async function locateRoots(
  roots: readonly AlbumRoot[],
  photos: readonly PhotoRow[],
  database: string,
  named: readonly string[],
): Promise<readonly LocatedRoot[]> {
  return Promise.all(
    roots.map(async (root): Promise<LocatedRoot> => {
      const samples = spread(photos.filter((photo) => photo.root === root.id));
      const inside = root.specificPath.replace(/^\/+/, '');
      const said = await volumeOf(root.identifier);
      const candidates = [
        ...named.flatMap((folder) => [resolve(folder), join(resolve(folder), inside)]),
        ...(said === null ? [] : [join(said, inside)]),
        dirname(resolve(database)),
      ];
      for (const folder of candidates) {
        for (const photo of samples) if (await isThere(pathIn(folder, photo))) return { root, folder };
      }
      return { root, folder: null };
    }),
  );
}

/** A photo's path in its collection's folder. Names are those of a database that anybody may have made: none leads out of it. */
export function pathIn(folder: string, { folder: album, name }: PhotoRow): string {
  const parts = `${album}/${name}`
    .split(process.platform === 'win32' ? /[/\\]/ : '/')
    .filter((part) => part !== '');
  return parts.some((part) => part === '..' || part.includes('\0')) ? folder : join(folder, ...parts);
}

const spread = (photos: readonly PhotoRow[]): readonly PhotoRow[] =>
  photos.filter((_, at) => at % Math.ceil(photos.length / TRIED) === 0);

async function isThere(path: string): Promise<boolean> {
  return stat(onDisk(path)).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Where the volume of an identifier is mounted; null where that cannot be told here. */
async function volumeOf(identifier: string): Promise<string | null> {
  const [, query = ''] = /^(?:volumeid|networkshareid):\?(.*)$/s.exec(identifier) ?? [];
  const said = new URLSearchParams(query.replaceAll('+', '%2B'));
  const path = said.get('path') ?? said.get('mountpath');
  if (path !== null) return path;
  const uuid = said.get('uuid');
  return uuid === null ? null : mountOf(uuid);
}

/** On Linux; elsewhere the user names the folder. */
async function mountOf(uuid: string): Promise<string | null> {
  if (!/^[\w-]{1,64}$/.test(uuid)) return null;
  for (const spelled of [uuid, uuid.toUpperCase()]) {
    try {
      const device = await realpath(`/dev/disk/by-uuid/${spelled}`);
      const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
      const [, folder] = mounts.find(([mounted]) => mounted === device) ?? [];
      if (folder !== undefined)
        return folder.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    } catch {
      // Another system, or a drive that is not connected.
    }
  }
  return null;
}
