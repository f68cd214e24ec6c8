// `npm run dist`: packages the window for this platform as a folder; `npm run dist -- AppImage deb` as those packages,
// `-- --electron VERSION` with that Electron, which need not be a supported one; `-- --quick` packs larger and sooner.
import { build, Platform } from 'electron-builder';
import { statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../registry/folders.ts';
import { npmElectron, setUpElectron } from '../../electronRuntime.ts';
import { packagesOf } from '../notices/packages.ts';
import { partsOfDecoders, partsOfOnnxRuntime } from '../notices/parts.ts';
import { softwareBillOfMaterials } from '../notices/sbom.ts';
import { version } from '../../version.ts';
import { supportWarning } from '../../electronSupport.ts';
import { exit, exitOf } from '../cli/exit.ts';
import { formatTable } from '../cli/text/table.ts';
import { fileSize } from '../cli/text/text.ts';
import { contentsOf, LARGEST_PACKAGE } from './contents.ts';
import { fetchElectron } from './fetchElectron.ts';
import { drawIcon } from './icons.ts';
import { packForDebian } from './linux/debianPackage.ts';
import { writeFlatpak } from './linux/flatpak.ts';
import { electronToPackage } from './packagedElectron.ts';
import { sourceDate } from './sourceDate.ts';
import { writeUpdateSource } from './updateSource.ts';

/** Side of the icon from which electron-builder makes all others, in pixels. */
const ICON = 1024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: 'string', default: 'dist' },
    electron: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
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
const flatpak = process.platform === 'linux' && positionals.includes('flatpak');
/** Those that electron-builder makes. */
const others = positionals.filter(
  (target) => !(debian && target === 'deb') && !(flatpak && target === 'flatpak'),
);
await writeFile(join(packageRoot(), 'out', 'icon.png'), await drawIcon(ICON));
await writeFile(
  join(packageRoot(), 'out', 'sbom.cdx.json'),
  softwareBillOfMaterials({
    facet: { version: version() },
    electron: { version: electronVersion },
    root: packageRoot(),
    packages: packagesOf(packageRoot()),
    parts: [...partsOfOnnxRuntime, ...partsOfDecoders],
  }),
);
await build({
  targets: Platform.current().createTarget(others.length === 0 ? 'dir' : others),
  projectDir: packageRoot(),
  publish: 'never',
  config: {
    directories: { output: values.output },
    electronDist,
    electronVersion,
    // A packaged application has no use for Electron's own: its fuse says that only ours is loaded.
    afterPack: async ({ appOutDir, electronPlatformName, packager }) => {
      const resources = packager.getResourcesDir(appOutDir);
      await rm(join(resources, 'default_app.asar'), { force: true });
      await writeUpdateSource(resources, electronPlatformName, others);
    },
  },
});
const output = resolve(packageRoot(), values.output);
const packed = join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
if (process.platform === 'linux') {
  const contents = contentsOf(packed);
  const rows = contents.map(({ name, bytes }) => [name, fileSize(bytes)]);
  console.log(formatTable(['unpacked', 'size'], rows));
}
if (debian) {
  const deb = await packForDebian({ packed, output, date: sourceDate(), quick: values.quick });
  const { size } = statSync(deb);
  console.log(`${deb}: ${fileSize(size)}`);
  if (!values.quick && size > LARGEST_PACKAGE) {
    console.error(
      `The package is larger than ${fileSize(LARGEST_PACKAGE)}. Look at the table above for what grew.`,
    );
    process.exitCode = exit.failed;
  }
}
if (flatpak) {
  const path = await writeFlatpak({ packed, output, date: sourceDate() });
  console.log(`${path}: flatpak-builder --user --install --force-clean dist/flatpak-build ${path}`);
}
