// The packaged application, as `npm run dist` makes it: it starts from its own folder, works, and serves nobody else.
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { listPackage } from '@electron/asar';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';
import { contentsOf } from '../../main/shells/packaging/contents.ts';
import { version } from '../../main/version.ts';
import type { DoctorReport } from '../../preload/contract.ts';
import { display } from './support/shells/display.ts';
import { needsShell } from './support/shells/open.ts';
import { drivableCopy, drive, packInto, startPackage, type Driven } from './support/package.ts';
import { cast, fileNameOf, writePhotos } from './support/people.ts';
import { sample } from './support/film.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-packaged-'));
const packed = join(folder, 'dist', 'linux-unpacked');
const executable = join(packed, 'facet');
const hasDpkg = spawnSync('dpkg-deb', ['--version']).error === undefined;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  if (process.platform !== 'linux' || (await display()) === null) return;
  packInto(join(folder, 'dist'), ...(hasDpkg ? ['deb'] : []));
}, 300_000);

async function needsPackage(context: TestContext): Promise<void> {
  await needsShell(context, 'electron');
  if (process.platform !== 'linux') context.skip('needs Linux: other platforms pack into other folders');
}

/** Runs a command as the page itself would: there is no dialog to fill in from outside. */
function call(page: Driven, job: number, command: string, request: unknown): Promise<unknown> {
  return page.evaluate(`facet.call(${job}, ${JSON.stringify(command)}, ${JSON.stringify(request)})`);
}

test('it learns two people and names one of them in a photo', { timeout: 120_000 }, async (context) => {
  await needsPackage(context);
  const page = await drive(await drivableCopy(packed, join(folder, 'drivable')), join(folder, 'works'));
  await expect
    .poll(() => page.evaluate("document.querySelector('h1')?.textContent"))
    .toBe('Welcome to Facet');
  expect(await page.evaluate('location.href')).toBe('app://facet/');
  let job = 1000;
  for (const [name, face] of Object.entries(cast)) {
    const paths = (await writePhotos(join(folder, 'photos'), name, face)).slice(1);
    const imported = await call(page, job++, 'photos.import', { kind: 'person', person: name, paths });
    expect(imported).toMatchObject({ ok: true, value: { photos: 3, faces: 3, skipped: [] } });
  }
  expect(await call(page, job++, 'finetune', {})).toMatchObject({ ok: true });

  await page.evaluate(
    'globalThis.heard = []; facet.listen((message) => globalThis.heard.push(message)); null',
  );
  const paths = [join(folder, 'photos', `${fileNameOf('Grace Hopper')}-1.jpg`), sample(4)];
  expect(await call(page, job, 'photos.identify', { paths })).toMatchObject({
    ok: true,
    value: { photos: 2, skipped: 0 },
  });
  const heard = await page.evaluate<Heard[]>(
    `globalThis.heard.filter(({ event }) => event === 'identified')`,
  );
  const [known = [], strangers = []] = heard.map(({ payload }) => payload.faces.map(({ name }) => name));
  expect(known).toEqual(['Grace Hopper']);
  expect(strangers.length).toBeGreaterThan(2);
  expect(new Set(strangers)).toEqual(new Set([null]));
  // With a debugger refused from outside, the tools inside are closed as well.
  expect(await page.openTools()).toBe(false);
  await page.close();
});

interface Heard {
  readonly payload: { readonly faces: readonly { readonly name: string | null }[] };
}

test('its fuses are as the checklist has them', async (context) => {
  await needsPackage(context);
  const fuses = await getCurrentFuseWire(executable);
  // As they stand in the executable: the characters 1 and 0.
  const [on, off] = [49, 48];
  expect(fuses).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  });
});

test('it opens its window by itself', async (context) => {
  await needsPackage(context);
  const started = await startPackage(executable, join(folder, 'plain'));
  await started.opened;
  expect(started.said()).not.toMatch(/DevTools listening/);
  started.child.kill();
  await started.ended;
});

