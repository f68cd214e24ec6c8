// Opens Facet as a user does: the real Electron under a display, or the web shell in Debian's Chromium.
import { existsSync } from 'node:fs';
import type { TestContext } from 'vitest';
import { findElectron } from '../../../../main/electronRuntime.ts';
import { attempting } from './attempts.ts';
import { display } from './display.ts';
import { openElectron } from './electron.ts';
import type { OpenShell, ShellKind, ShellOptions } from './shell.ts';
import { CHROMIUM, openWeb } from './web.ts';

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

export async function openShell(kind: ShellKind, options: ShellOptions): Promise<OpenShell> {
  const isOpen = attempting(options.folder);
  const shell = await (kind === 'electron' ? openElectron(options) : openWeb(options));
  isOpen(shell);
  return shell;
}
