// Processor time of the processes that this one has started, by what they do for Facet: Linux's /proc tells.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Processor seconds so far, by process id. */
export type ProcessTimes = ReadonlyMap<number, { readonly role: string; readonly seconds: number }>;

/** Of one unit of user or system time in /proc, in seconds: Linux always says hundredths. */
const TICK = 0.01;

/** Roles by what is found in the command line, the first that fits. */
const roles: readonly (readonly [mark: string, role: string])[] = [
  ['Xvfb', 'display'],
  ['engine.js', 'engine'],
  ['node.mojom.NodeService', 'engine'],
  ['start.js', 'server'],
  ['video_capture.mojom', 'capture'],
  ['network.mojom', 'network'],
  ['--type=gpu-process', 'compositor'],
  ['--type=renderer', 'page'],
  ['--type=', 'other'],
  ['chrom', 'browser'],
  ['electron', 'browser'],
];

interface Row {
  readonly parent: number;
  readonly seconds: number;
  readonly command: string;
}

function readRow(pid: number): Row | null {
  try {
    // The name, in brackets, may hold spaces.
    const [, rest = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    const fields = rest.split(' ').map(Number);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    return { parent: fields[1], seconds: (fields[11] + fields[12]) * TICK, command };
  } catch {
    // It has just ended.
    return null;
  }
}

/** All processes below this one; an empty map where there is no /proc. */
export function processTimes(): ProcessTimes {
  const rows = new Map<number, Row>();
  for (const name of process.platform === 'linux' ? readdirSync('/proc') : []) {
    const row = /^\d+$/.test(name) ? readRow(Number(name)) : null;
    if (row !== null) rows.set(Number(name), row);
  }
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (pid > 1 && isOurs(rows.get(pid)?.parent ?? 0));
  const times = new Map<number, { readonly role: string; readonly seconds: number }>();
  for (const [pid, { command, seconds }] of rows) {
    const role = roles.find(([mark]) => command.includes(mark))?.[1];
    if (role !== undefined && isOurs(pid)) times.set(pid, { role, seconds });
  }
  return times;
}

/** Processor seconds between two looks, by role, the dearest first. */
export function spentBetween(before: ProcessTimes, after: ProcessTimes): [role: string, seconds: number][] {
  const spent = new Map<string, number>();
  for (const [pid, { role, seconds }] of after)
    spent.set(role, (spent.get(role) ?? 0) + seconds - (before.get(pid)?.seconds ?? 0));
  return [...spent].sort(([, a], [, b]) => b - a);
}

/** Seconds for which the machine's processors have been at work, together. */
export const busySeconds = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
