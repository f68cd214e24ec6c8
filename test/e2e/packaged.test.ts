// The packaged application, as `npm run dist` makes it: it starts from its own folder, with its fuses set, and works.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { listPackage } from '@electron/asar';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { display, needsDoor, root } from './doors.ts';
import { cast, fileNameOf, writePhotos } from './people.ts';
import { sample } from './film.ts';
import { debuggerOf } from './debugger.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-packaged-'));
const packed = join(folder, 'dist', 'linux-unpacked');
const executable = join(packed, 'facet');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  if (process.platform !== 'linux' || (await display()) === null) return;
  execFileSync(
    'npm',
    ['run', '--silent', '--ignore-scripts', 'dist', '--', '--output', join(folder, 'dist')],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}, 180_000);

async function needsPackage(context: TestContext): Promise<void> {
  await needsDoor(context, 'electron');
  if (process.platform !== 'linux') context.skip('needs Linux: other platforms pack into other folders');
}

interface Started {
  readonly page: Page;
  close(): Promise<void>;
}

/** The inspector is fused off, so the page is driven as any Chromium's. */
async function start(name: string): Promise<Started> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    executable,
    [...asRoot, `--user-data-dir=${join(folder, name, 'profile')}`, '--remote-debugging-port=0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        DISPLAY: (await display()) ?? '',
        FACET_DATA: join(folder, name, 'data'),
        FACET_LIBRARY: join(folder, name, 'library'),
      },
    },
  );
  process.once('exit', () => child.kill());
  const address = await debuggerOf(child);
  await pageShown(address);
  const browser = await chromium.connectOverCDP(address);
  return {
    page: await pageOf(browser),
    async close() {
      const ended = new Promise((done) => child.once('exit', done));
      await browser.close();
      child.kill();
      await ended;
    },
  };
}

/** Attached while the window is still on its first, empty page, a browser waits forever for that page to answer. */
async function pageShown(address: string): Promise<void> {
  const list = new URL('/json/list', address.replace('ws:', 'http:'));
  await expect
    .poll(async () => {
      const targets = (await (await fetch(list)).json()) as readonly { url: string; title: string }[];
      return targets.map(({ url, title }) => ({ url, title }));
    })
    .toContainEqual({ url: 'app://facet/', title: 'Facet' });
}

async function pageOf(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the window has no context');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}

/** Runs a command as the page itself would: there is no dialog to fill in from outside. */
function call(page: Page, job: number, command: string, request: unknown): Promise<unknown> {
  const script = `facet.call(${job}, ${JSON.stringify(command)}, ${JSON.stringify(request)})`;
  return page.evaluate(script);
}

test('it learns two people and names one of them in a photo', { timeout: 120_000 }, async (context) => {
  await needsPackage(context);
  const application = await start('works');
  const { page } = application;
  await page.getByRole('checkbox', { name: /ask people/ }).waitFor();
  expect(page.url()).toBe('app://facet/');
  let job = 1000;
  for (const [name, face] of Object.entries(cast)) {
    const paths = (await writePhotos(join(folder, 'photos'), name, face)).slice(1);
    const imported = await call(page, job++, 'photos.import', { kind: 'person', person: name, paths });
    expect(imported).toMatchObject({ ok: true, value: { photos: 3, faces: 3, skipped: [] } });
  }
  expect(await call(page, job++, 'finetune', {})).toMatchObject({ ok: true });

  await page.evaluate('globalThis.heard = []; facet.listen((message) => globalThis.heard.push(message));');
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
  await application.close();
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

test('it holds what it needs, and of other platforms nothing', async (context) => {
  await needsPackage(context);
  const resources = join(packed, 'resources');
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
  for (const model of ['starter', 'blazeface']) {
    expect(existsSync(join(unpacked, 'models/starter', model, 'model.json'))).toBe(true);
  }
  const runtimes = join(unpacked, 'node_modules/onnxruntime-node/bin/napi-v6');
  expect(readdirSync(runtimes)).toEqual([process.platform]);
  expect(readdirSync(join(runtimes, process.platform))).toEqual([process.arch]);
  expect(existsSync(join(unpacked, 'node_modules/@img/sharp-wasm32'))).toBe(true);
});
