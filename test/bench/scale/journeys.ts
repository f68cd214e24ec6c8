// Every journey in a window over 10,000 faces with names and as many without: how long its threads are busy in one piece.
import { oneShell, missingFor } from '../../e2e/support/shells/open.ts';
import { walk } from '../../e2e/scale/walk.ts';
import type { Report } from '../support/interleaved.ts';
import { verdictOn } from '../support/verdicts.ts';

const SIZE = { people: 500, faces: 20, unnamed: 10_000 };
/** Milliseconds of the processor. */
const LIMIT = 50;

export async function benchJourneys(report: Report, folder: string): Promise<void> {
  const kind = await oneShell();
  const missing = await missingFor(kind);
  if (missing !== null) {
    report(`journeys: skipped, ${missing}`);
    return;
  }
  const seen = await walk(kind, folder, SIZE);
  for (const [name, { main, page, laidOut }] of Object.entries(seen)) {
    const ofMain =
      kind === 'electron' ? `the main process ${main.toFixed(0)} ms${verdictOn(main, LIMIT, ' ms')}, ` : '';
    report(
      `journey ${name}, 20,000 faces: in one piece of the processor's time ${ofMain}` +
        `the page ${page.toFixed(0)} ms${verdictOn(page, LIMIT, ' ms')}, which laid out ${laidOut} objects at once`,
    );
  }
}
