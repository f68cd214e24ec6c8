// The disk of the model in place of the file system, and nobody else beside it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type * as fs from 'node:fs';
// Types alone: what is imported here is imported before the file system is replaced.
import type { FileSystem } from './fileSystem.ts';

export const ROOT = '/library';

let mounted: FileSystem | null = null;

/** What a process that has died left half-done must not go on on the disk that is mounted after it. */
export const runs = new AsyncLocalStorage<FileSystem>();

export function remount(system: FileSystem): void {
  mounted = system;
}

/** In place of `node:fs/promises`. */
export function promisesOfDisk(): object {
  const names = [
    ...['access', 'chmod', 'copyFile', 'link', 'lstat', 'mkdir', 'open', 'readFile', 'readdir', 'rename'],
    ...['rm', 'stat', 'statfs', 'writeFile'],
  ];
  const call =
    (name: string) =>
    (...given: unknown[]) =>
      ((runs.getStore() ?? mounted) as unknown as Record<string, (...given: unknown[]) => unknown>)[name]?.(
        ...given,
      );
  const all = Object.fromEntries(names.map((name) => [name, call(name)]));
  return { ...all, default: all };
}

/** In place of `node:fs`: notes of where photos are are read at once where somebody asks. */
export function filesOfDisk(real: typeof fs): object {
  const readFileSync = (path: string, ...options: [never]) =>
    typeof path === 'string' && path.startsWith(`${ROOT}/`)
      ? mounted?.readNow(path)
      : real.readFileSync(path, ...options);
  return { ...real, readFileSync, default: { ...real, readFileSync } };
}
