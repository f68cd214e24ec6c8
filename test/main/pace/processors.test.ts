// Processors and cores as Linux tells of them, in folders that are laid out as its own are.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { processors, processorsOf } from '../../../main/files/threads/processors.ts';
import { temporaryFolder } from '../library/support/libraries.ts';

type Machine = Readonly<Record<string, string>>;

function lay(machine: Machine) {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(machine)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { proc: join(root, 'proc'), cpus: join(root, 'cpu'), cgroups: join(root, 'cgroup') };
}

const allowed = (list: string): Machine => ({
  'proc/self/status': `Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t${list}\nMems_allowed_list:\t0\n`,
});

/** Siblings of each processor, in order. */
const topology = (siblings: readonly string[], file = 'core_cpus_list'): Machine =>
  Object.fromEntries(siblings.map((list, cpu) => [`cpu/cpu${cpu}/topology/${file}`, `${list}\n`]));

/** Four cores of two threads each, numbered as Intel's are. */
const FOUR = ['0,4', '1,5', '2,6', '3,7', '0,4', '1,5', '2,6', '3,7'];

test.each<[string, Machine, threads: number, cores: number]>([
  ['four cores of two threads', { ...allowed('0-7'), ...topology(FOUR) }, 8, 4],
  [
    'threads beside each other, as AMD numbers them',
    { ...allowed('0-3'), ...topology(['0-1', '0-1', '2-3', '2-3']) },
    4,
    2,
  ],
  ['a kernel before 5.4', { ...allowed('0-7'), ...topology(FOUR, 'thread_siblings_list') }, 8, 4],
  [
    'large cores of two threads and small ones of one',
    { ...allowed('0-5'), ...topology(['0-1', '0-1', '2-3', '2-3', '4', '5']) },
    6,
    4,
  ],
  ['taskset to two threads of one core', { ...allowed('0,4'), ...topology(FOUR) }, 2, 1],
  ['taskset to one thread of each of two cores', { ...allowed('0-1'), ...topology(FOUR) }, 2, 2],
  ['no topology, as in some sandboxes', allowed('0-3'), 4, 4],
  [
    'a container of two processors',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '0::/\n',
      'cgroup/cpu.max': '200000 100000\n',
    },
    2,
    2,
  ],
  [
    'a container of half a processor',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '0::/\n',
      'cgroup/cpu.max': '50000 100000\n',
    },
    1,
    1,
  ],
  [
    'a group without a limit in one with',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '0::/a.slice/b.scope\n',
      'cgroup/a.slice/b.scope/cpu.max': 'max 100000\n',
      'cgroup/a.slice/cpu.max': '300000 100000\n',
    },
    3,
    3,
  ],
  [
    'more processors than cores',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '0::/\n',
      'cgroup/cpu.max': '600000 100000\n',
    },
    6,
    4,
  ],
  [
    'no limit',
    { ...allowed('0-7'), ...topology(FOUR), 'proc/self/cgroup': '0::/\n', 'cgroup/cpu.max': 'max 100000\n' },
    8,
    4,
  ],
  [
    'the first kind of groups',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '4:memory:/docker/1\n3:cpu,cpuacct:/docker/1\n',
      'cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us': '250000\n',
      'cgroup/cpu,cpuacct/docker/1/cpu.cfs_period_us': '100000\n',
    },
    2,
    2,
  ],
  [
    'the first kind, seen from within a container',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '1:cpu:/docker/1\n',
      'cgroup/cpu/cpu.cfs_quota_us': '100000\n',
      'cgroup/cpu/cpu.cfs_period_us': '100000\n',
    },
    1,
    1,
  ],
  [
    'the first kind without a limit',
    {
      ...allowed('0-7'),
      ...topology(FOUR),
      'proc/self/cgroup': '1:cpu:/\n',
      'cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      'cgroup/cpu/cpu.cfs_period_us': '100000\n',
    },
    8,
    4,
  ],
])('%s', (_, machine, threads, cores) => {
  expect(processorsOf('linux', 'x64', lay(machine))).toEqual({ threads, cores });
});

test('a Linux that says nothing has what Node says, and its cores are left to ONNX Runtime', () => {
  const threads = availableParallelism();
  expect(processorsOf('linux', 'x64', lay({}))).toEqual({ threads, cores: null });
  const broken = lay({
    'proc/self/status': 'Cpus_allowed_list:\tx-y\n',
    'proc/self/cgroup': 'nonsense',
    'cgroup/cpu.max': '',
  });
  expect(processorsOf('linux', 'x64', broken)).toEqual({ threads, cores: null });
});

test('Apple’s processors have no hyper-threads; Windows is not asked', () => {
  const threads = availableParallelism();
  expect(processorsOf('darwin', 'arm64')).toEqual({ threads, cores: threads });
  expect(processorsOf('win32', 'x64')).toEqual({ threads, cores: null });
});

test('this machine has no more cores than threads, and no more threads than Node knows of', () => {
  const { threads, cores } = processors();
  expect(threads).toBeGreaterThan(0);
  expect(threads).toBeLessThanOrEqual(availableParallelism());
  expect(cores ?? threads).toBeLessThanOrEqual(threads);
  expect(processors()).toBe(processors());
});
