import { expect, test } from 'vitest';
import { RunningCommand } from '../../../../renderer/state/jobs/runningCommand.svelte.ts';
import { deferred } from '../support/deferred.ts';

const step = (done: number) => ({ phase: 'train', done, total: 10 });

test('runs one at a time, and says how far it is', async () => {
  const command = new RunningCommand();
  const { promise, resolve } = deferred<string>();
  const run = command.run(() => promise);
  expect(command.running).toBe(true);
  expect(command.progress).toBeNull();
  command.report(step(3));
  expect(command.progress?.done).toBe(3);
  expect(await command.run(() => Promise.resolve('second'))).toBeNull();
  resolve('first');
  expect(await run).toBe('first');
  expect(command.running).toBe(false);
  expect(command.cancelled).toBe(false);
});

test('cancel aborts the signal; the next run begins afresh', async () => {
  const command = new RunningCommand();
  const untilAborted = (signal: AbortSignal) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  const run = command.run(untilAborted);
  command.report(step(1));
  command.cancel();
  await run;
  expect(command.cancelled).toBe(true);
  await command.run(() => Promise.resolve());
  expect(command.cancelled).toBe(false);
  expect(command.progress).toBeNull();
});

test('a bug ends the run, and throws', async () => {
  const command = new RunningCommand();
  await expect(command.run(() => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  expect(command.running).toBe(false);
});
