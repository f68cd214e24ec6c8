// Kills a process that changes a library at random system calls, again and again, and looks after each kill whether the
// library opens with everything that was promised.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openLibrary } from '../../../../main/library/open.ts';
import { seededRandom } from '../../../../models/random.ts';
import { bundle } from '../../../support/bundle.ts';
import { faultsOf, hashOf } from './folder.ts';

/** What changes a folder, and what makes a change safe; each call up to the number given may be the last. */
const CALLS = {
  ...{ openat: 60, close: 60, fsync: 40, write: 20, pwrite64: 5 },
  ...{ rename: 15, link: 10, unlink: 12, mkdir: 6, rmdir: 4 },
} as const;
/** Milliseconds after which a process that has not made so many calls is killed all the same. */
const PATIENCE = 4000;

export interface Kills {
  /** By the kind of the last call; `late` where it was the clock. */
  readonly by: ReadonlyMap<string, number>;
  readonly originals: number;
  readonly lost: readonly string[];
  /** Libraries that did not open, or that something was left over in. */
  readonly faults: readonly string[];
  /** Leftovers that the next open swept: without any, nothing was interrupted. */
  readonly swept: number;
}

/** Whether processes can be killed at their system calls here; else why not. */
export function whyNoKills(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  const { status } = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true'], { stdio: 'ignore' });
  return status === 0 ? null : 'needs strace, and the right to trace';
}

export async function killAtCalls(library: string, count: number, seed: number): Promise<Kills> {
  const { script, remove } = await bundle(join(import.meta.dirname, 'killedChanger.ts'));
  try {
    return await killScript(script, library, count, seed);
  } finally {
    remove();
  }
}

async function killScript(script: string, library: string, count: number, seed: number): Promise<Kills> {
  const random = seededRandom(seed, 'kills');
  const by = new Map<string, number>();
  const safe = new Set<string>();
  const [lost, faults]: [string[], string[]] = [[], []];
  let swept = 0;
  for (let round = 0; round < count; round++) {
    const names = Object.keys(CALLS) as (keyof typeof CALLS)[];
    const call = names[Math.floor(random.uniform() * names.length)] ?? 'write';
    const nth = 1 + Math.floor(random.uniform() * CALLS[call]);
    const end = await killAt(script, [library, `${seed * 100_000 + round}`], call, nth, safe);
    by.set(end, (by.get(end) ?? 0) + 1);
    const what = `kill ${round} at ${call} ${nth}`;
    const opened = await openLibrary(library);
    if (!opened.ok) {
      faults.push(`${what}: ${opened.failure.message}`);
      break;
    }
    const { health } = opened.value;
    swept += health.swept;
    for (const path of [...health.missing, ...health.unreadable]) faults.push(`${what}: ${path} is missing`);
    for (const id of safe) {
      const path = opened.value.photo(id)?.path;
      if (path === undefined || hashOf(path) !== id) lost.push(`${what}: ${id}`);
    }
    await opened.value.close();
    for (const fault of faultsOf(library)) faults.push(`${what}: ${fault}`);
  }
  return { by, originals: safe.size, lost, faults, swept };
}

/** Lets the process change the library until its thread for files makes that call for the nth time. */
async function killAt(
  script: string,
  args: readonly string[],
  call: string,
  nth: number,
  safe: Set<string>,
): Promise<string> {
  // One thread makes all calls: strace counts for each thread.
  const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const lines = createInterface(child.stdout);
  let killer: ReturnType<typeof spawn> | undefined;
  let late: NodeJS.Timeout | undefined;
  let isLate = false;
  lines.on('line', (line) => {
    const [sign, id = ''] = line.split(' ');
    if (sign === '+') safe.add(id);
    else if (sign === '-') safe.delete(id);
    else {
      const inject = `inject=${call}:signal=KILL:when=${nth}`;
      const trace = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
      killer = spawn('strace', [...trace, '-p', `${child.pid}`], { stdio: 'ignore' });
      late = setTimeout(() => (isLate = child.kill('SIGKILL')), PATIENCE);
    }
  });
  const read = once(lines, 'close');
  const [[status, signal]] = (await Promise.all([exit, read])) as [[number | null, string | null], unknown];
  clearTimeout(late);
  killer?.kill('SIGKILL');
  if (signal !== 'SIGKILL') throw new Error(`The changing process was not killed but ended with ${status}.`);
  return isLate ? 'late' : call;
}
