// Builds Facet unless what is built is newer than its sources: before `npm start`, `npm run bench` and the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { takeLock } from '../../files/lock.ts';

const root = resolve(import.meta.dirname, '../../..');
const path = (name: string): string => join(root, name);

const bundles = [
  'out/main/cli.js',
  'out/main/engine.js',
  'out/main/worker.js',
  'out/main/decoder.js',
  'out/ThirdPartyNotices.txt',
];
/** Made by the build too, but left alone when it is up to date. */
const starter = 'models/starter';
const sources = [
  'docs',
  'main',
  'models',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** Milliseconds since 1970 at which the newest source file was written. */
function newest(name: string): number {
  const stats = statSync(path(name));
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path(name)).map((entry) => join(name, entry));
  return Math.max(0, ...inside.filter((entry) => entry !== starter).map(newest));
}

export function isStale(): boolean {
  if (![...bundles, starter].every((name) => existsSync(path(name)))) return true;
  const ready = Math.min(...bundles.map((name) => statSync(path(name)).mtimeMs));
  return sources.some((name) => existsSync(path(name)) && newest(name) > ready);
}

/** Runs `work` when no other process builds. Two at a time must not write the same files. */
export async function buildingAlone(work: () => void): Promise<void> {
  mkdirSync(path('out'), { recursive: true });
  for (;;) {
    const locking = await takeLock(path('out/build.lock'));
    if ('heldBy' in locking) {
      await setTimeout(300);
      continue;
    }
    try {
      work();
    } finally {
      await locking.lock.release();
    }
    return;
  }
}

/** Builds where that is needed, and says nothing but that it does. Throws what the build printed where it failed. */
export function buildIfStale(): void {
  if (!isStale()) return;
  console.error(existsSync(path('out/main/cli.js')) ? 'Building what changed …' : 'Building Facet, once …');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm run build failed:\n${stdout}${stderr}`);
}

if (process.argv[1] === import.meta.filename && isStale()) await buildingAlone(buildIfStale);
