// How many threads are worth having here: processors that this process may use, and cores, of which each may be two of them.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, posix } from 'node:path';

export interface Processors {
  /** Threads that run at the same time: processors that the process is allowed, or a container's share of them. */
  readonly threads: number;
  /**
   * Threads for arithmetic, which fills a core by itself: the cores behind them. Null where only a process of its own could
   * tell; ONNX Runtime counts them there itself.
   */
  readonly cores: number | null;
}

/** Where Linux says it; a folder of a test has the same files. */
export interface LinuxFiles {
  readonly proc: string;
  readonly cpus: string;
  readonly cgroups: string;
}

const LINUX: LinuxFiles = { proc: '/proc', cpus: '/sys/devices/system/cpu', cgroups: '/sys/fs/cgroup' };

let known: Processors | null = null;

/** Of this process: read once, as long as it runs. */
export function processors(): Processors {
  known ??= processorsOf(process.platform, process.arch);
  return known;
}

/** Threads that have a core each; as many as there are processors where it is not known which are one core's. */
export function arithmeticThreads(): number {
  const { threads, cores } = processors();
  return cores ?? threads;
}

export function processorsOf(
  platform: NodeJS.Platform,
  architecture: string,
  files: LinuxFiles = LINUX,
): Processors {
  const threads = availableParallelism();
  if (platform === 'linux') return onLinux(files, threads);
  // Apple's processors have no hyper-threads; Windows and Intel's Macs would have to be asked by a program.
  return { threads, cores: platform === 'darwin' && architecture === 'arm64' ? threads : null };
}

function onLinux(files: LinuxFiles, threads: number): Processors {
  const allowed = allowedCpus(files);
  const share = Math.min(allowed?.length ?? threads, Math.max(1, Math.floor(quotaOf(files))));
  if (allowed === null) return { threads: share, cores: null };
  const cores = new Set(allowed.map((cpu) => siblingsOf(files, cpu) ?? String(cpu)));
  return { threads: share, cores: Math.min(cores.size, share) };
}

/** Numbers of the processors that affinity and cpusets leave. */
function allowedCpus({ proc }: LinuxFiles): readonly number[] | null {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(textOf(join(proc, 'self/status')) ?? '')?.[1];
  const cpus = (list ?? '').split(',').flatMap((range) => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (!(first <= last)) return [];
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
  return cpus.length === 0 ? null : cpus;
}

/** Processors that share the core, as the kernel lists them: the same text for each of them. */
const siblingsOf = ({ cpus }: LinuxFiles, cpu: number): string | null =>
  (
    textOf(join(cpus, `cpu${cpu}/topology/core_cpus_list`)) ??
    textOf(join(cpus, `cpu${cpu}/topology/thread_siblings_list`))
  )?.trim() ?? null;

/** Processors that the process may fill on average, by the narrowest of the control groups around it; infinite without a limit. */
function quotaOf(files: LinuxFiles): number {
  let least = Infinity;
  for (const line of (textOf(join(files.proc, 'self/cgroup')) ?? '').split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined || controllers === undefined) continue;
    const isFirst = controllers.split(',').includes('cpu');
    if (controllers !== '' && !isFirst) continue;
    // A container sees its own group as the root, whatever the path says.
    for (let group = posix.normalize(path); ; group = posix.dirname(group)) {
      const quota = isFirst
        ? (firstQuota(join(files.cgroups, controllers, group)) ??
          firstQuota(join(files.cgroups, 'cpu', group)))
        : secondQuota(join(files.cgroups, group));
      least = Math.min(least, quota ?? Infinity);
      if (group === '/') break;
    }
  }
  return least;
}

/** `200000 100000`, or `max 100000` without a limit (cgroup v2). */
function secondQuota(folder: string): number | null {
  const [quota, period] = (textOf(join(folder, 'cpu.max')) ?? '').trim().split(' ').map(Number);
  return ratio(quota, period);
}

/** Two files, -1 without a limit (cgroup v1). */
const firstQuota = (folder: string): number | null =>
  ratio(
    Number(textOf(join(folder, 'cpu.cfs_quota_us')) ?? NaN),
    Number(textOf(join(folder, 'cpu.cfs_period_us')) ?? NaN),
  );

const ratio = (quota = NaN, period = NaN): number | null => (quota > 0 && period > 0 ? quota / period : null);

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not every kernel, and no other system, has the file.
    return null;
  }
}
