// A library of 100,000 faces and 5,000 people: how long it takes to open, to scroll and to search, and to group the faces without
// a name.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { seededRandom } from '../../../../models/random.ts';
import { normalise, rowOf } from '../../../../models/linear/vectors.ts';
import { sharedFloats } from '../../../../main/work/shared.ts';
import { Workers } from '../../../../main/work/workers.ts';
import { missingFor, openShell } from '../../../e2e/support/shells/open.ts';
import { goTo, welcome } from '../../../e2e/support/steps.ts';
import type { Report } from '../../support/interleaved.ts';
import { valueOf } from '../../support/parts.ts';
import { verdictOn } from '../../support/verdicts.ts';
import { writeLargeFolder } from './largeFolder.ts';
import { scrollAndSearch } from './peopleScreen.ts';
import { benchWindow } from './window.ts';

/** Milliseconds a frame at 60 a second, rounding of clocks included, and of an answer; seconds of groups, and of the first ones. */
const LIMITS = { block: 50, frame: 17, search: 50, groups: 60, first: 2 };
const SIZE = { people: 5000, faces: 10, unnamed: 50_000 };

export async function benchLargeLibrary(report: Report, folder: string): Promise<void> {
  const library = join(folder, 'library');
  await writeLargeFolder(library, SIZE);
  openings(report, library);
  await benchWindow(report, folder, `Person ${SIZE.people}`);
  await benchPeople(report, folder);
  await benchGrouping(report);
}

/** In a process of its own, so that its memory is the library's alone. */
function openings(report: Report, folder: string): void {
  const open = (): Readonly<Record<'wall' | 'cpu' | 'longest' | 'memory', number>> => {
    const script = join(import.meta.dirname, 'open.ts');
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, folder], {
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as ReturnType<typeof open>;
  };
  const parsed = open();
  const indexed = open();
  const longest = Math.max(parsed.longest, indexed.longest);
  report(
    `opening 100,000 faces of 5,000 people: ${indexed.wall.toFixed(0)} ms by the index (${indexed.cpu.toFixed(0)} ms of the ` +
      `processor), ${parsed.wall.toFixed(0)} ms without one: ${(parsed.cpu / indexed.cpu).toFixed(1)} times as much work; ` +
      `at most ${longest.toFixed(0)} ms of it in one piece${verdictOn(longest, LIMITS.block, ' ms')}; ` +
      `${indexed.memory.toFixed(0)} MB of memory, ${parsed.memory.toFixed(0)} MB without`,
  );
}

async function benchPeople(report: Report, folder: string): Promise<void> {
  const missing = await missingFor('web');
  if (missing !== null) {
    report(`people screen: skipped, ${missing}`);
    return;
  }
  const shell = await openShell('web', { folder });
  // Where a window could be opened, somebody was welcomed to this folder already.
  const navigation = shell.page.getByRole('navigation', { name: 'Screens' });
  if ((await missingFor('electron')) === null) await navigation.waitFor();
  else await welcome(shell);
  await goTo(shell, 'People');
  const seen = await scrollAndSearch(shell.page);
  await shell.close();
  report(
    `people screen, 5,000 people: ${seen.frame.toFixed(1)} ms a frame while scrolling${verdictOn(seen.frame, LIMITS.frame, ' ms')} (median; 95% below ${seen.slow.toFixed(1)} ms), ` +
      `search answers in ${seen.search.toFixed(0)} ms at most${verdictOn(seen.search, LIMITS.search, ' ms')}, longest task ${seen.longest.toFixed(0)} ms`,
  );
}

/** Faces of 5,000 strangers, spread as the built-in encoder spreads them: all pairs alike, and one person's more so. */
async function benchGrouping(report: Report): Promise<void> {
  const [rows, dimensions] = [SIZE.unnamed, 128];
  const random = seededRandom(0, 'unnamed');
  const embeddings = sharedFloats(rows * dimensions);
  const spread = Float64Array.from({ length: dimensions }, (_, at) => Math.exp(-at / 25));
  let who = new Float64Array(dimensions);
  for (let row = 0; row < rows; row++) {
    if (row % 10 === 0) who = spread.map((width, at) => (at === 0 ? 5.2 : width * random.normal()));
    const vector = rowOf(embeddings, row, dimensions);
    vector.set(spread.map((width, at) => (who[at] ?? 0) + 0.45 * width * random.normal()));
    normalise(vector);
  }
  const workers = new Workers();
  const began = performance.now();
  let first = 0;
  const photos = new Int32Array(new SharedArrayBuffer(rows * 4)).map((_, row) => row);
  const grouped = await workers.run(
    'groupFaces',
    { embeddings, dimensions, rows, photos, pairs: new Int32Array(0), compared: 0, cut: 0.94 },
    { onEvent: () => (first ||= performance.now() - began) },
  );
  const { groups } = valueOf(grouped);
  const seconds = (performance.now() - began) / 1000;
  workers.close();
  report(
    `grouping 50,000 faces: first groups after ${(first / 1000).toFixed(1)} s${verdictOn(first / 1000, LIMITS.first, ' s')}, all after ` +
      `${seconds.toFixed(1)} s${verdictOn(seconds, LIMITS.groups, ' s')}, ` +
      `${new Set(groups).size} groups`,
  );
}
