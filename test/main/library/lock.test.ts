import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../main/library/open.ts';
import { failureOf, makeLibrary, openForTest, valueOf } from './libraries.ts';

/** Another process that opens the library and then stays; answers with its process and what came of opening. */
async function openElsewhere(folder: string): Promise<{ child: ChildProcess; opened: unknown }> {
  const child = fork(join(import.meta.dirname, 'holder.ts'), [folder], { execArgv: ['--import', 'tsx'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [opened] = (await once(child, 'message')) as unknown[];
  return { child, opened };
}

const lockOf = (folder: string) => join(folder, 'library.lock');

/** A closed library's lock, as a process that is gone would have left it. */
function leaveLock(folder: string, change: Record<string, unknown>): void {
  const dead = {
    pid: 2 ** 22 + 1,
    host: hostname(),
    started: '1',
    opened: '2024-01-01T00:00:00.000Z',
    token: 'x',
  };
  writeFileSync(lockOf(folder), JSON.stringify({ ...dead, ...change }));
}

async function closedLibrary(): Promise<string> {
  const library = await makeLibrary();
  await library.close();
  return library.folder;
}

test('a second process is told who has the library, and gets it when that one is killed', async () => {
  const folder = await closedLibrary();
  const { child, opened } = await openElsewhere(folder);
  expect(opened).toEqual({ ok: true });
  const failure = failureOf(await openLibrary(folder));
  expect(failure).toMatchObject({ kind: 'library-locked' });
  expect(failure.message).toContain(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(lockOf(folder))).toBe(true);
  await openForTest(folder);
  expect(await openElsewhere(folder)).toMatchObject({
    opened: {
      ok: false,
      failure: { kind: 'library-locked', message: expect.stringContaining(`${process.pid}`) as string },
    },
  });
});

test('the same process opens it once at a time', async () => {
  const library = await makeLibrary();
  expect(failureOf(await openLibrary(library.folder)).message).toContain(`process ${process.pid}`);
  await library.close();
  expect(existsSync(lockOf(library.folder))).toBe(false);
  await openForTest(library.folder);
});

test('a number that another process has by now does not keep the lock', async (context) => {
  if (process.platform !== 'linux') context.skip('only Linux says when a process started');
  const folder = await closedLibrary();
  leaveLock(folder, { pid: process.pid });
  await openForTest(folder);
});

test('nothing is known of a process on another machine', async () => {
  const folder = await closedLibrary();
  leaveLock(folder, { host: 'elsewhere' });
  const failure = failureOf(await openLibrary(folder));
  expect(failure.message).toContain('on elsewhere');
  expect(failure.advice).toContain(lockOf(folder));
});

test('a lock that cannot be read counts while it is fresh', async () => {
  const folder = await closedLibrary();
  writeFileSync(lockOf(folder), '');
  expect(failureOf(await openLibrary(folder)).kind).toBe('library-locked');
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(lockOf(folder), hourAgo, hourAgo);
  writeFileSync(`${lockOf(folder)}.takeover`, '');
  utimesSync(`${lockOf(folder)}.takeover`, hourAgo, hourAgo);
  await openForTest(folder);
});

test('of many that find a dead lock, one gets the library', async () => {
  const folder = await closedLibrary();
  for (let round = 0; round < 20; round++) {
    leaveLock(folder, {});
    const results = await Promise.all(Array.from({ length: 6 }, () => openLibrary(folder)));
    const winners = results.filter(({ ok }) => ok);
    expect(winners).toHaveLength(1);
    const lock = JSON.parse(readFileSync(lockOf(folder), 'utf8')) as { pid: number };
    expect(lock.pid).toBe(process.pid);
    for (const winner of winners) await valueOf(winner).close();
  }
});
