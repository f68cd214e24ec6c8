// The files that Debian and the desktop read, as their own checkers see them.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test, type TestContext } from 'vitest';
import { buildProgram } from '../../../../../main/shells/cli/program.ts';
import { readChangelog } from '../../../../../main/shells/packaging/changelog.ts';
import { commandTree, flatten } from '../../../../../main/shells/packaging/linux/commandTree.ts';
import { debianDependencies } from '../../../../../main/shells/packaging/linux/debianDependencies.ts';
import {
  APP_ID,
  desktopEntry,
  metainfo,
  mimeType,
} from '../../../../../main/shells/packaging/linux/desktopFiles.ts';
import { manPage } from '../../../../../main/shells/packaging/linux/manPage.ts';
import { neededLibraries } from '../../../../../main/shells/packaging/linux/neededLibraries.ts';

const root = resolve(import.meta.dirname, '../../../../..');
const folder = mkdtempSync(join(tmpdir(), 'facet-desktop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function needs(context: TestContext, tool: string, debian: string): void {
  if (spawnSync(tool, ['--version']).error !== undefined) context.skip(`needs ${tool} (Debian: ${debian})`);
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('the manual page is valid roff and has every command and option', (context) => {
  needs(context, 'man', 'man-db');
  const page = spawnSync('man', ['--warnings=w', '-l', written('facet.1', manPage('1.2.3'))], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '1000' },
  });
  expect(page.stderr).toBe('');
  for (const { path, options } of flatten(commandTree(buildProgram()))) {
    expect(page.stdout).toContain(path.join(' '));
    for (const { long } of options) expect(page.stdout).toContain(long);
  }
  expect(page.stdout).toContain('$ facet import --person "Ada Lovelace" ada1.jpg ada2.jpg');
});

test('the menu entry is valid', (context) => {
  needs(context, 'desktop-file-validate', 'desktop-file-utils');
  const path = written(`${APP_ID}.desktop`, desktopEntry());
  expect(execFileSync('desktop-file-validate', [path], { encoding: 'utf8' })).toBe('');
});

test("the software centre's page is valid, with the releases of the changelog", (context) => {
  needs(context, 'appstreamcli', 'appstream');
  const releases = readChangelog(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
  const text = metainfo(releases, '2026-01-02');
  const path = written(`${APP_ID}.metainfo.xml`, text);
  const { status, stdout } = spawnSync('appstreamcli', ['validate', '--no-net', path], { encoding: 'utf8' });
  expect(status, stdout).toBe(0);
  for (const { version } of releases) expect(text).toContain(`<release version="${version}"`);
});

test('a library is a kind of file of its own, and other JSON is not', (context) => {
  needs(context, 'update-mime-database', 'shared-mime-info');
  const data = join(folder, 'data');
  execFileSync('mkdir', ['-p', join(data, 'mime/packages')]);
  writeFileSync(join(data, 'mime/packages/facet.xml'), mimeType());
  execFileSync('update-mime-database', [join(data, 'mime')], { stdio: 'ignore' });
  const globs = readFileSync(join(data, 'mime/globs2'), 'utf8');
  expect(globs).toContain('80:application/vnd.facet.library+json:facet.json');
  expect(desktopEntry()).toContain('MimeType=application/vnd.facet.library+json;');
  expect(globs).not.toContain('*.json');
});

const node = process.execPath;

test('what a program needs of the system is read as readelf reads it', (context) => {
  needs(context, 'readelf', 'binutils');
  const said = execFileSync('readelf', ['-d', node], { encoding: 'utf8' });
  const expected = [...said.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, name]) => name);
  expect(expected.length).toBeGreaterThan(2);
  expect(neededLibraries(node)?.libraries).toEqual(expected);
  const versions = execFileSync('readelf', ['-V', node], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const newest = Math.max(...[...versions.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)));
  expect(neededLibraries(node)?.glibc).toBe(`2.${newest}`);
});

test('a library that no Debian package is known for stops the packing', (context) => {
  if (process.platform !== 'linux') context.skip('needs a Linux program to read');
  expect(debianDependencies([node])).toContain('libstdc++6');
  const bytes = readFileSync(node);
  bytes.write('libstrang', bytes.indexOf('libstdc++.'), 'latin1');
  const strange = join(folder, 'strange');
  writeFileSync(strange, bytes);
  expect(() => debianDependencies([strange])).toThrow('libstrang.so.6 is needed');
  expect(existsSync('/usr/bin/true') && debianDependencies(['/usr/bin/true'])).toEqual([
    expect.stringMatching(/^libc6 \(>= 2\.\d+\)$/),
  ]);
});
