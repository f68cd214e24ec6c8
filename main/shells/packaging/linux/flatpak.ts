// The Flatpak: a folder with a manifest from which `flatpak-builder` makes it, out of what electron-builder packed.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../registry/folders.ts';
import { readChangelog } from '../changelog.ts';
import { drawIcon } from '../icons.ts';
import { APP_ID, desktopEntry, metainfo, mimeType } from './desktopFiles.ts';

/** Of Freedesktop's platform, and of Electron's base application on it. */
const RUNTIME = '25.08';
const ICON_SIDES = [64, 128, 256, 512];

/**
 * What the sandbox leaves open. Not the network: Facet needs it for downloads of models and shared galleries alone, and who
 * wants these allows it: `flatpak override --user --share=network org.facet.Facet`.
 */
export const permissions = [
  // The window, on either kind of display; X11 shares its pictures through memory.
  '--socket=wayland',
  '--socket=fallback-x11',
  '--share=ipc',
  // The camera, and the graphics card. Electron does not ask the portal for a camera, and Flatpak knows no smaller permission.
  '--device=all',
  // Names are written beside photos, and folders are followed where they are; other folders come through the file chooser.
  '--filesystem=xdg-pictures',
  // Chromium's own sandbox needs namespaces, which Flatpak's does not have: its pages are sandboxed through Flatpak.
  '--env=FACET_WRAPPER=zypak-wrapper',
] as const;

/** @see https://docs.flatpak.org/en/latest/manifests.html */
export const manifest = () => ({
  id: APP_ID,
  runtime: 'org.freedesktop.Platform',
  'runtime-version': RUNTIME,
  sdk: 'org.freedesktop.Sdk',
  base: 'org.electronjs.Electron2.BaseApp',
  'base-version': RUNTIME,
  command: 'facet',
  'separate-locales': false,
  'finish-args': permissions,
  // Electron and ONNX Runtime come as their makers built them.
  'build-options': { 'no-debuginfo': true },
  modules: [
    {
      name: 'facet',
      buildsystem: 'simple',
      'build-commands': [
        'mkdir -p /app/lib /app/bin',
        'cp -a packed /app/lib/facet',
        // Flatpak starts the pages' processes.
        'rm -f /app/lib/facet/chrome-sandbox',
        'ln -s ../lib/facet/bin/facet /app/bin/facet',
        `install -Dm644 -t /app/share/applications ${APP_ID}.desktop`,
        `install -Dm644 -t /app/share/metainfo ${APP_ID}.metainfo.xml`,
        `install -Dm644 -t /app/share/mime/packages ${APP_ID}.xml`,
        `install -Dm644 -t /app/share/icons/hicolor/scalable/apps ${APP_ID}.svg`,
        ...ICON_SIDES.map(
          (side) => `install -Dm644 ${side}.png /app/share/icons/hicolor/${side}x${side}/apps/${APP_ID}.png`,
        ),
      ],
      sources: [
        { type: 'dir', path: 'packed', dest: 'packed' },
        ...[
          `${APP_ID}.desktop`,
          `${APP_ID}.metainfo.xml`,
          `${APP_ID}.xml`,
          `${APP_ID}.svg`,
          ...ICON_SIDES.map((side) => `${side}.png`),
        ].map((path) => ({ type: 'file', path })),
      ],
    },
  ],
});

export interface FlatpakOptions {
  /** The folder that electron-builder packed. */
  readonly packed: string;
  readonly output: string;
  /** Seconds since 1970. */
  readonly date: number;
}

/** Answers with the path of the manifest; beside it lies all that it names. */
export async function writeFlatpak({ packed, output, date }: FlatpakOptions): Promise<string> {
  const folder = join(output, 'flatpak');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(packed, join(folder, 'packed'), { recursive: true });
  const put = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  const releases = readChangelog(readFileSync(join(packageRoot(), 'CHANGELOG.md'), 'utf8'));
  put(`${APP_ID}.desktop`, desktopEntry());
  put(`${APP_ID}.metainfo.xml`, metainfo(releases, new Date(date * 1000).toISOString().slice(0, 10)));
  put(`${APP_ID}.xml`, mimeType());
  put(`${APP_ID}.svg`, readFileSync(join(packageRoot(), 'renderer/public/facet.svg')));
  for (const side of ICON_SIDES) put(`${side}.png`, await drawIcon(side));
  const path = join(folder, `${APP_ID}.json`);
  writeFileSync(path, `${JSON.stringify(manifest(), null, 2)}\n`);
  return path;
}
