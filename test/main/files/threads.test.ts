import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

/** A program that asks a thread, which takes its time, and then has nothing to do. */
const program = `
  import { once } from 'node:events';
  import { Worker } from 'node:worker_threads';
  import { keptByCalls } from '${pathToFileURL(resolve('main/files/threads/threadCalls.ts')).href}';
  const thread = new Worker(
    "import { parentPort } from 'node:worker_threads';" +
      "parentPort.on('message', () => setTimeout(() => parentPort.postMessage('answered'), 300));",
    { eval: true },
  );
  const answer = once(thread, 'message');
  const kept = keptByCalls(thread);
  thread.postMessage('asked');
  process.stdout.write((await kept(answer))[0]);`;

test('a program waits for the answer of a thread, and for the thread no longer', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    { encoding: 'utf8', timeout: 30_000 },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'answered', stderr: '' });
});
