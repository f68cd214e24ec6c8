// Files and folders that last as long as a piece of work. Their names tell which process made them: what one that was
// killed has left behind, the next one erases.
import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A name for such a file: `<stem>.<pid>-<8 hex digits>.<ending>`. */
export const passingName = (stem: string, ending: string): string =>
  `${stem}.${process.pid}-${randomBytes(4).toString('hex')}.${ending}`;

/** Erases those of the stem and ending whose process is gone. Never fails: the next one tries again. */
export async function sweepLeftBehind(folder: string, stem: string, ending: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (!name.startsWith(`${stem}.`) || !name.endsWith(`.${ending}`)) continue;
    const pid = /^(\d+)-[0-9a-f]{8}$/.exec(name.slice(stem.length + 1, -ending.length - 1))?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const path = join(folder, name);
    if (await isOurs(path)) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Everybody may write into a folder for temporary files: what another user put there under such a name is theirs. */
async function isOurs(path: string): Promise<boolean> {
  const user = process.getuid?.();
  try {
    return user === undefined || (await lstat(path)).uid === user;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
