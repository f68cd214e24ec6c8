// The window over a library of 100,000 faces: how long until somebody is found in it, what its processes work meanwhile, and how much
// memory its main process takes.
import { readFileSync } from 'node:fs';
import { missingFor, openShell } from '../../../e2e/support/shells/open.ts';
import { welcome } from '../../../e2e/support/steps.ts';
import { median, type Report } from '../../support/interleaved.ts';
import { verdictOn } from '../../support/verdicts.ts';

const ROUNDS = 5;
/** Milliseconds, and megabytes. */
const LONGEST_START = 1500;
const MOST_MEMORY = 600;
/** Milliseconds of one tick of /proc, on every Linux that Node runs on. */
const TICK = 10;

interface Start {
  /** Milliseconds from the process's start: until cards are shown, and until a search has found somebody. */
  readonly shown: number;
  readonly found: number;
  /** Milliseconds of the processor until then, of the main process and of all together. */
  readonly main: number;
  readonly all: number;
  /** Megabytes of the main process. */
  readonly memory: number;
}

/** @param folder holds `library`; @param last of its people, as the screen names them */
export async function benchWindow(report: Report, folder: string, last: string): Promise<void> {
  const missing = await missingFor('electron');
  if (missing !== null || process.platform !== 'linux') {
    report(`window: skipped, ${missing ?? 'the processor time of processes is read from /proc'}`);
    return;
  }
  // The first start is of somebody new, and leaves an index.
  const first = await openShell('electron', { folder });
  await welcome(first);
  await first.close();
  const starts: Start[] = [];
  for (let round = 0; round < ROUNDS; round++) starts.push(await startOnce(folder, last));
  const of = (name: keyof Start): number => median(starts.map((start) => start[name]));
  report(
    `window, 100,000 faces of 5,000 people: cards after ${of('shown').toFixed(0)} ms, a search answered after ` +
      `${of('found').toFixed(0)} ms${verdictOn(of('found'), LONGEST_START, ' ms')}; until then ${of('main').toFixed(0)} ms of the ` +
      `processor in main, ${of('all').toFixed(0)} ms in all processes; main takes ` +
      `${of('memory').toFixed(0)} MB${verdictOn(of('memory'), MOST_MEMORY, ' MB')}`,
  );
}

async function startOnce(folder: string, last: string): Promise<Start> {
  const began = performance.now();
  const shell = await openShell('electron', { folder });
  const { page } = shell;
  await page.getByRole('article').first().waitFor();
  const shown = performance.now() - began;
  await page.getByRole('searchbox').fill(last);
  await page.getByRole('article').filter({ hasText: last }).waitFor();
  const found = performance.now() - began;
  const processes = (await shell.processes()).map(look).filter((one) => one !== null);
  const main = processes.find(({ isMain }) => isMain);
  if (main === undefined) throw new Error('the window has no main process');
  await shell.close();
  const all = processes.reduce((sum, { spent }) => sum + spent, 0);
  return { shown, found, main: main.spent, all, memory: main.memory };
}

/** Null where it has ended. */
function look(
  pid: number,
): { readonly isMain: boolean; readonly spent: number; readonly memory: number } | null {
  const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  try {
    // The name in brackets may hold spaces: what follows is counted from its end.
    const stat = read('stat').split(') ')[1].split(' ');
    const memory = Number(/^VmRSS:\s+(\d+)/m.exec(read('status'))?.[1] ?? 0) / 1000;
    const isMain = !read('cmdline').includes('--type=');
    return { isMain, spent: TICK * (Number(stat[11]) + Number(stat[12])), memory };
  } catch {
    return null;
  }
}
