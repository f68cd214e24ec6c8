// `npm run dist`: packages the window for this platform as a folder; `npm run dist -- AppImage deb` as those packages.
import { build, Platform } from 'electron-builder';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
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

/** electron-builder fetches a tool from GitHub to make this one; here Debian's own tools do. */
async function packForDebian(output: string): Promise<void> {
  const install = createRequire(import.meta.url)('electron-installer-debian') as (
    options: object,
  ) => Promise<{ readonly packagePaths: readonly string[] }>;
  const { packagePaths } = await install({
    src: join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`),
    dest: output,
    arch: process.arch === 'x64' ? 'amd64' : process.arch,
    options: {
      name: 'facet',
      bin: 'facet',
      productName: 'Facet',
      maintainer: 'The Facet authors',
      section: 'graphics',
      categories: ['Graphics'],
      icon: join(packageRoot(), 'out', 'icon.png'),
    },
  });
  for (const path of packagePaths) console.log(path);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { output: { type: 'string', default: 'dist' } },
});
const debian = process.platform === 'linux' && positionals.includes('deb');
const others = positionals.filter((target) => !(debian && target === 'deb'));
await drawIcon();
await build({
  targets: Platform.current().createTarget(others.length === 0 ? 'dir' : others),
  projectDir: packageRoot(),
  publish: 'never',
  config: {
    directories: { output: values.output },
    ...electronHere(),
    // A packaged application has no use for Electron's own: its fuse says that only ours is loaded.
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  },
});
if (debian) await packForDebian(resolve(packageRoot(), values.output));
