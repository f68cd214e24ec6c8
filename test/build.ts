// Builds the application before the tests that start its processes, unless what is built is newer than the sources.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '..');
const bundles = ['out/main/cli.js', 'out/main/engine.js'];
/** Made by the build too, but left alone when it is up to date. */
const starter = 'models/starter';
const sources = ['main', 'models', 'preload', 'renderer', 'electron.vite.config.ts', 'package.json'];

const path = (name: string) => join(root, name);

/** Milliseconds since 1970 at which the newest source file was written. */
function newest(name: string): number {
  const stats = statSync(path(name));
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path(name)).map((entry) => join(name, entry));
  return Math.max(0, ...inside.filter((entry) => entry !== starter).map(newest));
}

function isStale(): boolean {
  if (![...bundles, starter].every((name) => existsSync(path(name)))) return true;
  const ready = Math.min(...bundles.map((name) => statSync(path(name)).mtimeMs));
  return sources.some((name) => existsSync(path(name)) && newest(name) > ready);
}

/** Two test runs at a time must not write the same files. */
async function alone(work: () => void): Promise<void> {
  const lock = path('out/build.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // A run that was killed leaves its lock behind.
      if (waited >= 120) rmSync(lock, { force: true });
      else await setTimeout(500);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

export default async function setup(): Promise<void> {
  if (!isStale()) return;
  await alone(() => {
    if (!isStale()) return;
    const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error('npm run build failed');
  });
}
