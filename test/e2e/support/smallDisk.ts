// A disk that is soon full: a small file system of its own, where this machine lets us make one.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { TestContext } from 'vitest';

const mounted = new Set<string>();
process.once('exit', () => mounted.forEach(unmountDisk));

/** Mounts an empty disk of that many bytes; skips the running test, with the reason, where that is not allowed. */
export function mountDisk(context: TestContext, folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0)
    context.skip(`needs leave to mount a small disk (root on Linux): ${error?.message ?? stderr.trim()}`);
  mounted.add(folder);
}

/** Gives the disk more room, as when somebody clears it up. */
export function growDisk(folder: string, bytes: number): void {
  const { status, stderr } = spawnSync('mount', ['-o', `remount,size=${bytes}`, folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the disk cannot grow: ${stderr}`);
}

export function unmountDisk(folder: string): void {
  // Lazily: a process that ends may still hold it.
  spawnSync('umount', ['-l', folder]);
  mounted.delete(folder);
}
