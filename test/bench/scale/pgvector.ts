// A gallery on a server with pgvector against the exact search of a copy: how often the best person is the same, and how long
// a face takes. PGlite stands for the server, one process of WebAssembly behind a real socket; FACET_BENCH_GALLERY names another:
// an address of an empty database with pgvector.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryGallery } from '../../../main/gallery/memory/memoryGallery.ts';
import { parseAddress } from '../../../main/gallery/postgres/address.ts';
import { galleryState, publish } from '../../../main/gallery/publish.ts';
import { SharedGallery } from '../../../main/gallery/sharedGallery.ts';
import { success } from '../../../models/failure.ts';
import { seededRandom } from '../../../models/random.ts';
import { startPglite } from '../../main/gallery/support/pglite.ts';
import { median, type Report } from '../support/interleaved.ts';
import { DIMENSIONS, enrolled, faceNear, terms } from '../support/manyPeople.ts';
import { valueOf } from '../support/parts.ts';
import { verdictFrom } from '../support/verdicts.ts';

const people = Number(process.env['FACET_BENCH_PEOPLE'] ?? 10_000);
const PROBES = 200;
/** Cosines of a face to its person: an easy one, and one at the threshold. */
const COSINES = [0.7, 0.4];
const LEAST_RECALL = 0.99;

export async function benchPgvector(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-pgvector-'));
  const named = process.env['FACET_BENCH_GALLERY'];
  const server = named === undefined ? await startPglite() : null;
  const address = valueOf(parseAddress(named ?? server?.url ?? ''));
  try {
    const everybody = Array.from({ length: people }, (_, at) => enrolled(at));
    const started = performance.now();
    valueOf(
      await publish(address, {
        terms: () => Promise.resolve(success(terms)),
        people: () => Promise.resolve(success(everybody)),
      }),
    );
    const published = (performance.now() - started) / 1000;
    const { pgvector } = valueOf(await galleryState(address));
    if (pgvector === null)
      return report(`pgvector: the server at ${address.name} has none: nothing is measured`);
    const shared = valueOf(await SharedGallery.open({ address, folder }));
    const exact = await MemoryGallery.open({ terms: () => terms, capacity: people });
    await exact.put(everybody);
    report(
      `pgvector ${pgvector}: ${people} people, ${DIMENSIONS} numbers, published in ${published.toFixed(0)} s`,
    );
    for (const cosine of COSINES) {
      const random = seededRandom(1, 'faces');
      const times = { server: [] as number[], exact: [] as number[] };
      let same = 0;
      for (let probe = 0; probe < PROBES; probe++) {
        const face = faceNear(everybody[random.integer(people)].rows, cosine, random);
        const best = async (gallery: SharedGallery | MemoryGallery, own: number[]): Promise<string> => {
          const start = performance.now();
          const found = valueOf(await gallery.nearest(face, 1));
          own.push(performance.now() - start);
          // The best by the exact score, as the decision takes it.
          const { means } = found.head;
          const scores = found.people.map((_, at) => dotAt(means, at, face));
          return found.people[scores.indexOf(Math.max(...scores))].id;
        };
        if ((await best(shared, times.server)) === (await best(exact, times.exact))) same++;
      }
      const source = shared.source();
      // What the copy answers is the exact search.
      if (source.kind !== 'server')
        return report(
          `pgvector: not measured, the server was lost on the way: ${source.why.message} ${source.why.advice}`,
        );
      report(
        `pgvector, faces at a cosine of ${cosine}: recall@1 ${(same / PROBES).toFixed(3)} against exact search${verdictFrom(same / PROBES, LEAST_RECALL)}; ` +
          `${median(times.server).toFixed(1)} ms a face, exact in memory ${median(times.exact).toFixed(1)} ms`,
      );
    }
    await Promise.all([shared.close(), exact.close()]);
  } finally {
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function dotAt(rows: Float32Array, row: number, face: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < DIMENSIONS; at++) sum += rows[row * DIMENSIONS + at] * face[at];
  return sum;
}
