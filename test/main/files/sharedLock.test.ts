// Disks that several machines see without seeing each other's locks: none can be had here, so that the two answers by which
// they are told are given instead. Everything else is real.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Answer } from '../../../main/files/osLock.ts';
import { takeLock, type Lock } from '../../../main/files/lock.ts';
import { temporaryFolder } from '../library/support/libraries.ts';

const { disk } = vi.hoisted((): { disk: { answer: Answer } } => ({ disk: { answer: 'granted' } }));
vi.mock('../../../main/files/osLock.ts', () => ({ tryOsLock: () => disk.answer }));
vi.mock('../../../main/files/heartbeat.ts', async (original) => ({
  ...(await original<object>()),
  isOnLocalDisk: () => Promise.resolve(false),
}));

async function take(path: string): Promise<Lock> {
  const locking = await takeLock(path);
  if (!('lock' in locking)) throw new Error(`held by ${locking.heldBy}`);
  onTestFinished(() => locking.lock.release());
  return locking.lock;
}

/** As if another machine had written it. */
function elsewhere(path: string): void {
  const holder = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...holder, host: 'elsewhere', boot: 'other' }));
}

test('a holder on another machine is known by its beat, also while its event loop is busy', async () => {
  disk.answer = 'granted';
  const path = join(temporaryFolder(), 'a.lock');
  await take(path);
  elsewhere(path);
  const taking = takeLock(path);
  for (const end = performance.now() + 500; performance.now() < end;);
  expect(await taking).toMatchObject({
    heldBy: expect.stringMatching(/^process \d+ on elsewhere, since /) as string,
  });
});

test('one that beats no more is taken over, and notices when it wakes up', async () => {
  disk.answer = 'unsupported';
  const path = join(temporaryFolder(), 'a.lock');
  const slept = await take(path);
  const before = readFileSync(path);
  await slept.release();
  writeFileSync(path, before);
  elsewhere(path);
  const started = performance.now();
  const lock = await take(path);
  expect(performance.now() - started).toBeGreaterThan(7000);
  expect(await lock.isHeld()).toBe(true);
  elsewhere(path);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"token":"[^"]+"/, '"token":"theirs"'));
  expect(await lock.isHeld()).toBe(false);
  expect(await lock.holder()).toContain('on elsewhere');
});

test('where there are no locks at all, the last of those who come at once has it', async () => {
  disk.answer = 'unsupported';
  const path = join(temporaryFolder(), 'a.lock');
  const all = await Promise.all([takeLock(path), takeLock(path), takeLock(path)]);
  const locks = all.flatMap((locking) => ('lock' in locking ? [locking.lock] : []));
  expect(locks).toHaveLength(1);
  for (const lock of locks) await lock.release();
});
