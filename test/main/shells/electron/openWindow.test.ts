// Which shell `npm start` opens, and what it does when one does not open.
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  launchWindow,
  openBestWindow,
  type Launch,
  type Windows,
} from '../../../../main/shells/electron/openWindow.ts';
import { temporaryFolder } from '../../library/support/libraries.ts';

const electron = (why: string) => ({ executable: `/${why}`, why });
const ended: Launch = { kind: 'ended', code: 0 };
const broken: Launch = { kind: 'failed', why: 'exit code 127' };

/** Opens the best of these; which were launched, in turn. */
async function open(windows: Partial<Record<'npm' | 'fetch' | 'setUp', Launch>>) {
  const launched: string[] = [];
  const find = (which: 'npm' | 'fetch' | 'setUp') => (windows[which] === undefined ? null : electron(which));
  const parts: Windows = {
    npm: () => find('npm'),
    fetch: () => Promise.resolve(find('fetch')),
    setUp: () => find('setUp'),
    launch: ({ why }) => {
      launched.push(why);
      return Promise.resolve(windows[why as 'npm'] ?? broken);
    },
    say: () => undefined,
  };
  return { result: await openBestWindow(parts), launched };
}

test("npm's Electron, else a fetched one, else the one that was set up", async () => {
  expect((await open({ npm: ended, fetch: ended, setUp: ended })).launched).toEqual(['npm']);
  expect((await open({ fetch: ended, setUp: ended })).launched).toEqual(['fetch']);
  expect((await open({ setUp: ended })).launched).toEqual(['setUp']);
  expect((await open({})).result).toEqual({
    why: expect.stringContaining('npm run setup:electron') as string,
  });
});

test('one that does not open gives way to the next, and the last one to the web page, which says why', async () => {
  const next = await open({ npm: broken, fetch: ended, setUp: ended });
  expect(next.launched).toEqual(['npm', 'setUp']);
  expect(next.result).toEqual(ended);
  const none = await open({ npm: broken, setUp: broken });
  expect(none.launched).toEqual(['npm', 'setUp']);
  expect(none.result).toEqual({ why: 'Electron did not open a window (exit code 127)' });
});

test('a process that fails to start is told from one that ended by itself', async () => {
  const script = (text: string) => {
    const executable = join(temporaryFolder(), 'electron');
    writeFileSync(executable, `#!/bin/sh\n${text}\n`);
    chmodSync(executable, 0o755);
    return { executable, why: 'it is here' };
  };
  expect(await launchWindow(script('exit 127'), undefined)).toEqual(broken);
  expect(await launchWindow(script('kill -TRAP $$'), undefined)).toMatchObject({ why: 'SIGTRAP' });
  expect(await launchWindow({ executable: '/nowhere/electron', why: '' }, undefined)).toMatchObject({
    kind: 'failed',
  });
  expect(await launchWindow(script('exit 3'), undefined)).toEqual({ kind: 'ended', code: 3 });
  expect(await launchWindow(script('test "$2" = --library=x || test "$3" = --library=x'), 'x')).toEqual(
    ended,
  );
  // A window that was open and crashed later has had its turn.
  expect(await launchWindow(script('echo \'"opened"\' >&$NODE_CHANNEL_FD; exit 9'), undefined)).toEqual({
    kind: 'ended',
    code: 9,
  });
});
