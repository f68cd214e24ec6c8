// Fake cameras, and what can happen to cameras.
import { spawnSync } from 'node:child_process';
import type { ShellOptions } from './shell.ts';

// The device only: who may use it is decided as it is for a real one.
export const camera = ({ film, cameras }: ShellOptions): string[] => [
  ...(film === undefined && cameras === undefined
    ? []
    : [`--use-fake-device-for-media-stream=device-count=${cameras ?? 1}`]),
  ...(film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`]),
];

export const loseCamera = (): void => cameraReaders().forEach((pid) => process.kill(pid, 'SIGKILL'));

export const holdCamera = (held: boolean): void =>
  cameraReaders().forEach((pid) => process.kill(pid, held ? 'SIGSTOP' : 'SIGCONT'));

/** Of the browsers of this test run alone: others may have cameras too. */
function cameraReaders(): number[] {
  const rows = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((row) => row !== null)
    .map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
  const parents = new Map(rows.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const readers = rows.filter(
    ({ pid, command }) => command.includes('video_capture.mojom.VideoCaptureService') && isOurs(pid),
  );
  if (readers.length === 0) throw new Error('no process reads cameras');
  return readers.map(({ pid }) => pid);
}
