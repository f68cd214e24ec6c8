// Kills at random system calls over every change of a library: `npx tsx test/bench/index.ts kills`, FACET_KILLS=1000.
import { join } from 'node:path';
import { openLibrary } from '../../main/library/open.ts';
import { killAtCalls, whyNoKills, type Kills } from '../main/library/support/killing.ts';
import type { Report } from './support/interleaved.ts';

/** Kills that one library suffers: each look afterwards reads all of it. */
const EACH = 100;

export async function benchKills(report: Report, folder: string): Promise<void> {
  const why = whyNoKills();
  if (why !== null) {
    report(`kills: skipped, ${why}`);
    return;
  }
  const count = Number(process.env['FACET_KILLS'] ?? EACH);
  const all: Kills[] = [];
  for (let done = 0, seed = 1; done < count; done += EACH, seed++) {
    const library = join(folder, `library${seed}`);
    const made = await openLibrary(library, { create: true });
    if (!made.ok) throw new Error(made.failure.message);
    await made.value.close();
    const kills = await killAtCalls(library, Math.min(EACH, count - done), seed);
    say(report, `library ${seed}`, [kills]);
    all.push(kills);
  }
  say(report, 'all', all);
}

function say(report: Report, name: string, all: readonly Kills[]): void {
  const by = new Map<string, number>();
  for (const kills of all) for (const [call, times] of kills.by) by.set(call, (by.get(call) ?? 0) + times);
  const calls = [...by].map(([call, times]) => `${call} ${times}`).join(', ');
  const sum = (of: (kills: Kills) => number): number => all.reduce((total, kills) => total + of(kills), 0);
  const count = [...by.values()].reduce((total, times) => total + times, 0);
  report(
    `${name}: ${count} kills (${calls}); ${sum(({ swept }) => swept)} leftovers swept, ` +
      `${sum(({ originals }) => originals)} originals safe at the end, ${sum(({ lost }) => lost.length)} lost, ` +
      `${sum(({ faults }) => faults.length)} blocking locks, missing files and leftovers`,
  );
  if (all.length === 1)
    for (const line of all.flatMap(({ lost, faults }) => [...lost, ...faults]).slice(0, 20))
      report(`  ${line}`);
}
