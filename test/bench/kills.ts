// Kills at random system calls over every change of a library: `npx tsx test/bench/index.ts kills`, FACET_KILLS=1000.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openLibrary } from '../../main/library/open.ts';
import { killAtCalls, whyNoKills } from '../main/library/support/killing.ts';
import type { Report } from './support/interleaved.ts';

export async function benchKills(report: Report, folder: string): Promise<void> {
  const why = whyNoKills();
  if (why !== null) {
    report(`kills: skipped, ${why}`);
    return;
  }
  const count = Number(process.env['FACET_KILLS'] ?? 100);
  const work = resolve(import.meta.dirname, '../../out/kills');
  mkdirSync(work, { recursive: true });
  try {
    const library = join(folder, 'library');
    const made = await openLibrary(library, { create: true });
    if (!made.ok) throw new Error(made.failure.message);
    await made.value.close();
    const { by, originals, lost, faults, swept } = await killAtCalls(work, library, count, 1);
    const calls = [...by].map(([call, times]) => `${call} ${times}`).join(', ');
    report(`kills: ${count} (${calls}), ${swept} leftovers swept, ${originals} originals safe at the end`);
    report(`originals lost: ${lost.length}; blocking locks, missing files and leftovers: ${faults.length}`);
    for (const line of [...lost, ...faults].slice(0, 20)) report(`  ${line}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
