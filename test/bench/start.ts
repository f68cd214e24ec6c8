// How long the window takes from its process's start until it can be used: with an empty library and with a large one.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { openLibrary } from '../../main/library/open.ts';
import { secondElectron } from '../e2e/support/shells/electron.ts';
import { missingFor, openShell } from '../e2e/support/shells/open.ts';
import { welcome } from '../e2e/support/steps.ts';
import { median, type Report } from './support/interleaved.ts';
import { writeLargeLibrary } from './largeLibrary.ts';
import { valueOf } from './support/parts.ts';
import { debuggerOf } from '../e2e/support/debugger.ts';

const ROUNDS = 5;
/** Milliseconds after which the page is asked: until then nobody looks at it. */
const UNDISTURBED = 4000;
const LONGEST_START = 2000;
const LONGEST_OPENING = 1000;
const PEOPLE = 20;
const FACES = 500;

interface Start {
  /** Milliseconds until the first screen was drawn and no task kept the page from answering. */
  readonly interactive: number;
  /** How many people the first screen shows. */
  readonly people: number;
}

async function startOnce(folder: string): Promise<Start> {
  const { command, args, env } = await secondElectron({ folder });
  const began = performance.timeOrigin + performance.now();
  const child = spawn(command, ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const kill = (): boolean => child.kill();
  process.once('exit', kill);
  const [address] = await Promise.all([debuggerOf(child), setTimeout(UNDISTURBED)]);
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the window has no page');
  const seen = await page.evaluate<{ readonly at: number; readonly people: number }>(`
    new Promise((done) => {
      const observer = new PerformanceObserver((list) => {
        const long = list.getEntries().map(({ startTime, duration }) => startTime + duration);
        finish(long);
      });
      const finish = (long) => {
        observer.disconnect();
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        const at = performance.timeOrigin + Math.max(paint.startTime, ...long);
        done({ at, people: document.querySelectorAll('article').length });
      };
      observer.observe({ type: 'longtask', buffered: true });
      setTimeout(() => finish([]), 500);
    })`);
  const ended = new Promise((done) => child.once('exit', done));
  await browser.close();
  kill();
  process.off('exit', kill);
  await ended;
  return { interactive: seen.at - began, people: seen.people };
}

/** The library by itself: from its folder to all of it in memory. */
async function openOnce(folder: string): Promise<number> {
  const began = performance.now();
  const library = valueOf(await openLibrary(folder));
  const took = performance.now() - began;
  await library.close();
  return took;
}

export async function benchStart(report: Report, folder: string): Promise<void> {
  const large = join(folder, 'large');
  await writeLargeLibrary(join(large, 'library'), PEOPLE, FACES);
  const faces = `${(PEOPLE * FACES).toLocaleString('en')} faces`;
  const opening: number[] = [];
  for (let round = 0; round < ROUNDS; round++) opening.push(await openOnce(join(large, 'library')));
  tell(report, `library of ${faces}: opened`, opening, LONGEST_OPENING);

  const missing = await missingFor('electron');
  if (missing !== null) {
    report(`start of the window: not measured, ${missing}`);
    return;
  }
  const empty = join(folder, 'empty');
  for (const home of [empty, large]) {
    const shell = await openShell('electron', { folder: home });
    await welcome(shell);
    await shell.close();
  }
  const starts: Record<string, number[]> = { empty: [], large: [] };
  for (let round = 0; round < ROUNDS; round++) {
    starts['empty']?.push((await startOnce(empty)).interactive);
    const { interactive, people } = await startOnce(large);
    if (people === 0) throw new Error('the first screen shows nobody');
    starts['large']?.push(interactive);
  }
  tell(report, 'start of the window, until it can be used', starts['empty'] ?? [], LONGEST_START);
  tell(report, `the same with a library of ${faces}`, starts['large'] ?? [], LONGEST_START);
}

function tell(report: Report, what: string, times: readonly number[], longest: number): void {
  const time = median(times);
  const verdict = `limit ${longest} ms${time > longest ? ': OVER' : ''}`;
  report(`${what}: ${time.toFixed(0)} ms (${verdict}; ${times.map((one) => one.toFixed(0)).join(', ')})`);
}
