// The Flatpak's manifest, as flatpak-builder reads it; what its sandbox leaves open; and what its folder holds.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { manifest, permissions, writeFlatpak } from '../../../../../main/shells/packaging/linux/flatpak.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-flatpak-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands for what electron-builder packs. */
function packed(): string {
  const path = join(folder, 'linux-unpacked');
  mkdirSync(join(path, 'bin'), { recursive: true });
  writeFileSync(join(path, 'facet'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
  writeFileSync(join(path, 'chrome-sandbox'), '');
  const launcher = resolve(import.meta.dirname, '../../../../../main/shells/packaging/launcher.sh');
  writeFileSync(join(path, 'bin/facet'), readFileSync(launcher), { mode: 0o755 });
  return path;
}

test('flatpak-builder reads it, and everything that it names lies beside it', async (context) => {
  if (spawnSync('flatpak-builder', ['--version']).error !== undefined)
    context.skip('needs flatpak-builder (Debian: flatpak-builder)');
  const path = await writeFlatpak({ packed: packed(), output: folder, date: 1_767_312_000 });
  const { status, stdout, stderr } = spawnSync('flatpak-builder', ['--show-manifest', path], {
    encoding: 'utf8',
    cwd: folder,
  });
  expect([status, stderr]).toEqual([0, '']);
  // It drops what it does not know: all of ours comes back.
  const read = JSON.parse(stdout) as Record<string, unknown>;
  for (const [key, value] of Object.entries(manifest()))
    if (key !== 'modules' && key !== 'separate-locales') expect(read[key], key).toEqual(value);
  for (const { path: source } of manifest().modules[0]?.sources ?? [])
    expect(existsSync(join(folder, 'flatpak', source)), source).toBe(true);
});

test('its commands lay out what the desktop and the command line need', async () => {
  await writeFlatpak({ packed: packed(), output: folder, date: 1_767_312_000 });
  const app = join(folder, 'app');
  const [module] = manifest().modules;
  // In place of the sandbox in which they would run.
  for (const command of module?.['build-commands'] ?? [])
    execFileSync('sh', ['-c', command.replaceAll('/app/', `${app}/`)], { cwd: join(folder, 'flatpak') });
  for (const file of [
    'lib/facet/facet',
    'share/applications/org.facet.Facet.desktop',
    'share/metainfo/org.facet.Facet.metainfo.xml',
    'share/mime/packages/org.facet.Facet.xml',
    'share/icons/hicolor/scalable/apps/org.facet.Facet.svg',
    'share/icons/hicolor/128x128/apps/org.facet.Facet.png',
  ])
    expect(existsSync(join(app, file)), file).toBe(true);
  expect(existsSync(join(app, 'lib/facet/chrome-sandbox'))).toBe(false);

  // `facet` on its PATH: the window through Flatpak's sandbox, a command without.
  const wrapper = join(folder, 'zypak-wrapper');
  writeFileSync(wrapper, '#!/bin/sh\necho wrapped "${1##*/}"\n', { mode: 0o755 });
  const env = { ...process.env, DISPLAY: ':9', FACET_WRAPPER: wrapper };
  const facet = join(app, 'bin/facet');
  expect(execFileSync(facet, { env, encoding: 'utf8' })).toBe('wrapped facet\n');
  expect(execFileSync(facet, ['people'], { env, encoding: 'utf8' })).toMatch(/^--no-sandbox .*-- people\n$/);
});

test('the sandbox leaves open what Facet needs, and the network is not among it', () => {
  const keys = permissions.map((permission) => permission.replace(/=.*/, ''));
  expect(new Set(keys)).toEqual(new Set(['--socket', '--share', '--device', '--filesystem', '--env']));
  expect(permissions.filter((permission) => permission.startsWith('--share'))).toEqual(['--share=ipc']);
  expect(permissions.filter((permission) => permission.startsWith('--filesystem'))).toEqual([
    '--filesystem=xdg-pictures',
  ]);
});
