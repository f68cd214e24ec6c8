// What the import of a folder takes with the command line: all of it, from its start to its end, by processor time and by the
// clock; in turns with another version of Facet that lies built in a folder of its own.
//
//   npm run bench -- import-folder [--photos 24,120] [--against DIR] [--rounds 3]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median, type Report } from '../support/interleaved.ts';
import { makeFolder } from '../support/photos.ts';

/** Of one unit of time in /proc, in seconds: Linux always says hundredths. */
const TICK = 0.01;

/** Node reads certificates that it is told of at every start, whether it will talk to a server or not. */
const env: NodeJS.ProcessEnv = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

interface Spent {
  /** Seconds of all its processes. */
  readonly processor: number;
  readonly clock: number;
}

/** Processor seconds of the processes that have ended below this one. */
function spentByChildren(): number {
  // The name, in brackets, may hold spaces.
  const [, rest = ''] = /\) (.*)$/s.exec(readFileSync('/proc/self/stat', 'latin1')) ?? [];
  const fields = rest.split(' ').map(Number);
  return (fields[13] + fields[14]) * TICK;
}

async function importOnce(program: string, photos: string, library: string): Promise<Spent> {
  const [before, began] = [spentByChildren(), performance.now()];
  const args = [program, 'import', '--library', library, '--person', 'Ada Lovelace', '--json', photos];
  const child = spawn(process.execPath, args, { stdio: 'ignore', env });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  rmSync(library, { recursive: true });
  return { processor: spentByChildren() - before, clock: (performance.now() - began) / 1000 };
}

export async function benchImportFolder(report: Report, folder: string): Promise<void> {
  const { values: options } = parseArgs({
    args: process.argv.slice(3),
    options: {
      photos: { type: 'string', default: '24' },
      against: { type: 'string' },
      rounds: { type: 'string', default: '3' },
    },
  });
  if (!existsSync('/proc/self/stat')) {
    report('import-folder: not measured, processor time is read from /proc');
    return;
  }
  const programOf = (tree: string) => join(tree, 'out', 'main', 'cli.js');
  const own = programOf(resolve(import.meta.dirname, '../../..'));
  const other = options.against === undefined ? null : programOf(resolve(options.against));
  for (const count of options.photos.split(',').map(Number)) {
    const photos = join(folder, String(count));
    await makeFolder(photos, count);
    const times = { own: [] as Spent[], other: [] as Spent[] };
    for (let round = 0; round < Number(options.rounds); round++) {
      const turns = other === null ? (['own'] as const) : (['own', 'other'] as const);
      // Whoever comes first would have the machine as the last round left it.
      for (const which of round % 2 === 0 ? turns : turns.toReversed()) {
        const program = which === 'own' ? own : (other as string);
        times[which].push(await importOnce(program, photos, join(folder, `library-${which}`)));
      }
    }
    const of = (spent: readonly Spent[], what: keyof Spent): number => median(spent.map((one) => one[what]));
    const [processor, clock] = [of(times.own, 'processor'), of(times.own, 'clock')];
    const each = `${((1000 * processor) / count).toFixed(0)} ms of processor time a photo, ${(count / clock).toFixed(1)} photos a second`;
    if (other === null) {
      report(`import of a folder of ${count} photos: ${each}`);
      continue;
    }
    const ratio = (what: keyof Spent): string =>
      median(times.own.map((one, round) => one[what] / times.other[round][what])).toFixed(2);
    report(
      `import of a folder of ${count} photos: ${each}; ${ratio('processor')}x the processor time of the other version, ${ratio('clock')}x its time`,
    );
  }
}
