// Reads a library folder that anybody may have made. Facet writes plain files and folders there and nothing else, so
// nothing else is opened: no link is followed, no pipe or device waited for, and no file read that is larger than Facet's.
//
// Against a folder that is changed by somebody else while Facet works in it, this does not help: see docs/privacy.md.
import { constants } from 'node:fs';
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Fault } from '../disk/faults.ts';
import { isMissing, isNoFolder } from '../../files/failures.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'special';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

interface Types {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

const kindOf = (types: Types): EntryKind =>
  types.isFile() ? 'file' : types.isDirectory() ? 'folder' : types.isSymbolicLink() ? 'link' : 'special';

const words: Readonly<Record<EntryKind, string>> = {
  file: 'a file',
  folder: 'a folder',
  link: 'a link',
  special: 'a pipe, a socket or a device',
};

export const notPlain = (path: string, kind: EntryKind, wanted: 'file' | 'folder'): Fault =>
  new Fault(
    'library-corrupt',
    `${path} is ${words[kind]}, and Facet opens only ${words[wanted]} there.`,
    `Move it elsewhere, or put ${words[wanted]} of its own in its place. Nothing was changed.`,
    path,
  );

export const tooLarge = (path: string, most: number): Fault =>
  new Fault(
    'library-corrupt',
    `${path} is larger than ${Math.floor(most / 1e6)} MB, more than Facet ever writes there.`,
    'Bring it back from a backup, or move it elsewhere. Nothing was changed.',
    path,
  );

/** What lies at a path, itself and not what it links to; null where there is nothing. */
export async function kindAt(path: string): Promise<EntryKind | null> {
  try {
    return kindOf(await lstat(path));
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return null;
    throw error;
  }
}

/** The entries of a folder; none where it is not there. Throws a `Fault` where it is anything but a folder. */
export async function listFolder(path: string): Promise<readonly Entry[]> {
  const kind = await kindAt(path);
  if (kind === null) return [];
  if (kind !== 'folder') throw notPlain(path, kind, 'folder');
  return listRoot(path);
}

/** The same for the library's own folder, which may be reached by a link, and which must be there. */
export async function listRoot(path: string): Promise<readonly Entry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
}

export const tooMany = (path: string, most: number): Fault =>
  new Fault(
    'library-corrupt',
    `${path} holds more than ${most.toLocaleString('en')} entries, more than Facet can keep.`,
    'Move what does not belong to the library elsewhere. Nothing was changed.',
    path,
  );

/** Windows has neither flag: there, only `lstat` stands between a link and its target. */
const PLAIN =
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Opens a file that must be a plain one. Throws a `Fault` where it is not, and what the file system throws, `ENOENT`
 * too. @param flags of open(2), such as `O_RDONLY`
 */
export async function openPlain(path: string, flags: number = constants.O_RDONLY): Promise<FileHandle> {
  if (PLAIN === 0) await refuseSpecial(path);
  let handle: FileHandle;
  try {
    handle = await open(path, flags | PLAIN, 0o600);
  } catch (error) {
    // A link, a socket or a folder answers with one of several errors: what it is says more.
    await refuseSpecial(path);
    throw error;
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  await refuseSpecial(path);
  throw notPlain(path, 'special', 'file');
}

async function refuseSpecial(path: string): Promise<void> {
  const kind = await kindAt(path);
  if (kind !== null && kind !== 'file') throw notPlain(path, kind, 'file');
}

/** What `work` makes of a plain file; null where it is not there. */
export async function withPlain<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T | null> {
  let file: FileHandle;
  try {
    file = await openPlain(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** The whole file; null where it is not there. @param most bytes that it may have */
export const readPlain = (path: string, most: number): Promise<Buffer | null> =>
  withPlain(path, async (file) => {
    if ((await file.stat()).size > most) throw tooLarge(path, most);
    return file.readFile();
  });

/** Throws a `Fault` where a folder on the way from the root to the path, or the path itself, is a link. */
export async function refuseLinks(root: string, path: string): Promise<void> {
  let at = root;
  for (const name of relative(root, path).split(sep)) {
    at = join(at, name);
    const kind = await kindAt(at);
    if (kind === null) return;
    if (kind === 'link' || kind === 'special') throw notPlain(at, kind, at === path ? 'file' : 'folder');
    if (kind === 'file' && at !== path) throw notPlain(at, kind, 'folder');
  }
}
