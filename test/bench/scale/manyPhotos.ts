// Importing very many photos as a user does: how many a second, and whether memory stays. The same photos again and again would be
// near-duplicates: where a set has too few, each further time they are cut a little differently. Without a set, faces of sample
// photos are put in a light of its own for each photo.
//
//   npm run bench -- photos [--photos 30000] [--data DIR]
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { filesBelow } from '../../../main/files/below.ts';
import { commands } from '../../../main/commands/commands.ts';
import { Services } from '../../../main/services.ts';
import type { Progress } from '../../../preload/contract.ts';
import { cameraFrame, sampleFaces } from '../../e2e/support/film.ts';
import { faces } from '../../support/shared.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';
import { verdictOn } from '../support/verdicts.ts';

/** Measurements on the way. */
const POINTS = 10;
/** Megabytes that the last half may add to what the first half took, for each thousand photos. */
const LIMIT = 30;
const WORTH_JUDGING = 1000;
const lfw = join(faces, 'lfw');

export async function benchManyPhotos(report: Report, folder: string): Promise<void> {
  const { values: options } = parseArgs({
    args: process.argv.slice(3),
    options: {
      photos: { type: 'string', default: '2000' },
      data: { type: 'string' },
    },
  });
  const count = Number(options.photos);
  const data = options.data ?? (existsSync(lfw) ? lfw : null);
  if ((data !== null && !existsSync(data)) || !existsSync('/proc/self/smaps_rollup')) {
    report(`photos: not measured, needs Linux and a folder of photos (${data} is not here)`);
    return;
  }
  const made = join(folder, 'photos');
  mkdirSync(made, { recursive: true });
  const paths = data === null ? await litPhotos(count, made) : await photosOf(resolve(data), count, made);
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
  const all = filesBelow(data)
    .filter((name) => /\.jpe?g$/i.test(name))
    .sort()
    .map((name) => join(data, name));
  const paths = all.slice(0, count);
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

/** Degrees from one light to the next: none comes twice. */
const GOLDEN = 137.50776405;

/** Faces of the sample photos, each time with a shadow from another side. */
async function litPhotos(count: number, folder: string): Promise<string[]> {
  const [width, height] = [640, 360];
  const frames = await Promise.all(
    Object.values(sampleFaces).map(async (face) =>
      sharp(await cameraFrame(face))
        .resize(width, height)
        .toBuffer(),
    ),
  );
  const paths: string[] = [];
  for (let number = 0; number < count; number++) {
    const shadow =
      `<svg width="${width}" height="${height}"><linearGradient id="s" gradientTransform="rotate(${(number * GOLDEN) % 360} .5 .5)">` +
      '<stop offset=".2" stop-opacity=".5"/><stop offset=".8" stop-opacity="0"/></linearGradient>' +
      '<rect width="100%" height="100%" fill="url(#s)"/></svg>';
    const path = join(folder, `${number}.jpg`);
    await sharp(frames[number % frames.length])
      .composite([{ input: Buffer.from(shadow) }])
      .jpeg({ quality: 88 })
      .toFile(path);
    paths.push(path);
  }
  return paths;
}
