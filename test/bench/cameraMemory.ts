// Whether memory stays while a camera runs for some minutes: every process of the window together.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingFor, openShell } from '../e2e/support/shells/open.ts';
import type { OpenShell } from '../e2e/support/shells/shell.ts';
import { sampleFaces, writeFilm } from '../e2e/support/film.ts';
import { teach } from './camera.ts';
import type { Report } from './support/interleaved.ts';
import { verdictOn } from './support/verdicts.ts';

const MINUTE = 60_000;
const MINUTES = 4;
/** Megabytes that may be added after the first minute. */
const LIMIT = 50;

/** Megabytes, with what processes share counted once. */
async function memoryOf(shell: OpenShell): Promise<number> {
  let kilobytes = 0;
  for (const pid of await shell.processes()) {
    const [, pss = '0'] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    kilobytes += Number(pss);
  }
  return kilobytes / 1000;
}

export async function benchCameraMemory(report: Report, folder: string): Promise<void> {
  const what = `memory in ${MINUTES} minutes of camera`;
  const missing = existsSync('/proc/self/smaps_rollup') ? await missingFor('electron') : 'needs Linux';
  if (missing !== null) {
    report(`${what}: not measured, ${missing}`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  const film = join(folder, 'film.mjpeg');
  // One face, so that the log of conditions, which keeps pictures, does not grow.
  await writeFilm(film, [sampleFaces.left], 60);
  const shell = await openShell('electron', { folder: join(folder, 'home'), film });
  await teach(shell, folder);
  await shell.page.getByRole('button', { name: 'Start camera' }).click();
  const sizes: number[] = [];
  for (let minute = 0; minute < MINUTES; minute++) {
    await shell.page.waitForTimeout(MINUTE);
    sizes.push(await memoryOf(shell));
  }
  await shell.close();
  const growth = (sizes.at(-1) ?? 0) - (sizes[0] ?? 0);
  const told = sizes.map((size) => size.toFixed(0)).join(', ');
  report(
    `${what}: ${growth.toFixed(0)} MB more after the first${verdictOn(growth, LIMIT, ' MB')}; ${told} MB`,
  );
}
