// A window over a large library never waits: neither its main process nor its page is busy for more than 50 ms in one piece, whatever
// goes on. FACET_LONG=1 walks all journeys over 10,000 faces with names and 10,000 without.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { needsShell, oneShell } from '../support/shells/open.ts';
import { slowness } from '../../support/slowness.ts';
import { walk, type JourneyName } from './walk.ts';
import type { Longest } from './watch.ts';

const folders: string[] = [];
// Forty thousand files.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 120_000);

const LONG = process.env['FACET_LONG'] === '1';
const size = LONG ? { people: 500, faces: 20, unnamed: 10_000 } : { people: 500, faces: 2, unnamed: 1000 };
/** Milliseconds of a quiet machine's processor. */
const LONGEST = 50;
/** Boxes that a page places at once: a screen of cards has 500 of them, and placing 6,000 takes longer than 50 ms. */
const MOST_LAID_OUT = 1500;

/** The least of all walks: a block that belongs to a journey is there each time, what else the machine does is not. */
const least: Partial<Record<JourneyName, Longest>> = {};

// A second and a third walk, where the machine did something else at the wrong moment.
const patience = { timeout: 1_800_000, retry: 2 };

test('no journey keeps the main process or the page for long', patience, async (context) => {
  const kind = await oneShell();
  await needsShell(context, kind);
  const folder = mkdtempSync(join(tmpdir(), 'facet-scale-'));
  folders.push(folder);
  const before = slowness();
  const seen = await walk(kind, folder, size);
  const slow = Math.max(before, slowness());
  console.log(JSON.stringify(seen), `on a machine ${slow.toFixed(1)} times as slow as a quiet one`);
  for (const [name, { main, page, laidOut }] of Object.entries(seen) as [JourneyName, Longest][]) {
    const known = least[name] ?? { main: Infinity, page: Infinity, laidOut: Infinity };
    least[name] = {
      main: Math.min(known.main, main / slow),
      page: Math.min(known.page, page / slow),
      laidOut: Math.min(known.laidOut, laidOut),
    };
  }
  const over = Object.entries(least).filter(
    ([, { main, page, laidOut }]) => Math.max(main, page) > LONGEST || laidOut > MOST_LAID_OUT,
  );
  expect(over, JSON.stringify(least)).toEqual([]);
});
