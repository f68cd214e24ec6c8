// `npm run dist`: packages the window for this platform as a folder; `npm run dist -- AppImage deb` as those packages,
// `-- --electron VERSION` with that Electron, which need not be a supported one.
import { build, Platform } from 'electron-builder';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sharp } from '../../images/sharp.ts';
import { packageRoot } from '../../registry/folders.ts';
import { npmElectron, setUpElectron } from '../../electronRuntime.ts';
import { supportWarning } from '../../electronSupport.ts';
import { exitOf } from '../cli/exit.ts';
import { fetchElectron } from './fetchElectron.ts';
import { electronToPackage } from './packagedElectron.ts';

/** Side of the icon from which electron-builder makes all others, in pixels. */
const ICON = 1024;

async function drawIcon(): Promise<void> {
  const picture = join(packageRoot(), 'renderer', 'public', 'facet.svg');
  await sharp(picture, { density: 72 * 16 })
    .resize(ICON, ICON)
    .png()
    .toFile(join(packageRoot(), 'out', 'icon.png'));
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
  options: { output: { type: 'string', default: 'dist' }, electron: { type: 'string' } },
});
const electron = await electronToPackage(values.electron, {
  npm: npmElectron,
  fetch: fetchElectron,
  setUp: setUpElectron,
});
if (!electron.ok) {
  const { message, advice } = electron.failure;
  console.error(`${message}\n${advice}`);
  process.exit(exitOf(electron.failure));
}
const { folder: electronDist, version: electronVersion } = electron.value;
const warning = supportWarning(electronVersion);
if (warning !== null) console.error(`${warning.message} Do not hand this package out.`);
const debian = process.platform === 'linux' && positionals.includes('deb');
const others = positionals.filter((target) => !(debian && target === 'deb'));
await drawIcon();
await build({
  targets: Platform.current().createTarget(others.length === 0 ? 'dir' : others),
  projectDir: packageRoot(),
  publish: 'never',
  config: {
    directories: { output: values.output },
    electronDist,
    electronVersion,
    // A packaged application has no use for Electron's own: its fuse says that only ours is loaded.
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  },
});
if (debian) await packForDebian(resolve(packageRoot(), values.output));
