// Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), in the window itself; the
// numbers are the checklist's. Its fuses (19) are in packaged.test.ts. Last, what strangers get from the web shell.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { supportWarning } from '../../main/electronSupport.ts';
import { secondElectron, launchElectron } from './support/shells/electron.ts';
import { missingFor, needsShell, openShell } from './support/shells/open.ts';
import { root } from './support/shells/shell.ts';
import { sampleFaces, writeFilm } from './support/film.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-security-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the window', { timeout: 60_000 }, () => {
  let application: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    if ((await missingFor('electron')) !== null) return undefined;
    const film = join(folder, 'film.mjpeg');
    mkdirSync(folder, { recursive: true });
    await writeFilm(film, [sampleFaces.front], 10);
    const { command, args, env } = await secondElectron({ folder: join(folder, 'window'), film });
    application = await launchElectron({ executablePath: command, args, env });
    page = await application.firstWindow();
    await page.getByRole('checkbox').waitFor();
    return () => application.close();
  }, 60_000);

  /** What a start writes to its standard error until it has said that; it is ended then. */
  async function firstWords(awaited: string): Promise<string> {
    const { command, args, env } = await secondElectron({ folder: join(folder, 'warned') });
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    for await (const text of child.stderr) {
      said += String(text);
      if (said.includes(awaited)) break;
    }
    child.kill();
    return said;
  }

  /** The status that an address of one of our schemes answers with, asked past every rule for pages. */
  const status = (url: string): Promise<number> =>
    application.evaluate(async ({ net }, address) => (await net.fetch(address)).status, url);

  test('2-4, 6, 8-12: no Node, isolated, sandboxed, nothing unlocked', async (context) => {
    await needsShell(context, 'electron');
    const preferences = await application.evaluate(({ BrowserWindow }) => {
      const [{ webContents }] = BrowserWindow.getAllWindows() as [Electron.BrowserWindow];
      return (
        webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
    expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]')).toEqual(
      Array(4).fill('undefined'),
    );
  });

  test('1, 7, 18: our own scheme, and a policy without inline scripts', async (context) => {
    await needsShell(context, 'electron');
    expect(page.url()).toBe('app://facet/');
    const policy = await page.evaluate<string>(
      "fetch('app://facet/').then(({ headers }) => headers.get('Content-Security-Policy'))",
    );
    const rules = new Map(
      policy.split('; ').map((rule): [string, string] => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(rules.get('default-src')).toBe("'none'");
    expect(rules.get('script-src')).toBe("'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    const ran = await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      document.head.append(script);
      globalThis.inlineRan === true`);
    expect(ran).toBe(false);
  });

  test('18: the schemes give out the page and the library, and no other file', async (context) => {
    await needsShell(context, 'electron');
    expect(await status('app://facet/')).toBe(200);
    expect(await status('app://facet/facet.svg')).toBe(200);
    for (const path of [
      '../main/electron.js',
      '%2e%2e/main/electron.js',
      '..%2fmain%2felectron.js',
      '..%5cmain%5celectron.js',
      '/etc/passwd',
      '%2fetc%2fpasswd',
      'none.js',
    ]) {
      expect(await status(`app://facet/${path}`), path).toBe(404);
    }
    expect(await status('app://elsewhere/')).toBe(404);
    for (const path of [
      'crop/../facet.json',
      'crop/..%2f..%2ffacet.json',
      'photo/%2e%2e%2f%2e%2e%2ffacet.json',
      'photo//etc/passwd',
      'cover//etc/passwd',
      `crop/${'0'.repeat(64)}`,
      `cover/${'0'.repeat(64)}`,
      `photo/${'0'.repeat(64)}`,
      `people/${'0'.repeat(64)}`,
    ]) {
      expect(await status(`facet-image://${path}`), path).toBe(404);
    }
  });

  test('11, 12: no page of another origin gets in by a webview', async (context) => {
    await needsShell(context, 'electron');
    const made = await page.evaluate(`
      const view = document.createElement('webview');
      view.setAttribute('allowpopups', '');
      view.src = 'data:text/html,hello';
      document.body.append(view);
      typeof view.getWebContentsId`);
    expect(made).toBe('undefined');
    await page.waitForTimeout(300);
    expect(await application.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    // Even where the tag is switched on for a window, what it holds is not attached.
    const attached = await application.evaluate(async ({ BrowserWindow, webContents }) => {
      const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      await other.loadURL('about:blank');
      await other.webContents.executeJavaScript(
        `document.body.append(Object.assign(document.createElement('webview'), { src: 'about:blank' }))`,
      );
      await new Promise((later) => setTimeout(later, 500));
      const types = webContents.getAllWebContents().map((contents) => contents.getType());
      other.destroy();
      return types.filter((type) => type === 'webview').length;
    });
    expect(attached).toBe(0);
  });

  test('16: an Electron without security updates says so, on standard error and in the window', async (context) => {
    await needsShell(context, 'electron');
    const version = await application.evaluate(() => process.versions.electron);
    const state = await page.evaluate<{
      readonly value: { readonly electronWarning: { readonly message: string } | null };
    }>("facet.call(900, 'state.read', {})");
    const warning = state.value.electronWarning;
    expect(warning === null).toBe(supportWarning(version) === null);
    if (warning === null) return;
    expect(warning.message).toContain(`Electron ${version} gets no security updates`);
    expect(await firstWords(warning.message)).toContain(warning.message);
    await page.getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('button', { name: 'Models & settings' }).click();
    await page.getByRole('note').getByText(warning.message).waitFor();
    await page.getByRole('button', { name: 'Third-party notices …' }).click();
    await page
      .getByRole('region', { name: 'Third-party notices' })
      .getByText(/libvips/)
      .waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
  });

  test('13, 14: the page goes nowhere and opens nothing', async (context) => {
    await needsShell(context, 'electron');
    expect(await page.evaluate("window.open('https://example.com/') === null")).toBe(true);
    await page.evaluate("location.href = 'https://example.com/'");
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))",
    );
    await page.waitForTimeout(500);
    expect(page.url()).toBe('app://facet/');
    expect(await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    // The frame holds nothing of ours: the policy lets nobody frame the page.
    expect(page.frames().filter((frame) => frame.url().startsWith('app:'))).toHaveLength(1);
  });

  test('1: no request leaves the window or the main process', async (context) => {
    await needsShell(context, 'electron');
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url ?? '');
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const told = await page.evaluate<string>(
      `fetch('${address}page').then(() => 'answered', () => 'refused')`,
    );
    const session = await application.evaluate(
      ({ net }, url) =>
        net.fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      `${address}session`,
    );
    await new Promise((closed) => server.close(closed));
    expect([told, session, asked]).toEqual(['refused', 'refused', []]);
  });

  test('5: the camera, and no other permission', async (context) => {
    await needsShell(context, 'electron');
    const ask = (what: string): Promise<string> =>
      page.evaluate(
        `navigator.mediaDevices.getUserMedia(${what}).then((stream) => {
          for (const track of stream.getTracks()) track.stop();
          return 'granted';
        }, ({ name }) => name)`,
      );
    expect(await ask('{ video: true }')).toBe('granted');
    expect(await ask('{ audio: true }')).toBe('NotAllowedError');
    expect(await ask('{ audio: true, video: true }')).toBe('NotAllowedError');
    expect(await page.evaluate('Notification.requestPermission()')).toBe('denied');
    for (const name of ['geolocation', 'notifications', 'clipboard-read', 'midi']) {
      expect(
        await page.evaluate(`navigator.permissions.query({ name: '${name}' }).then((p) => p.state)`),
      ).toBe('denied');
    }
    const asStranger = await application.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false });
      await other.loadURL('about:blank');
      const script =
        "navigator.mediaDevices?.getUserMedia({ video: true }).then(() => 'granted', (e) => e.name)";
      const said = (await other.webContents.executeJavaScript(script)) as string | undefined;
      other.destroy();
      return said ?? 'none';
    });
    expect(asStranger).not.toBe('granted');
  });

  test('17: calls of another page are refused', async (context) => {
    await needsShell(context, 'electron');
    const said = await application.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await other.loadURL('about:blank');
        const script = "facet.call(1, 'people.list', {})";
        const answer = (await other.webContents.executeJavaScript(script)) as unknown;
        other.destroy();
        return answer;
      },
      join(root, 'out/preload/index.cjs'),
    );
    expect(said).toMatchObject({ ok: false, failure: { kind: 'no-permission' } });
    expect(await page.evaluate("facet.call(2, 'people.list', {})")).toEqual({ ok: true, value: [] });
    expect(await page.evaluate("facet.call(3, 'people.list', { more: 1 })")).toMatchObject({
      failure: { kind: 'bad-arguments' },
    });
    expect(await page.evaluate("facet.call(4, '__proto__', {})")).toMatchObject({
      failure: { kind: 'bad-arguments' },
    });
  });

  test('15, 20: the page holds a narrow bridge, and nothing opens addresses outside', async (context) => {
    await needsShell(context, 'electron');
    expect(await page.evaluate('Object.keys(facet).sort()')).toEqual(
      [
        'askForCamera',
        'call',
        'cancel',
        'choose',
        'imageUrl',
        'kind',
        'listen',
        'pathOf',
        'restart',
        'showLibrary',
      ].sort(),
    );
    const shells = join(root, 'main/shells');
    const sources = readdirSync(shells).filter((name) => name.endsWith('.ts'));
    for (const name of sources) {
      expect(readFileSync(join(shells, name), 'utf8'), name).not.toMatch(/openExternal|executeJavaScript/);
    }
  });
});

