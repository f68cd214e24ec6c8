// Which Electron still gets security updates, and what to say of one that does not.
import type { Warning } from '../preload/contract.ts';
import { electronFiles, findElectron } from './electronRuntime.ts';

/**
 * The oldest major version that was kept safe when the one in package.json came out: Electron's makers keep the latest three
 * (https://www.electronjs.org/docs/latest/tutorial/electron-timelines).
 */
export const OLDEST_SUPPORTED = 43;

/** Null where that version is supported, or newer than what was known when Facet was built. */
export function supportWarning(version: string): Warning | null {
  if (Number.parseInt(version, 10) >= OLDEST_SUPPORTED) return null;
  return {
    message: `Electron ${version} gets no security updates: holes in it that are publicly known stay open.`,
    advice:
      'Use it for tests, or on a machine that cannot fetch another; elsewhere run `npx install-electron`, and `npm start` takes the supported one.',
  };
}

/** Of the Electron that this process is; null in Node. */
export const runningElectronWarning = (): Warning | null =>
  process.versions.electron === undefined ? null : supportWarning(process.versions.electron);

/** The Electron that runs, or else the one that `npm start` would open; null where there is none. */
export function electronHere(): { readonly version: string; readonly warning: Warning | null } | null {
  const running = process.versions.electron;
  const found = running === undefined ? findElectron() : null;
  const version = running ?? (found === null ? undefined : electronFiles(found)?.version);
  return version === undefined ? null : { version, warning: supportWarning(version) };
}
