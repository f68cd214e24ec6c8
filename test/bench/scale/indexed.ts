// What an approximate index would save beside the exact scan: usearch's HNSW over rows in eight bits. It is no dependency of
// Facet's: `npm install --no-save usearch` first.
import { seededRandom } from '../../../models/random.ts';
import { median, type Report } from '../support/interleaved.ts';
import { DIMENSIONS, enrolled, faceNear } from '../support/manyPeople.ts';
import { verdictOn } from '../support/verdicts.ts';

/** What is used of usearch 2. */
interface Usearch {
  readonly Index: new (options: object) => {
    add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
    search(vector: Float32Array, most: number, threads: number): { readonly keys: BigUint64Array };
  };
}

const people = Number(process.env['FACET_BENCH_PEOPLE'] ?? 100_000);
const PROBES = 200;
/** Cosines of a face to its person: an easy one, and one at the threshold. */
const COSINES = [0.7, 0.5];
/** Candidates of the search: recall is bought with time. */
const SEARCHED = [64, 256, 1024, 4096];
const AT_ONCE = 10_000;
const THREADS = 2;
/** What an index is to reach with some number of candidates: milliseconds a face at a recall. */
const LIMITS = { time: 5, recall: 0.99 };

export async function benchIndexed(report: Report): Promise<void> {
  const name = 'usearch';
  let usearch: Usearch;
  try {
    usearch = (await import(name)) as Usearch;
  } catch {
    report('indexed: not measured, needs an index: npm install --no-save usearch');
    return;
  }
  const index = new usearch.Index({
    ...{ metric: 'ip', dimensions: DIMENSIONS, quantization: 'i8', multi: false },
    ...{ connectivity: 16, expansion_add: 128, expansion_search: 64 },
  });
  const empty = process.memoryUsage.rss();
  let built = 0;
  for (let start = 0; start < people; start += AT_ONCE) {
    const count = Math.min(AT_ONCE, people - start);
    const rows = new Float32Array(count * DIMENSIONS);
    for (let at = 0; at < count; at++) rows.set(enrolled(start + at).rows, at * DIMENSIONS);
    const before = process.cpuUsage();
    index.add(
      BigUint64Array.from({ length: count }, (_, at) => BigInt(start + at)),
      rows,
      THREADS,
    );
    built += processorTime(before);
  }
  const memory = (process.memoryUsage.rss() - empty) / 1e6;
  report(
    `indexed: ${people} people, ${DIMENSIONS} numbers: made in ${(built / 1000).toFixed(0)} s of processor time, ${memory.toFixed(0)} MB`,
  );
  report('| cosine to the person | candidates | recall@1 | processor time a face |');
  report('|---|---|---|---|');
  for (const cosine of COSINES) {
    const enough: number[] = [];
    for (const most of SEARCHED) {
      const random = seededRandom(1, 'faces');
      const times: number[] = [];
      let found = 0;
      for (let probe = 0; probe < PROBES; probe++) {
        const person = random.integer(people);
        const face = faceNear(enrolled(person).rows, cosine, random);
        const before = process.cpuUsage();
        const { keys } = index.search(face, most, 1);
        times.push(processorTime(before));
        if (keys.includes(BigInt(person))) found++;
      }
      const [recall, time] = [found / PROBES, median(times)];
      if (recall >= LIMITS.recall) enough.push(time);
      report(`| ${cosine} | ${most} | ${recall.toFixed(3)} | ${time.toFixed(2)} ms |`);
    }
    const least = Math.min(...enough);
    report(
      `indexed: recall@1 of ${LIMITS.recall} at a cosine of ${cosine} takes ` +
        `${Number.isFinite(least) ? `${least.toFixed(2)} ms` : 'more than these candidates'}${verdictOn(least, LIMITS.time, ' ms')}`,
    );
  }
}

/** Milliseconds of all threads. */
function processorTime(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
