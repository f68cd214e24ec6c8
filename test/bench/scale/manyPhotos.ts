// Importing very many photos as a user does: how many a second, and whether memory stays. The same photos again and again would be
// near-duplicates: where a set has too few, each further time they are cut a little differently.
//
//   npm run bench -- photos [--photos 30000] [--data DIR]
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { commands } from '../../../main/commands/commands.ts';
import { Services } from '../../../main/services.ts';
import type { Progress } from '../../../preload/contract.ts';
import { faces } from '../../support/shared.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';
import { verdictOn } from '../support/verdicts.ts';

/** Measurements on the way. */
const POINTS = 10;
/** Megabytes that the last half may add to what the first half took, for each thousand photos. */
const LIMIT = 30;
const WORTH_JUDGING = 1000;

export async function benchManyPhotos(report: Report, folder: string): Promise<void> {
  const { values: options } = parseArgs({
    args: process.argv.slice(3),
    options: {
      photos: { type: 'string', default: '300' },
      data: { type: 'string', default: join(faces, 'lfw') },
    },
  });
  const count = Number(options.photos);
  if (!existsSync(options.data) || !existsSync('/proc/self/smaps_rollup')) {
    report(
      `photos: not measured, needs Linux and a folder of photos: --data DIR (${options.data} is not here)`,
    );
    return;
  }
  const paths = await photosOf(resolve(options.data), count, join(folder, 'photos'));
  const services = new Services({ library: join(folder, 'library') });
  valueOf(await services.library({ create: true }));
  const points: { readonly done: number; readonly seconds: number; readonly memory: Memory }[] = [];
  const started = performance.now();
  const before = process.cpuUsage();
  const note = (done: number): void =>
    void points.push({ done, seconds: (performance.now() - started) / 1000, memory: memoryNow() });
  const signal = new AbortController().signal;
  const imported = valueOf(
    await commands['photos.import'](
      services,
      { kind: 'unnamed', paths },
      {
        signal,
        emit: (event, said) => {
          const { done } = said as Progress;
          if (event === 'progress' && done >= ((points.length + 1) * count) / POINTS) note(done);
        },
      },
    ),
  );
  note(count);
  const { user, system } = process.cpuUsage(before);
  await services.close();
  const [last] = points.slice(-1);
  report(
    `photos: ${imported.photos} of ${count} imported (${imported.skipped.length} left out), ${(count / last.seconds).toFixed(1)} a second; ` +
      `this process alone took ${((user + system) / 1000 / count).toFixed(1)} ms of processor time for each`,
  );
  report('| photos | photos a second since the last line | MB, this process | MB, engine and decoders |');
  report('|---|---|---|---|');
  points.forEach(({ done, seconds, memory }, at) => {
    const previous = points[at - 1] ?? { done: 0, seconds: 0 };
    const rate = (done - previous.done) / (seconds - previous.seconds);
    if (done > previous.done)
      report(`| ${done} | ${rate.toFixed(1)} | ${memory.own.toFixed(0)} | ${memory.children.toFixed(0)} |`);
  });
  const total = ({ own, children }: Memory): number => own + children;
  const half = points[Math.floor(points.length / 2)];
  const growth = ((total(last.memory) - total(half.memory)) * 1000) / Math.max(1, last.done - half.done);
  // Before that it is a warming up that is measured.
  if (count < WORTH_JUDGING) return;
  report(
    `photos: ${growth.toFixed(1)} MB more for each thousand in the last half${verdictOn(growth, LIMIT, ' MB')}`,
  );
}

interface Memory {
  /** Megabytes, with what processes share counted once. */
  readonly own: number;
  readonly children: number;
}

function memoryNow(): Memory {
  const pss = (pid: number): number => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1000;
    } catch {
      // It has ended since it was listed.
      return 0;
    }
  };
  const below = childrenOf(process.pid).filter((pid) => !isTool(pid));
  return { own: pss(process.pid), children: below.reduce((sum, pid) => sum + pss(pid), 0) };
}

/** Process ids of all that a process has started, and of what those have. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' '))
      .filter((child) => child !== '')
      .flatMap((child) => [Number(child), ...childrenOf(Number(child))]);
  } catch {
    return [];
  }
}

/** The compiler that runs TypeScript here is no part of Facet. */
const isTool = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('esbuild');
  } catch {
    return true;
  }
};

/** As many as are asked for, of a folder with folders of photos. */
async function photosOf(data: string, count: number, folder: string): Promise<string[]> {
  const all = (readdirSync(data, { recursive: true }) as string[])
    .filter((name) => /\.jpe?g$/i.test(name))
    .sort()
    .map((name) => join(data, name));
  const paths = all.slice(0, count);
  mkdirSync(folder, { recursive: true });
  for (let number = paths.length; number < count; number++) {
    const source = all[number % all.length];
    const cut = Math.floor(number / all.length);
    const { width, height } = await sharp(source).metadata();
    const path = join(folder, `${number}.jpg`);
    await sharp(source)
      .extract({ left: cut, top: 2 * cut, width: width - 2 * cut, height: height - 3 * cut })
      .jpeg({ quality: 92 })
      .toFile(path);
    paths.push(path);
  }
  return paths;
}
