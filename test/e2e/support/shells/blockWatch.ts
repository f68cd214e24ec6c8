// The event loop of a window's main process, watched from outside.
import type { ElectronApplication } from 'playwright-core';

/**
 * Runs in Electron's main process: milliseconds of every block that anybody could notice, since it was first asked. On Linux those
 * in user mode, in hundredths of a second: in a virtual machine the kernel takes fifteen microseconds for each fresh page of
 * memory where a desktop's takes a fifth of one, and V8 gives back and takes anew a megabyte at a time.
 */
const watchMain = `(() => {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const path = '/proc/self/task/' + process.pid + '/stat';
  const busyTime = () => {
    if (process.platform !== 'linux') return performance.now();
    const stat = readFileSync(path, 'latin1');
    return 10 * Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]);
  };
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

export function blockWatch(application: ElectronApplication): () => Promise<number> {
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
