// A window over a large library never waits: neither its main process nor its page is busy for more than 50 ms in one piece, whatever
// goes on. FACET_LONG=1 walks all journeys over 10,000 faces with names and 10,000 without.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cast, writePhotos } from '../support/people.ts';
import { needsShell, oneShell, openShell } from '../support/shells/open.ts';
import { welcome } from '../support/steps.ts';
import { journeys } from './journeys.ts';
import { writeLargeLibrary } from './library.ts';
import { watching, type Longest } from './watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-scale-'));
// Forty thousand files.
afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

const LONG = process.env['FACET_LONG'] === '1';
const size = LONG ? { people: 500, faces: 20, unnamed: 10_000 } : { people: 500, faces: 2, unnamed: 1000 };
/** Learning and measuring ten thousand faces takes minutes: without names for many of them, it says little. */
const walked = LONG ? journeys : { ...journeys, finetune: null, evaluate: null };
/** Milliseconds of the processor. */
const LONGEST = 50;

test('no journey keeps the main process or the page for long', { timeout: 1_800_000 }, async (context) => {
  const kind = await oneShell();
  await needsShell(context, kind);
  await writeLargeLibrary(join(folder, 'library'), size);
  const photos = await writePhotos(join(folder, 'photos'), 'Ada', cast['Ada Lovelace']);
  const shell = await openShell(kind, { folder });
  await welcome(shell);
  const seen: Record<string, Longest> = {};
  for (const [name, journey] of Object.entries(walked)) {
    if (journey !== null) seen[name] = await watching(shell, () => journey(shell, photos));
    else console.log(`${name}: not walked, FACET_LONG=1 does`);
  }
  await shell.close();
  const slow = Object.entries(seen).filter(([, { main, page }]) => Math.max(main, page) > LONGEST);
  expect(slow, JSON.stringify(seen)).toEqual([]);
});