describe('the window of a page that dies', { timeout: 60_000 }, () => {
  test('the menu leads nowhere outside, and a dead page is loaded again', async (context) => {
    await needsShell(context, 'electron');
    const { command, args, env } = await secondElectron({ folder: join(folder, 'dying') });
    const application = await launchElectron({ executablePath: command, args, env });
    await (await application.firstWindow()).getByRole('checkbox').waitFor();
    const roles = await application.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
        (submenu?.items ?? []).map(({ role }) => (role ?? '').toLowerCase()),
      ),
    );
    expect(roles).toEqual(expect.arrayContaining(['quit', 'copy', 'zoomin', 'resetzoom']));
    for (const role of ['reload', 'forcereload', 'toggledevtools', 'help', 'about']) {
      expect(roles).not.toContain(role);
    }
    await application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    const shown = (): Promise<unknown> =>
      application.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null;
        // A page that goes away while it is asked never answers.
        return Promise.race([
          contents.executeJavaScript("document.querySelector('h1')?.textContent ?? null") as Promise<unknown>,
          new Promise((late) => setTimeout(late, 1000, null)),
        ]);
      });
    await expect.poll(shown, { timeout: 30_000 }).toBe('Welcome to Facet');
    await application.close();
  });
});

describe('the web shell', { timeout: 60_000 }, () => {
  test('a browser that came with an address stays in: reloads, more tabs; nobody else comes in', async (context) => {
    await needsShell(context, 'web');
    const shell = await openShell('web', { folder: join(folder, 'web') });
    const { page } = shell;
    const url = page.url();
    await page.getByRole('checkbox').waitFor();
    expect(
      await page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })'),
    ).toBe('{}');
    await page.reload();
    await page.getByRole('checkbox').waitFor();
    const opened = page.context().waitForEvent('page');
    await page.evaluate('void open(location.href)');
    const tab = await opened;
    await tab.getByRole('checkbox').waitFor();

    // A server of another user, on another port: browsers keep cookies apart by host and path alone.
    const sent: (string | undefined)[] = [];
    const other = createServer(({ headers }, response) => {
      sent.push(headers.cookie);
      response.end('<!doctype html><title>Other</title>');
    });
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    await tab.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/enter/`);
    await tab.evaluate("fetch('/image/').then((answer) => answer.text())");
    // Neither can it show our pictures or read our page.
    const answers = await tab.evaluate<string>(
      `fetch('${url}', { credentials: 'include', mode: 'no-cors' }).then(({ type }) => type, () => 'refused')`,
    );
    other.closeAllConnections();
    await new Promise((closed) => other.close(closed));
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.every((cookie) => cookie === undefined)).toBe(true);
    expect(answers).toBe('refused');

    // Another browser, or this one after it was closed.
    const stranger = (await page.context().browser()?.newPage()) ?? page;
    await stranger.goto(url);
    await stranger.getByRole('heading', { name: 'This address is not valid' }).waitFor();
    expect(await stranger.getByText('npm start -- --web').count()).toBe(1);
    await shell.close();
  });
});
