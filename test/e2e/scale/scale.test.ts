// A window over a large library never waits: neither its main process nor its page is busy for more than 50 ms in one piece, whatever
// goes on. FACET_LONG=1 walks all journeys over 10,000 faces with names and 10,000 without.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { needsShell, oneShell } from '../support/shells/open.ts';
import { walk } from './walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-scale-'));
// Forty thousand files.
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

const LONG = process.env['FACET_LONG'] === '1';
const size = LONG ? { people: 500, faces: 20, unnamed: 10_000 } : { people: 500, faces: 2, unnamed: 1000 };
/** Milliseconds of the processor. */
const LONGEST = 50;
/** Boxes that a page places at once: a screen of cards has 500 of them, and placing 6,000 takes longer than 50 ms. */
const MOST_LAID_OUT = 1500;

test('no journey keeps the main process or the page for long', { timeout: 1_800_000 }, async (context) => {
  const kind = await oneShell();
  await needsShell(context, kind);
  const seen = await walk(kind, folder, size);
  console.log(JSON.stringify(seen));
  const slow = Object.entries(seen).filter(
    ([, { main, page, laidOut }]) => Math.max(main, page) > LONGEST || laidOut > MOST_LAID_OUT,
  );
  expect(slow, JSON.stringify(seen)).toEqual([]);
});
