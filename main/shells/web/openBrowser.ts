// Opens the page in the user's browser, with an address that other users of the machine cannot read.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asTheUser } from '../../files/private.ts';
import { leadingTo } from './entrancePages.ts';

/** Milliseconds after which no browser is coming any more. */
const LIFE = 10 * 60_000;

/**
 * Arguments can be read by everybody, so they name a file that only its owner can read, and that leads to the address. The
 * file goes when the address is used, and after ten minutes.
 */
export function openBrowser(addressFor: (used: () => void) => string): void {
  const folder = mkdtempSync(join(tmpdir(), 'facet-page-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const file = join(folder, 'facet.html');
  writeFileSync(file, leadingTo(addressFor(remove)), { mode: 0o600, flag: 'wx' });
  setTimeout(remove, LIFE).unref();
  const [command = 'xdg-open', ...first] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    process.platform as string
  ] ?? ['xdg-open'];
  asTheUser(() => spawn(command, [...first, pathToFileURL(file).href], { stdio: 'ignore', detached: true }))
    // The terminal has an address too: a machine without a browser to open loses nothing.
    .on('error', remove)
    .unref();
}