/** Whether somebody listens on that port of this machine. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((said) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => said(true)).once('error', () => said(false));
    socket.once('connect', () => socket.destroy());
  });

const port = 40_000 + (process.pid % 20_000);

test.for([
  ['remote-debugging-port', String(port)],
  ['remote-debugging-pipe', ''],
  ['inspect', String(port)],
  ['inspect-brk', String(port)],
  ['js-flags', '--expose-gc'],
  ['load-extension', tmpdir()],
  ['disable-web-security', ''],
  ['renderer-cmd-prefix', '/bin/true'],
])('it does not start with --%s', async ([name = '', value = ''], context) => {
  await needsPackage(context);
  // Chromium takes one dash for two.
  for (const dashes of name === 'remote-debugging-port' ? ['--', '-'] : ['--']) {
    const given = `${dashes}${name}${value === '' ? '' : `=${value}`}`;
    const started = await startPackage(executable, join(folder, 'refused'), { args: [given] });
    let open = false;
    const asking = setInterval(() => void isOpen(port).then((is) => (open ||= is)), 20);
    const code = await started.ended;
    clearInterval(asking);
    expect([given, code]).toEqual([given, 2]);
    expect(started.said()).toContain(`Facet does not start with --${name}`);
    expect(started.said()).not.toMatch(/DevTools listening|Debugger listening/);
    expect(open).toBe(false);
  }
});

test("Node's own ways in are fused off: no script runs in it, nothing is loaded before it", async (context) => {
  await needsPackage(context);
  const trace = join(folder, 'ran');
  const script = join(folder, 'script.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran');`);
  // It does the same in a Node that listens.
  await promisify(execFile)(process.execPath, ['-e', ''], { env: { NODE_OPTIONS: `--require=${script}` } });
  expect(readFileSync(trace, 'utf8')).toBe('ran');
  rmSync(trace);

  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` };
  const refused = await startPackage(executable, join(folder, 'node'), { args: [script], env });
  expect(await refused.ended).toBe(2);
  expect(refused.said()).toContain('unknown command');
  const started = await startPackage(executable, join(folder, 'node'), { env });
  await started.opened;
  started.child.kill();
  await started.ended;
  expect(existsSync(trace)).toBe(false);
});

/** `facet` as it is on the PATH, with neither a display nor a bus of a desktop. */
function launch(
  args: readonly string[],
  home: string,
): Promise<{ readonly code: number; readonly said: string; readonly complained: string }> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' };
  return new Promise((done) => {
    const child = execFile(join(packed, 'bin/facet'), args, { env }, (_error, said, complained) => {
      done({ code: child.exitCode ?? -1, said, complained });
    });
  });
}

test('it is the command line as well, without a display', { timeout: 120_000 }, async (context) => {
  await needsPackage(context);
  const home = join(folder, 'home');
  mkdirSync(home);
  const doctor = await launch(['doctor', '--json'], home);
  expect(doctor.code, doctor.complained).toBe(0);
  expect(doctor.complained).not.toMatch(/ERROR|bus/);
  const report = JSON.parse(doctor.said) as DoctorReport;
  expect(report.problems).toBe(0);
  expect(report.device).toMatchObject({ kind: 'cpu' });
  expect(report.models.map(({ problem }) => problem)).toEqual([null, null, null]);

  const paths = (await writePhotos(join(folder, 'cli'), 'Grace Hopper', cast['Grace Hopper'])).slice(1);
  const imported = await launch(['import', '--person', 'Grace Hopper', ...paths], home);
  expect(imported, imported.complained).toMatchObject({ code: 0 });
  expect(imported.said).toContain('3 photos added with 3 faces.\n');
  expect((await launch(['people'], home)).said).toContain('Grace Hopper');
  expect(await launch(['--version'], home)).toMatchObject({ code: 0, said: `${version()}\n` });
  // What only Chromium would take for its own is the command line's.
  expect(await launch(['people', '--no-sandbox'], home)).toMatchObject({ code: 2 });
  expect(await launch(['remove', '--person', 'Grace Hopper'], home)).toMatchObject({ code: 2 });
});

test('without a display it serves its page', async (context) => {
  await needsPackage(context);
  const child = spawn(join(packed, 'bin/facet'), [], {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' },
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += String(text)));
  await expect.poll(() => said).toContain('because this machine has no display');
  const [address = ''] = /http:\S+/.exec(said) ?? [];
  expect((await fetch(address)).status).toBe(200);
  child.kill();
  expect(await new Promise((ended) => child.once('exit', ended))).toBe(0);
});

test('its bill of materials has the Electron that it runs on, and what it weighs is told', async (context) => {
  await needsPackage(context);
  const sbom = JSON.parse(readFileSync(join(packed, 'sbom.cdx.json'), 'utf8')) as {
    readonly components: readonly { readonly name: string; readonly version?: string }[];
  };
  const electron = readFileSync(join(packed, 'version'), 'utf8').trim();
  expect(sbom.components.find(({ name }) => name === 'electron')?.version).toBe(electron);
  const contents = contentsOf(packed);
  const bytes = contents.reduce((sum, group) => sum + group.bytes, 0);
  // The packed .deb of these weighs about 111 MB: `npm run dist -- deb` refuses more than 120.
  expect(bytes, JSON.stringify(contents)).toBeLessThan(400e6);
  expect(contents.map(({ name }) => name)).toEqual(expect.arrayContaining(['Electron', 'ONNX Runtime']));
});

