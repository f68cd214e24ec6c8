// The event loop of a window's main process, watched from outside.
import type { ElectronApplication } from 'playwright-core';

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
