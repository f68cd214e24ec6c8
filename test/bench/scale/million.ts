// A gallery of a million in memory: how long a face takes, alone and in eights, against reading the same bytes once. Processor
// time tells the same on a busy machine.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MemoryGallery } from '../../../main/gallery/memory/memoryGallery.ts';
import { interleaved, median, type Report } from '../support/interleaved.ts';
import { DIMENSIONS, enrolled, terms } from '../support/manyPeople.ts';
import { verdictOn } from '../support/verdicts.ts';

const AT_ONCE = 10_000;
const ROUNDS = 5;
/** For a million: milliseconds a face, alone and in eights, and megabytes. */
const LIMITS = { one: 60, eight: 15, memory: 1200 };

/** `FACET_BENCH_PEOPLE` sets another number of people. */
const people = Number(process.env['FACET_BENCH_PEOPLE'] ?? 1_000_000);

export async function benchMillion(report: Report): Promise<void> {
  const script = resolve('out/main/galleryWorker.js');
  const threads = existsSync(script);
  const gallery = await MemoryGallery.open({
    terms: () => terms,
    capacity: people,
    ...(threads && { startThread: () => new Worker(script) }),
  });
  let kept = new Float32Array();
  for (let start = 0; start < people; start += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, people - start) }, (_, at) => enrolled(start + at));
    await gallery.put(some);
    if (start === 0) kept = Float32Array.from(some.slice(0, 8).flatMap(({ rows }) => [...rows]));
  }
  const memory = process.memoryUsage.rss() / 1e6;
  // Pages that nothing was written to are all one page, which stays in the cache.
  const scan = Buffer.alloc(people * DIMENSIONS, 1);
  const other = Buffer.alloc(people * DIMENSIONS, 1);
  let right = 0;
  const search = async (faces: Float32Array): Promise<void> => {
    const found = await gallery.search(faces, 2, 1);
    if (found.people.some(({ name }) => name === 'Person 0')) right++;
  };
  const spent = { one: [] as number[], eight: [] as number[] };
  const took = await interleaved(ROUNDS, {
    one: () => spending(spent.one, () => search(kept.subarray(0, DIMENSIONS))),
    eight: () => spending(spent.eight, () => search(kept)),
    // Two buffers of so many bytes are read.
    floor: () => Promise.resolve(Buffer.compare(scan, other)),
  });
  const eighth = took.eight / 8;
  const shared = threads ? Math.min(4, availableParallelism()) : 1;
  const each = (times: readonly number[], faces: number): string =>
    (median(times.slice(1)) / shared / faces).toFixed(1);
  report(
    `million: ${people} people, ${DIMENSIONS} numbers, ${threads ? 'threads' : 'one thread'}: a face ${took.one.toFixed(1)} ms` +
      `${verdictOn(took.one, LIMITS.one, ' ms')}, in eights ${eighth.toFixed(1)} ms a face${verdictOn(eighth, LIMITS.eight, ' ms')}; processor time of each of ${shared} threads ${each(spent.one, 1)} and ` +
      `${each(spent.eight, 8)} ms a face; reading ${((2 * people * DIMENSIONS) / 1e6).toFixed(0)} MB takes ${took.floor.toFixed(1)} ms ` +
      `(${(took.one / took.floor).toFixed(2)} and ${(eighth / took.floor).toFixed(2)} times that); ` +
      `${memory.toFixed(0)} MB${verdictOn(memory, LIMITS.memory, ' MB')}; found ${right} of ${2 * (ROUNDS + 1)}`,
  );
  await gallery.close();
}

/** Notes the milliseconds of processor time that all threads take meanwhile. */
async function spending(spent: number[], work: () => Promise<void>): Promise<void> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  spent.push((user + system) / 1000);
}
