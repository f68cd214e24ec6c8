import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest';
import { NoLockFile, takeLock, type Lock } from '../../../main/files/lock.ts';
import { bundle } from '../../support/bundle.ts';
import { smallDisk, temporaryFolder } from '../library/support/libraries.ts';

let taker = '';
beforeAll(async () => {
  const { script, remove } = await bundle(join(import.meta.dirname, 'support/taker.ts'));
  taker = script;
  return remove;
});

async function take(path: string): Promise<Lock> {
  const locking = await takeLock(path);
  if (!('lock' in locking)) throw new Error(`held by ${locking.heldBy}`);
  onTestFinished(() => locking.lock.release());
  return locking.lock;
}

const holderOf = async (path: string): Promise<string> => {
  const locking = await takeLock(path);
  if ('heldBy' in locking) return locking.heldBy;
  await locking.lock.release();
  return '';
};

/** Another process that takes the lock and stays; answers with what it says. */
async function takeElsewhere(
  path: string,
  command: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly said: { pid?: number; heldBy?: string } }> {
  const [program, ...rest] = [...command, process.execPath, taker, path];
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, said: JSON.parse(line) as { pid?: number; heldBy?: string } };
}

function needsNamespaces(context: TestContext): void {
  try {
    execFileSync('unshare', ['-p', '-f', '--mount-proc', 'true'], { stdio: 'ignore' });
  } catch {
    context.skip('needs the right to make PID namespaces (root on Linux, unshare)');
  }
}

const CONTAINER = ['unshare', '-p', '-f', '--mount-proc', '--kill-child'];

test('one holder at a time, in one process as well; the file goes with the lock', async () => {
  const path = join(temporaryFolder(), 'a.lock');
  const lock = await take(path);
  expect(await lock.isHeld()).toBe(true);
  expect(statSync(path).mode & 0o77).toBe(0);
  expect(await holderOf(path)).toMatch(
    new RegExp(`^process ${process.pid}, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d$`),
  );
  await lock.release();
  await lock.release();
  expect(await lock.isHeld()).toBe(false);
  expect(existsSync(path)).toBe(false);
  await take(path);
});

test('a process that is killed lets go at once', async () => {
  const path = join(temporaryFolder(), 'a.lock');
  const { child, said } = await takeElsewhere(path);
  expect(await holderOf(path)).toContain(`process ${said.pid}, since`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(path)).toBe(true);
  await take(path);
});

test('two containers with one host name exclude each other, and say so', async (context) => {
  needsNamespaces(context);
  const path = join(temporaryFolder(), 'a.lock');
  const first = await takeElsewhere(path, CONTAINER);
  expect(first.said.pid).toBe(1);
  const second = await takeElsewhere(path, CONTAINER);
  expect(second.said.heldBy).toContain(`process 1 of a container on this computer (${hostname()}), since`);
  expect(await holderOf(path)).toContain('process 1 of a container');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await expect.poll(() => holderOf(path)).toBe('');
});

test('a host that was renamed while it held the lock is known by its kernel', async (context) => {
  needsNamespaces(context);
  const path = join(temporaryFolder(), 'a.lock');
  const rename = ['unshare', '-u', 'sh', '-c', 'hostname former-name && exec "$@"', 'sh'];
  const { said } = await takeElsewhere(path, rename);
  expect(await holderOf(path)).toContain(`process ${said.pid}, since`);
});

const whole = JSON.stringify({
  pid: process.ppid,
  host: 'former-name',
  boot: null,
  pids: null,
  opened: '2099-01-01T00:00:00.000Z',
  token: 'x',
});

test.each([
  ['empty', ''],
  ['cut short', whole.slice(0, 40)],
  ['garbage', '\0\u{fffd}{]'.repeat(5000)],
  ['of a process that lives, under another host name, from the future', whole],
])('a file that is left over does not block: %s', async (_, content) => {
  const path = join(temporaryFolder(), 'a.lock');
  writeFileSync(path, content);
  utimesSync(path, 4e9, 4e9);
  const started = performance.now();
  await take(path);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
});

test('what Facet did not make is left alone, and an empty folder taken away', async (context) => {
  if (process.platform === 'win32') context.skip('Windows has other links and pipes');
  const folder = temporaryFolder();
  const path = join(folder, 'a.lock');
  const secret = join(folder, 'secret');
  writeFileSync(secret, 'mine');

  symlinkSync(secret, path);
  await expect(takeLock(path)).rejects.toThrow(NoLockFile);
  rmSync(path);
  symlinkSync(join(folder, 'nowhere'), path);
  await expect(takeLock(path)).rejects.toThrow(NoLockFile);
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  rmSync(path);
  execFileSync('mkfifo', [path]);
  await expect(takeLock(path)).rejects.toThrow(NoLockFile);
  rmSync(path);
  mkdirSync(join(path, 'inside'), { recursive: true });
  await expect(takeLock(path)).rejects.toThrow(NoLockFile);
  rmSync(join(path, 'inside'), { recursive: true });
  await (await take(path)).release();

  // A hard link is another name of somebody's file.
  linkSync(secret, path);
  const lock = await take(path);
  expect(readFileSync(secret, 'utf8')).toBe('mine');
  await lock.release();
  expect(readFileSync(secret, 'utf8')).toBe('mine');
});

test('a holder whose file was deleted, replaced or signed by another notices', async () => {
  const path = join(temporaryFolder(), 'a.lock');
  const first = await take(path);
  rmSync(path);
  expect(await first.isHeld()).toBe(false);
  const second = await take(path);
  expect(await first.holder()).toContain(`process ${process.pid}, since`);
  await first.release();
  expect(await second.isHeld()).toBe(true);

  writeFileSync(`${path}.new`, readFileSync(path));
  renameSync(`${path}.new`, path);
  expect(await second.isHeld()).toBe(false);
  await second.release();
  expect(existsSync(path)).toBe(true);

  const third = await take(path);
  writeFileSync(path, whole);
  expect(await third.isHeld()).toBe(false);
});

test('on a full disk the lock holds, though nobody can say whose it is', async (context) => {
  const path = join(smallDisk(context, 64), 'a.lock');
  try {
    writeFileSync(`${path}.ballast`, Buffer.alloc(1e6));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  }
  const lock = await take(path);
  expect(readFileSync(path, 'utf8')).toBe('');
  expect(await lock.isHeld()).toBe(true);
  expect(await holderOf(path)).toBe('another process');
});

const LONG = process.env['FACET_LONG'] === '1';
const [PROCESSES, ROUNDS] = LONG ? [8, 500] : [4, 60];

test(`${PROCESSES} processes that race over dead locks, ${ROUNDS} times each: never two holders`, async () => {
  const path = join(temporaryFolder(), 'a.lock');
  const racers = Array.from({ length: PROCESSES }, async () => {
    const child = spawn(process.execPath, [taker, path, String(ROUNDS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return JSON.parse(line) as unknown;
  });
  expect(await Promise.all(racers)).toEqual(racers.map(() => ({ held: ROUNDS, twice: 0 })));
}, 300_000);
