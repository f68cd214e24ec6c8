// `facet` on the PATH, as the packages of Linux and macOS lay it: which program it starts, and with what.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test, type TestContext } from 'vitest';

const launcher = resolve(import.meta.dirname, '../../../../main/shells/packaging/launcher.sh');
const folder = mkdtempSync(join(tmpdir(), 'facet-launcher-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A package whose program says what it was given; answers with what the launcher, behind a link, makes of the arguments. */
function laid(name: string, program: string): (args: readonly string[], display?: string) => string {
  const place = join(folder, name, program);
  for (const path of [place, join(folder, name, 'bin/facet')]) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(place, '#!/bin/sh\necho "$@"\n');
  copyFileSync(launcher, join(folder, name, 'bin/facet'));
  for (const path of [place, join(folder, name, 'bin/facet')]) chmodSync(path, 0o755);
  const link = join(folder, `${name}-link`);
  symlinkSync(join(folder, name, 'bin/facet'), link);
  return (args, display = '') =>
    execFileSync(link, args, {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', DISPLAY: display },
    }).trim();
}

const command = '--no-sandbox --no-zygote --log-level=3 --';

test('with a display it opens the window in its sandbox, else it is the command line', (context: TestContext) => {
  if (process.platform !== 'linux') context.skip('needs Linux: elsewhere there is always a display');
  const facet = laid('linux', 'facet');
  expect(facet([], ':0')).toBe('');
  expect(facet(['--library', 'x'], ':0')).toBe('--library x');
  expect(facet(['/p/facet.json'], ':0')).toBe('/p/facet.json');
  expect(facet([])).toBe(command);
  for (const display of ['', ':0']) {
    expect(facet(['doctor', '--json'], display)).toBe(`${command} doctor --json`);
    expect(facet(['--version'], display)).toBe(`${command} --version`);
    expect(facet(['--web'], display)).toBe(`${command} --web`);
  }
});

test('in an application of macOS it finds the program beside it', (context: TestContext) => {
  if (process.platform === 'win32') context.skip('needs a shell');
  expect(laid('Contents', 'MacOS/Facet')(['people'])).toBe(`${command} people`);
});
