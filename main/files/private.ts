// Whatever Facet makes is for its owner's eyes only, on systems that know users by permissions.
//
// [Note: private files] A mask on the whole process closes every file that is made from then on, whoever makes it: this code, a
// library of ours, ONNX Runtime or Chromium. A mode at each call would be forgotten at the next one. What the user asks for at a
// place of their own (exports of models, reports, annotated copies) gets the user's mask back when it is finished.
import { chmodSync, lstatSync, type Stats } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { entriesBelow } from './below.ts';
import { codeOf } from './failures.ts';

const OWNER_ONLY = 0o077;

let usersMask: number | null = null;

/** From here on nobody else gets at what this process makes. To be called before it makes anything. */
export function keepPrivate(): void {
  const before = process.umask(OWNER_ONLY);
  if (before !== OWNER_ONLY) usersMask = before;
}

/** Starts a program that is not Facet's, or that asks for its own privacy: it makes files as the user wants them. */
export function asTheUser<T>(work: () => T): T {
  if (usersMask === null) return work();
  process.umask(usersMask);
  try {
    return work();
  } finally {
    process.umask(OWNER_ONLY);
  }
}

/** Gives a finished file or folder, which the user asked for, the permissions that the user's own files get. */
export function handOver(path: string): void {
  const mask = usersMask ?? process.umask();
  walk(path, (found, stats) => chmod(found, (stats.isDirectory() ? 0o777 : 0o666) & ~mask));
}

/**
 * Closes what an earlier version, a copy or a careless tool left open. Only what is named is touched, and what is in it: a
 * folder that is closed already keeps everybody from what is in it. Links are not followed.
 */
export function tighten(paths: Iterable<string>): void {
  for (const path of paths) {
    const stats = statOf(path);
    if (stats === null || !isOpen(stats)) continue;
    chmod(path, stats.mode & 0o700);
    // A disk without permissions is as open as before: there is nothing to be done inside either.
    const now = statOf(path);
    if (now === null || isOpen(now)) continue;
    walk(path, (found, inside) => {
      if (isOpen(inside)) chmod(found, inside.mode & 0o700);
    });
  }
}

/** Who else gets at a folder, in a sentence each: by the folder itself, and by those above it. */
export function exposures(folder: string): string[] {
  const own = statOf(folder);
  if (process.platform === 'win32' || own === null) return [];
  const found: string[] = [];
  const advice = `Close it: chmod 700 '${folder}'`;
  if ((own.mode & 0o022) !== 0) {
    found.push(`Other users of this machine can change what is in ${folder}. ${advice}`);
  } else if ((own.mode & 0o055) !== 0) {
    found.push(`Other users of this machine can list what is in ${folder}. ${advice}`);
  }
  for (let above = dirname(folder); ; above = dirname(above)) {
    const stats = statOf(above);
    const sticky = stats !== null && (stats.mode & 0o1000) !== 0;
    if (stats !== null && (stats.mode & 0o022) !== 0 && !sticky) {
      const closing = `Close it: chmod go-w '${above}'`;
      found.push(
        `Other users of this machine can take ${folder} away or put another in its place, as ${above} is open to them. ${closing}`,
      );
    }
    if (above === parse(above).root) return found;
  }
}

const isOpen = ({ mode }: Stats): boolean => (mode & OWNER_ONLY) !== 0;

/** Null where it is not there, or is a link. */
function statOf(path: string): Stats | null {
  try {
    const stats = lstatSync(path);
    return stats.isSymbolicLink() ? null : stats;
  } catch {
    return null;
  }
}

function walk(path: string, act: (path: string, stats: Stats) => void): void {
  const stats = statOf(path);
  if (stats === null) return;
  act(path, stats);
  if (!stats.isDirectory()) return;
  for (const { parentPath, name } of entriesBelow(path)) {
    const inside = join(parentPath, name);
    const found = statOf(inside);
    if (found !== null) act(inside, found);
  }
}

/** Disks without permissions, disks that are read-only and files of others stay as they are: `exposures` tells. */
function chmod(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EROFS', 'ENOTSUP', 'ENOSYS', 'ENOENT'].includes(codeOf(error))) throw error;
  }
}