/** Of programs and libraries: Linux's, then Windows', then macOS's. */
const binaries = { elf: /^7f454c46/, pe: /^4d5a/, macho: /^(cffaedfe|cefaedfe|cafebabe)/ };

test('it holds what it needs, and of other platforms nothing', async (context) => {
  await needsPackage(context);
  const resources = join(packed, 'resources');
  for (const notices of [
    'LICENSE',
    'ThirdPartyNotices.txt',
    'LICENSE.electron.txt',
    'LICENSES.chromium.html',
  ]) {
    expect(readFileSync(join(packed, notices), 'utf8').length, notices).toBeGreaterThan(1000);
  }
  expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  const inside = listPackage(join(resources, 'app.asar'), { isPack: false });
  for (const path of [
    'out/main/electron.js',
    'out/main/engine.js',
    'out/preload/index.cjs',
    'package.json',
  ]) {
    expect(inside).toContain(`/${path}`);
  }
  expect(inside.filter((path) => /^\/(test|main|renderer|docs|\.git)/.test(path))).toEqual([]);
  const unpacked = join(resources, 'app.asar.unpacked');
  for (const model of ['duo', 'starter', 'blazeface']) {
    expect(existsSync(join(unpacked, 'models/starter', model, 'model.json'))).toBe(true);
  }
  const runtimes = join(unpacked, 'node_modules/onnxruntime-node/bin/napi-v6');
  expect(readdirSync(runtimes)).toEqual([process.platform]);
  expect(readdirSync(join(runtimes, process.platform))).toEqual([process.arch]);
  expect(readdirSync(join(unpacked, 'node_modules/fs-native-extensions/prebuilds'))).toEqual([
    `${process.platform}-${process.arch}`,
  ]);
  expect(existsSync(join(unpacked, 'node_modules/@img/sharp-wasm32'))).toBe(true);
  const starts = filesBelow(packed).map((path) => ({
    path,
    start: readFileSync(join(packed, path)).subarray(0, 4).toString('hex'),
  }));
  expect(starts.filter(({ start }) => binaries.elf.test(start)).length).toBeGreaterThan(8);
  expect(starts.filter(({ start }) => binaries.pe.test(start) || binaries.macho.test(start))).toEqual([]);
  expect(inside.filter((path) => /\.(dll|dylib|exe|so|bare)$/.test(path))).toEqual([]);
});

const debian = (): string =>
  join(folder, 'dist', `facet_${version()}_${process.arch === 'x64' ? 'amd64' : process.arch}.deb`);

test("its Debian package has the files that the system reads, and root's alone", async (context) => {
  await needsPackage(context);
  if (!hasDpkg) context.skip('needs dpkg-deb (Debian: dpkg)');
  const listed = execFileSync('dpkg-deb', ['--contents', debian()], { encoding: 'utf8' }).trim().split('\n');
  for (const path of [
    'usr/share/applications/org.facet.Facet.desktop',
    'usr/share/metainfo/org.facet.Facet.metainfo.xml',
    'usr/share/mime/packages/org.facet.Facet.xml',
    'usr/share/icons/hicolor/scalable/apps/org.facet.Facet.svg',
    'usr/share/man/man1/facet.1.gz',
    'usr/share/bash-completion/completions/facet',
    'usr/share/zsh/vendor-completions/_facet',
    'usr/share/fish/vendor_completions.d/facet.fish',
    'usr/lib/facet/sbom.cdx.json',
    'usr/lib/facet/ThirdPartyNotices.txt',
    'usr/bin/facet -> ../lib/facet/bin/facet',
  ])
    expect(
      listed.some((line) => line.endsWith(` ./${path}`)),
      path,
    ).toBe(true);
  for (const line of listed) {
    const [mode = '', owner] = line.split(/\s+/);
    expect([owner, line]).toEqual(['root/root', line]);
    // Writable by nobody else; the sandbox alone runs as root.
    expect(mode.startsWith('l') || /^.{5}-..-.$/.test(mode), line).toBe(true);
    expect(mode.includes('s'), line).toBe(line.endsWith('chrome-sandbox'));
  }
  const control = execFileSync('dpkg-deb', ['--field', debian()], { encoding: 'utf8' });
  expect(control).toMatch(/^Depends: .*libgtk-3-0.*libnss3/m);
});

test('lintian finds no error and no warning in it', { timeout: 180_000 }, async (context) => {
  await needsPackage(context);
  if (!hasDpkg || spawnSync('lintian', ['--version']).error !== undefined)
    context.skip('needs lintian (Debian: lintian)');
  const { stdout } = spawnSync('lintian', ['--fail-on', 'none', debian()], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
