// Hears of changes below a folder. What changed is for the caller to find out: this only says that something did.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { watch } from 'chokidar';

export interface FolderWatch {
  close(): Promise<void>;
}

interface WatchOptions {
  /** Called often: for each file and folder that comes, changes or goes. */
  readonly onChange: () => void;
  /** Where the system cannot watch: changes are then found by looking again. */
  readonly onError: () => void;
  /** Whether what is below a folder matters. */
  readonly isClosed: (folder: string) => boolean;
}

/** Resolves once changes are heard. What is hidden, and what lies in closed folders, is not watched. */
export async function watchFolder(
  folder: string,
  { onChange, onError, isClosed }: WatchOptions,
): Promise<FolderWatch> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      path !== folder &&
      (basename(path).startsWith('.') || (stats?.isDirectory() === true && isClosed(path))),
  });
  await new Promise<void>((settle) => {
    watcher.once('ready', settle);
    watcher.on('error', () => {
      onError();
      settle();
    });
  });
  watcher.on('all', onChange);
  return { close: () => watcher.close() };
}

/** Whether a file of this name lies in the folder. */
export const holds = (folder: string, name: string): boolean => existsSync(join(folder, name));
