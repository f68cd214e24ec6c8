// Fetches npm's Electron for `npm start`, as its package does it, where the machine can reach the place it comes from.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { npmElectron, type FoundElectron } from '../../electronRuntime.ts';

/** Milliseconds in which the place must answer: a machine without a way there should not wait long for its window. */
const PATIENCE = 3000;

/** Null where it cannot be had, or the fetching failed and said why. */
export async function fetchElectron(): Promise<FoundElectron | null> {
  const install = installer();
  if (install === null) return null;
  const place =
    process.env['npm_config_electron_mirror'] ?? process.env['ELECTRON_MIRROR'] ?? 'https://github.com/';
  try {
    await fetch(place, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return null;
  }
  console.log(`Fetching Electron from ${place}, about 120 MB, once.`);
  const { status } = spawnSync(process.execPath, [install], { stdio: 'inherit' });
  return status === 0 ? npmElectron() : null;
}

function installer(): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'install.js');
  } catch {
    return null;
  }
}
