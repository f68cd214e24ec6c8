import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { attempting, beginAttempt } from './support/shells/attempts.ts';
import type { OpenShell } from './support/shells/shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-attempts-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('another attempt closes what the first left open, and finds only what was there before', async () => {
  const [before, fresh] = [join(folder, 'before'), join(folder, 'fresh')];
  mkdirSync(before);
  const closed: string[] = [];
  const open = (home: string): void => {
    const isOpen = attempting(home);
    mkdirSync(home, { recursive: true });
    isOpen({ close: () => Promise.resolve(void closed.push(home)) } as unknown as OpenShell);
  };
  open(before);
  open(fresh);
  await beginAttempt(true);
  expect(closed).toEqual([before, fresh]);
  expect([existsSync(before), existsSync(fresh)]).toEqual([true, false]);

  // The first attempt of the next test touches nothing of the one before.
  open(fresh);
  await beginAttempt(false);
  await beginAttempt(true);
  expect(existsSync(fresh)).toBe(true);
  expect(closed).toEqual([before, fresh]);
});
