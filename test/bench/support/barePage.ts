// Facet's page as people have it: nobody listens to what it does. Where Playwright does, Chromium writes every frame that goes
// through a socket out as text for it: 20 ms of processor time a frame, in the page's own thread and the browser's, and half of
// the rate. What goes through a window's ports it does not report.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { secondElectron } from '../../e2e/support/shells/electron.ts';
import type { OpenShell, ShellOptions } from '../../e2e/support/shells/shell.ts';
import { secondBrowser } from '../../e2e/support/shells/web.ts';

/** A page in a window of its own that can be asked, and tells nothing. */
export interface BarePage {
  /** What the script gives, as JSON has it; a promise is waited for. */
  evaluate<T = unknown>(script: string): Promise<T>;
  /** Presses the button as soon as it is there. */
  press(button: string): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds between two looks whether something is there, and how many there are. */
const [PAUSE, LOOKS] = [100, 300];

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let count = 0; count < LOOKS; count++) {
    const found = await look();
    if (found !== undefined) return found;
    await setTimeout(PAUSE);
  }
  throw new Error(`${what}: not after ${(PAUSE * LOOKS) / 1000} s`);
}

interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

/** The DevTools protocol, of which commands alone are used: no domain is enabled. */
class DevTools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  #sent = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const { id, ...answer } = JSON.parse(data.toString()) as { id?: number };
      if (id !== undefined) this.#waiting.get(id)?.(answer);
    });
  }

  static async connect(address: string): Promise<DevTools> {
    const socket = new WebSocket(address);
    await new Promise((open, failed) => socket.once('open', open).once('error', failed));
    return new DevTools(socket);
  }

  async ask<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.#sent;
    const answered = new Promise<{ result?: unknown; error?: { message: string } }>((answer) =>
      this.#waiting.set(id, answer),
    );
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    const { result, error } = await answered;
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  close(): void {
    this.#socket.close();
  }
}

/** What Playwright says too: windows of a display without a window manager lie over each other, and are to draw all the same. */
const COVERED_AS_WELL = '--disable-backgrounding-occluded-windows';

/** In a session of its own, as Playwright's are and as terminals give: Linux shares the processors out among sessions first. */
async function start({ command, args, env }: Started): Promise<[process: ChildProcess, tools: DevTools]> {
  const child = spawn(command, ['--remote-debugging-port=0', COVERED_AS_WELL, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-10_000)));
  const address = await until('the browser says where its DevTools are', () =>
    /^DevTools listening on (ws:\S+)$/m.exec(said)?.at(1),
  );
  return [child, await DevTools.connect(address)];
}

interface Target {
  readonly targetId: string;
  readonly type: string;
}

async function attach(
  child: ChildProcess,
  tools: DevTools,
): Promise<BarePage & { readonly session: string }> {
  const { targetId } = await until('a page is there', async () => {
    const { targetInfos } = await tools.ask<{ targetInfos: readonly Target[] }>('Target.getTargets');
    return targetInfos.find(({ type }) => type === 'page');
  });
  const { sessionId } = await tools.ask<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const evaluate = async <T>(expression: string): Promise<T> => {
    const given = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await tools.ask<{
      result: { value: T };
      exceptionDetails?: { text: string };
    }>('Runtime.evaluate', given, sessionId);
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result.value;
  };
  return {
    session: sessionId,
    evaluate,
    async press(button) {
      const script = `(() => {
        const named = (one) => (one.ariaLabel ?? one.textContent).trim() === ${JSON.stringify(button)};
        const found = [...document.querySelectorAll('button')].find(named);
        found?.click();
        return found !== undefined;
      })()`;
      // A page that is only just being loaded runs no scripts.
      const look = () => evaluate<boolean>(script).catch(() => false);
      await until(`the button ${button} is there`, async () => (await look()) || undefined);
    },
    async close() {
      const ended = new Promise((end) => child.once('exit', end));
      // One that ends at once does not answer.
      tools.ask('Browser.close').catch(() => child.kill());
      await ended;
      tools.close();
    },
  };
}

/** The desktop window, on a library that nobody has open. */
export async function openBareWindow(options: ShellOptions): Promise<BarePage> {
  return attach(...(await start(await secondElectron(options))));
}

/**
 * The web page of a shell that is open, in a browser of its own, on the display that windows are on. The shell's browser is
 * sent elsewhere.
 *
 * @param size of the page, in CSS pixels
 */
export async function openBareBrowser(
  shell: OpenShell,
  options: ShellOptions,
  [width, height]: readonly [number, number],
): Promise<BarePage> {
  const [address, cookies] = [shell.page.url(), await shell.page.context().cookies()];
  await shell.page.goto('about:blank');
  mkdirSync(options.folder, { recursive: true });
  const started = await secondBrowser({ ...options, folder: join(options.folder, 'bare') });
  const [child, tools] = await start(started);
  await tools.ask('Browser.grantPermissions', { permissions: ['videoCapture'] });
  await tools.ask('Storage.setCookies', {
    cookies: cookies.map(({ name, value, domain, path, httpOnly, sameSite }) => ({
      ...{ name, value, domain, path, httpOnly, sameSite },
    })),
  });
  const page = await attach(child, tools);
  // As from the address bar: a page that leads to another site takes no strict cookies along.
  await tools.ask('Page.navigate', { url: address }, page.session);
  const { windowId } = await tools.ask<{ windowId: number }>('Browser.getWindowForTarget', {}, page.session);
  // What a browser shows above its page comes and goes while it starts.
  await until('the page has its size', async () => {
    const [wide, high, outerWidth, outerHeight] = await page.evaluate<[number, number, number, number]>(
      '[innerWidth, innerHeight, outerWidth, outerHeight]',
    );
    if (wide === width && high === height) return true;
    const bounds = { width: outerWidth + width - wide, height: outerHeight + height - high };
    await tools.ask('Browser.setWindowBounds', { windowId, bounds });
    return undefined;
  });
  return page;
}
