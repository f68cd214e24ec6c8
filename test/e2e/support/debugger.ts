// Where a Chromium that was started by hand listens for who drives it.
import type { ChildProcess } from 'node:child_process';

/** Of a process started with `--remote-debugging-port=0`; rejects where it ends before it says so. */
export function debuggerOf(child: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address !== undefined) found(address);
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)));
  });
}
