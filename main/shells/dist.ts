// `npm run dist`: packages the window for this platform as a folder; `npm run dist -- AppImage deb` as those packages.
import { build, Platform } from 'electron-builder';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sharp } from '../images/sharp.ts';
import { packageRoot } from '../registry/folders.ts';
import { findElectron } from './electronRuntime.ts';

/** Side of the icon from which electron-builder makes all others, in pixels. */
const ICON = 1024;

async function drawIcon(): Promise<void> {
  const picture = join(packageRoot(), 'renderer', 'public', 'facet.svg');
  await sharp(picture, { density: 72 * 16 })
    .resize(ICON, ICON)
    .png()
    .toFile(join(packageRoot(), 'out', 'icon.png'));
}

/** The Electron that is here, so that none is fetched; where there is none, electron-builder fetches npm's. */
function electronHere(): { readonly electronDist: string; readonly electronVersion: string } | null {
  const found = findElectron();
  if (found === null) return null;
  // On macOS the executable lies deep in its bundle.
  let folder = dirname(found.executable);
  while (!existsSync(join(folder, 'version')) && folder !== dirname(folder)) folder = dirname(folder);
  const electronVersion = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { electronDist: folder, electronVersion };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { output: { type: 'string', default: 'dist' } },
});
await drawIcon();
await build({
  targets: Platform.current().createTarget(positionals.length === 0 ? 'dir' : [...positionals]),
  projectDir: packageRoot(),
  publish: 'never',
  config: {
    directories: { output: values.output },
    ...electronHere(),
    // A packaged application has no use for Electron's own: its fuse says that only ours is loaded.
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  },
});
