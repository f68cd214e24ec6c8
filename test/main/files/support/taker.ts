// A process of its own for the tests of the lock: takes it and stays, or races for it with others.
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from '../../../../main/files/lock.ts';

const [path = '', rounds = '0'] = process.argv.slice(2);

/** Holds the lock `rounds` times; every other time leaves a file behind as a process that was killed would. */
async function race(): Promise<{ held: number; twice: number }> {
  const marker = `${path}.marker`;
  let twice = 0;
  for (let held = 0; held < Number(rounds);) {
    const locking = await takeLock(path);
    if (!('lock' in locking)) {
      await sleep(Math.random() * 5);
      continue;
    }
    try {
      closeSync(openSync(marker, 'wx'));
      await sleep(Math.random() * 2);
      if (!(await locking.lock.isHeld())) twice++;
      rmSync(marker);
    } catch {
      twice++;
    }
    if (held++ % 2 === 0) {
      const left = `${path}.${process.pid}`;
      writeFileSync(left, '{"pid": 1, "host": "gone"');
      renameSync(left, path);
    }
    await locking.lock.release();
  }
  return { held: Number(rounds), twice };
}

if (rounds === '0') {
  const locking = await takeLock(path);
  console.log(JSON.stringify('lock' in locking ? { pid: process.pid } : locking));
  setInterval(() => {}, 1000);
} else {
  console.log(JSON.stringify(await race()));
}
