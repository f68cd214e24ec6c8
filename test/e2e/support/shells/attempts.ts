// What the running attempt of a test has opened, so that another attempt can begin where it began.
import { existsSync, rmSync } from 'node:fs';
import type { OpenShell } from './shell.ts';

const shells = new Set<OpenShell>();
/** Those that were not there before. */
const folders = new Set<string>();

/** To be called before Facet is opened on the folder; hears of the shell when it is open. */
export function attempting(folder: string): (shell: OpenShell) => void {
  if (!existsSync(folder)) folders.add(folder);
  return (shell) => shells.add(shell);
}

/** To be called before each attempt. What was opened before any test is for all of them. */
export async function beginAttempt(again: boolean): Promise<void> {
  if (again) {
    // It failed: whatever keeps one of them from closing ends with this process.
    await Promise.all([...shells].map((shell) => shell.close().catch(() => undefined)));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
  shells.clear();
  folders.clear();
}
