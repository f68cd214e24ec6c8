// The web page in Debian's Chromium, with a server of its own.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { camera, holdCamera, loseCamera } from './cameras.ts';
import { display } from './display.ts';
import { asRoot, environment, listen, root, type OpenShell, type ShellOptions } from './shell.ts';
import { started, within } from './started.ts';

export const CHROMIUM = process.env['FACET_CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium's own services are not found: what a browser sends by itself is not the page's doing. */
const withoutServices = `--host-resolver-rules=${['google.com', 'googleapis.com', 'gstatic.com', 'gvt1.com']
  .map((name) => `MAP ${name} ~NOTFOUND, MAP *.${name} ~NOTFOUND`)
  .join(', ')}`;

/** The browser that opens the web page, for pages of other kinds. */
export const launchBrowser = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: [...asRoot, withoutServices, ...args] });

/** How that browser is started by hand, with a profile of its own, in a window that leaves a part of Electron's to be seen. */
export async function secondBrowser(options: ShellOptions): Promise<{
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}> {
  const profile = `--user-data-dir=${join(options.folder, 'browser')}`;
  const first = ['--no-first-run', '--password-store=basic', '--window-position=300,0'];
  return {
    command: CHROMIUM,
    args: [...asRoot, ...first, withoutServices, ...camera(options), profile, 'about:blank'],
    env: { ...environment(options), DISPLAY: (await display()) ?? '' },
  };
}

export async function openWeb(options: ShellOptions): Promise<OpenShell> {
  // In a session of its own, as a terminal has and as Electron and the browser are given: Linux shares the processors out among
  // sessions first, and the tests' own, with all that they start, is a busy one.
  const server = spawn(process.execPath, [join(root, 'out/main/start.js'), '--web'], {
    env: environment(options),
    detached: true,
  });
  // A test that fails closes nothing.
  started.add(server);
  let said = '';
  server.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const url = await within(60, 'the web shell says its address', addressOf(server));
  const scheme = options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme };
  const look = { viewport: { width: 1280, height: 800 }, permissions: ['camera'], ...scheme };
  const browser =
    options.profile === true
      ? await chromium.launchPersistentContext(join(options.folder, 'profile'), {
          executablePath: CHROMIUM,
          args: [...asRoot, withoutServices, ...camera(options)],
          ...look,
        })
      : await launchBrowser(camera(options));
  const page = 'newContext' in browser ? await browser.newPage(look) : await browser.newPage();
  const complaints = listen(page);
  await page.goto(url);
  await page.waitForURL((now) => !now.pathname.startsWith('/enter/'));
  return {
    kind: 'web',
    page,
    said: () => said,
    complaints,
    async choose(button, paths, press = () => page.getByRole('button', { name: button }).click()) {
      const asked = page.waitForEvent('filechooser');
      await press();
      await (await asked).setFiles([...paths]);
    },
    allowCamera: (allowed) =>
      allowed ? page.context().grantPermissions(['camera']) : page.context().clearPermissions(),
    nextMessage: () => Promise.reject(new Error('a page has no message boxes')),
    async leaveAndStay() {
      // What the browser then asks is its own.
      const kept = "dispatchEvent(new Event('beforeunload', { cancelable: true })) === false";
      return (await page.evaluate(kept)) === true ? 'beforeunload' : '';
    },
    loseCamera,
    holdCamera,
    engines: () => Promise.resolve(childrenOf(server.pid ?? 0)),
    longestBlock: () => Promise.resolve(0),
    processes: () => Promise.resolve([server.pid ?? 0, ...childrenOf(server.pid ?? 0)]),
    async close() {
      await within(30, 'Chromium closes', browser.close());
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await within(60, 'the web shell ends', ended);
    },
  };
}

/** The engine first, then what tries devices for it: ids begin anew, so that the youngest may have the lowest. */
const childrenOf = (pid: number): number[] =>
  spawnSync('ps', ['-o', 'pid=', '--sort=start_time', '--ppid', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [Number(line)]));

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    let text = '';
    server.stdout?.on('data', (data: Buffer) => {
      text += data.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/enter\/[0-9a-f]{64}/.exec(text) ?? [];
      if (url !== undefined) found(url);
    });
    server.once('exit', (code) => reject(new Error(`the web shell ended with ${code}: ${text}`)));
  });
}
