// The window at `npm start`: every Electron that could open it, the best first, until one does.
import { spawn } from 'node:child_process';
import { asTheUser } from '../../files/private.ts';
import { packageRoot } from '../../registry/folders.ts';
import { exit } from '../cli/exit.ts';
import type { FoundElectron } from '../../electronRuntime.ts';

/** How an Electron ended: by itself, having opened a window or said why not, or before it came to that. */
export type Launch =
  { readonly kind: 'ended'; readonly code: number } | { readonly kind: 'failed'; readonly why: string };

export interface Windows {
  readonly npm: () => FoundElectron | null;
  readonly fetch: () => Promise<FoundElectron | null>;
  readonly setUp: () => FoundElectron | null;
  readonly launch: (electron: FoundElectron) => Promise<Launch>;
  readonly say: (line: string) => void;
}

/** The exit code of the window that was opened, or why none was. */
export async function openBestWindow({
  npm,
  fetch,
  setUp,
  launch,
  say,
}: Windows): Promise<{ readonly code: number } | { readonly why: string }> {
  let why =
    'there is no Electron here and none could be fetched (on Linux `npm run setup:electron` makes one)';
  for (const find of [async () => npm() ?? (await fetch()), () => Promise.resolve(setUp())]) {
    const electron = await find();
    if (electron === null) continue;
    say(`Opening the window: ${electron.why}.`);
    const launched = await launch(electron);
    if (launched.kind === 'ended') return launched;
    why = `Electron did not open a window (${launched.why})`;
    say(`It does not open: ${launched.why}.`);
  }
  return { why };
}

/** What the window's process says to this one when its page is there. */
export const OPENED = 'opened';

/** Resolves when the window's process has ended, or could not be started. */
export function launchWindow({ executable }: FoundElectron, library: string | undefined): Promise<Launch> {
  // Chromium refuses its sandbox to root; everybody else is sandboxed.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const chosen = library === undefined ? [] : [`--library=${library}`];
  const child = asTheUser(() =>
    spawn(executable, [...asRoot, packageRoot(), ...chosen], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    }),
  );
  let opened = false;
  child.on('message', (said) => (opened ||= said === OPENED));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      opened = true;
      child.kill(signal);
    });
  }
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ kind: 'failed', why: message }));
    child.once('exit', (code, signal) => {
      // A window that opened, or that said what is in its way, has had its turn.
      if (opened || code === exit.done || code === exit.failed) resolve({ kind: 'ended', code: code ?? 1 });
      else resolve({ kind: 'failed', why: signal ?? `exit code ${code}` });
    });
  });
}
