// Opens Facet as a user does: the real Electron under a display, or the web shell in Debian's Chromium.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  _electron,
  chromium,
  errors,
  type Browser,
  type ElectronApplication,
  type Page,
} from 'playwright-core';
import type { TestContext } from 'vitest';
import { findElectron } from '../../../main/electronRuntime.ts';

/** What this process has started and must not leave behind. */
const started = new Set<ChildProcess>();
const endStarted = () => started.forEach((child) => child.kill());
process.once('exit', endStarted);
// A test run ends its workers by a signal, and a signal calls no exit listeners.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    endStarted();
    process.kill(process.pid, signal);
  });

export const root = resolve(import.meta.dirname, '../../..');
export const doorKinds = ['electron', 'web'] as const;
export type ShellKind = (typeof doorKinds)[number];

/** Waits that nobody else ends: a test that ran out of its whole time would not say on what. */
async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not after ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface OpenShell {
  readonly kind: ShellKind;
  readonly page: Page;
  /** Everything that the application wrote to its standard error. */
  readonly said: () => string;
  /** What the page wrote to its console as errors. */
  readonly complaints: readonly string[];
  /** Presses a button that asks for photos or a folder, with the mouse where nothing else is said, and gives it these. */
  choose(button: string, paths: readonly string[], press?: () => Promise<void>): Promise<void>;
  /** Lets the page use the camera or forbids it, as the system's or the browser's settings do. */
  allowCamera(allowed: boolean): Promise<void>;
  /** The next message box of the system; it is answered with its first button. */
  nextMessage(): Promise<string>;
  /** Closes the window or the page while something goes on, and stays when asked; what was asked. */
  leaveAndStay(): Promise<string>;
  /** Ends the process that reads the cameras, as a camera does that is unplugged: the browser ends its tracks. */
  loseCamera(): void;
  /** Holds that process, as a camera does that hangs, or lets it go on. */
  holdCamera(held: boolean): void;
  /** Process ids of the engines that run. */
  engines(): Promise<readonly number[]>;
  /**
   * Watches the event loop of the desktop window's main process. Answers with the longest block since it was last asked, in
   * milliseconds of the processor (`longestBlock` in support/eventLoop.ts says why); 0 at first, and of a web page's server.
   */
  longestBlock(): Promise<number>;
  /** Process ids of all of Facet, without the browser that shows its web page. */
  processes(): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface ShellOptions {
  /** Holds the library and the user's data; kept between openings. */
  readonly folder: string;
  /** Motion-JPEG file for the fake camera. */
  readonly film?: string;
  /** So many fake cameras, without a film: they show a test card. */
  readonly cameras?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** The library is not named: it is the usual one in this folder, or the one that was chosen. */
  readonly unnamed?: boolean;
  /** A browser's page is opened in a profile that stays, `profile` in the folder, as the window's always is. */
  readonly profile?: boolean;
}

const CHROMIUM = process.env['FACET_CHROMIUM'] ?? '/usr/bin/chromium';

/** Why the shell cannot be opened here, and what it takes; null where it can. */
export async function missingFor(kind: ShellKind): Promise<string | null> {
  if (kind === 'web')
    return existsSync(CHROMIUM)
      ? null
      : `needs Chromium in ${CHROMIUM} (Debian: chromium), or FACET_CHROMIUM`;
  if (findElectron() === null) return 'needs an Electron: npm run setup:electron';
  return (await display()) === null ? 'needs a display, or Xvfb to make one (Debian: xvfb)' : null;
}

/** The window where it opens here, else the page: for what is the same behind both. */
export const oneShell = async (): Promise<ShellKind> =>
  (await missingFor('electron')) === null ? 'electron' : 'web';

/** Skips the running test, with the reason, where the shell cannot be opened here. */
export async function needsShell(context: TestContext, kind: ShellKind): Promise<void> {
  const missing = await missingFor(kind);
  if (missing !== null) context.skip(missing);
}

// The device only: who may use it is decided as it is for a real one.
const camera = ({ film, cameras }: ShellOptions): string[] => [
  ...(film === undefined && cameras === undefined
    ? []
    : [`--use-fake-device-for-media-stream=device-count=${cameras ?? 1}`]),
  ...(film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`]),
];

// Root's processes cannot be sandboxed by Chromium.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Chromium's own services are not found: what a browser sends by itself is not the page's doing. */
const withoutServices = `--host-resolver-rules=${['google.com', 'googleapis.com', 'gstatic.com', 'gvt1.com']
  .map((name) => `MAP ${name} ~NOTFOUND, MAP *.${name} ~NOTFOUND`)
  .join(', ')}`;

/** The browser that opens the web page, for pages of other kinds. */
export const launchBrowser = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: [...asRoot, withoutServices, ...args] });

export function openShell(kind: ShellKind, options: ShellOptions): Promise<OpenShell> {
  return kind === 'electron' ? openElectron(options) : openWeb(options);
}

function environment({ folder, unnamed = false }: ShellOptions): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  return {
    ...(process.env as Record<string, string>),
    FACET_DATA: join(folder, 'data'),
    ...(unnamed
      ? { FACET_LIBRARY: '', HOME: folder, XDG_CONFIG_HOME: folder }
      : { FACET_LIBRARY: join(folder, 'library') }),
  };
}

/** How Electron is started by hand, beside one that is open. */
export async function secondElectron(options: ShellOptions): Promise<{
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}> {
  const found = findElectron();
  if (found === null) throw new Error('no Electron; the test should have been skipped');
  return {
    command: found.executable,
    // A profile of its own: the one-instance lock belongs to it.
    args: [...asRoot, ...camera(options), `--user-data-dir=${join(options.folder, 'profile')}`, root],
    env: { ...environment(options), DISPLAY: (await display()) ?? '' },
  };
}

/** Process ids of the engines of that window. */
export const enginesOf = (application: ElectronApplication): Promise<number[]> =>
  application.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ pid, name }) => (name === 'Facet engine' ? [pid] : [])),
  );

/**
 * On a machine that does other things, one launch in thirty never comes back from Playwright although the window is open and its
 * page loaded (its own DevTools show it): that process is ended, and another one started.
 */
export async function launchElectron(
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: 20_000 });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    console.warn('Electron was launched a second time: Playwright did not hear of the first.');
    return _electron.launch({ ...options, timeout: 30_000 });
  }
}

async function openElectron(options: ShellOptions): Promise<OpenShell> {
  const { command, args, env } = await secondElectron(options);
  const application = await launchElectron({
    executablePath: command,
    args,
    env,
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  let said = '';
  application.process().stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const page = await application.firstWindow();
  const nextMessage = (): Promise<string> =>
    application.evaluate(
      ({ dialog }) =>
        new Promise<string>((asked) => {
          dialog.showMessageBox = (...given: unknown[]) => {
            asked((given.at(-1) as { readonly message: string }).message);
            return Promise.resolve({ response: 0, checkboxChecked: false });
          };
        }),
    );
  return {
    kind: 'electron',
    page,
    said: () => said,
    complaints: listen(page),
    async choose(button, paths, press = () => page.getByRole('button', { name: button }).click()) {
      const answer = application.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
        },
        [...paths],
      );
      await within(30, 'Electron hears what is chosen', answer);
      await press();
    },
    // The page's own handlers are checked by security.test.ts; here the system has the last word.
    allowCamera: (allowed) =>
      application.evaluate(({ session }, may) => {
        session.defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(may));
        session.defaultSession.setPermissionCheckHandler(() => may);
      }, allowed),
    loseCamera,
    holdCamera,
    engines: () => enginesOf(application),
    processes: () => application.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid)),
    nextMessage,
    longestBlock: blockWatch(application),
    async leaveAndStay() {
      const asked = nextMessage();
      await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      return asked;
    },
    async close() {
      // Whatever goes on: a test that closes the window means it.
      const answer = application
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
        })
        .catch(() => undefined);
      await within(30, 'Electron hears how to answer', answer);
      await within(60, 'Electron closes', application.close());
    },
  };
}

/** Runs in Electron's main process: milliseconds of every block that anybody could notice, since it was first asked. */
const watchMain = `(() => {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const busyTime = () =>
    process.platform === 'linux'
      ? Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[0]) / 1e6
      : performance.now();
  if (globalThis.facetBlocks === undefined) {
    globalThis.facetBlocks = [];
    let last = busyTime();
    setInterval(() => {
      const now = busyTime();
      if (now - last > 8) facetBlocks.push(now - last);
      last = now;
    }, 5);
  }
  return facetBlocks;
})()`;

function blockWatch(application: ElectronApplication): () => Promise<number> {
  let seen = 0;
  return async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        const blocks = await application.evaluate<readonly number[]>(watchMain);
        const fresh = blocks.slice(seen);
        seen = blocks.length;
        return Math.max(0, ...fresh);
      } catch (error) {
        // What the inspector waits for can be collected: nothing has gone wrong in the application.
        if (attempt === 5 || !String(error).includes('garbage collected')) throw error;
      }
    }
  };
}

async function openWeb(options: ShellOptions): Promise<OpenShell> {
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

const loseCamera = (): void => cameraReaders().forEach((pid) => process.kill(pid, 'SIGKILL'));

const holdCamera = (held: boolean): void =>
  cameraReaders().forEach((pid) => process.kill(pid, held ? 'SIGSTOP' : 'SIGCONT'));

/** Of the browsers of this test run alone: others may have cameras too. */
function cameraReaders(): number[] {
  const rows = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((row) => row !== null)
    .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
  const parents = new Map(rows.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const readers = rows.filter(
    ({ pid, command }) => command.includes('video_capture.mojom.VideoCaptureService') && isOurs(pid),
  );
  if (readers.length === 0) throw new Error('no process reads cameras');
  return readers.map(({ pid }) => pid);
}

/** The web shell starts no other process than its engine. */
const childrenOf = (pid: number): number[] =>
  spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
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

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

let shown: Promise<string | null> | null = null;

/** The display that there is, or one of our own; null where there is neither. */
export function display(): Promise<string | null> {
  shown ??=
    process.env['DISPLAY'] === undefined
      ? within(30, 'Xvfb says its display', startXvfb())
      : Promise.resolve(process.env['DISPLAY']);
  return shown;
}

function startXvfb(): Promise<string | null> {
  return new Promise((found) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    server.once('error', () => found(null));
    server.stdio[3]?.once('data', (number: Buffer) => found(`:${number.toString().trim()}`));
    started.add(server);
    server.unref();
  });
}
