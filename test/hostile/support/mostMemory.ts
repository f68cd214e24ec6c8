import { readFileSync } from 'node:fs';

/** The most memory that a process has held, as Linux tells it; elsewhere the limit of the watchdog is all there is. */
export function mostMemory(pid: number | undefined | null): number {
  if (process.platform !== 'linux' || typeof pid !== 'number') return 0;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
