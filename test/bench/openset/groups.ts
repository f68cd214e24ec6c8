// How well faces without a name are grouped: each encoder's cut by its cohort, and by the faces themselves, and what pairs of faces it
// puts into one group.
//
//   npm run bench -- groups [--encoder starter,...] [--data DIR ...] [--strangers DIR] [--cuts 0.92,...] [--cache DIR]
//
// DIR holds a folder a person. Of the strangers, who have one photo each, half make the cohort of an encoder that has none, and the other
// half lie in the album with each set's people. Detections and embeddings stay in the cache folder, outside the project.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { otherHome } from '../../../models/identity/calibration/homeShift.ts';
import { cutOfCohort, cutOfFaces, MOST_COMPARED } from '../../../models/identity/grouping/groupCut.ts';
import { groupFaces } from '../../../models/identity/grouping/groupFaces.ts';
import { everyNth } from '../../../models/identity/grouping/nearPairs.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import { builtInEncoder } from '../../../main/registry/models.ts';
import { faces } from '../../support/shared.ts';
import type { Report } from '../support/interleaved.ts';
import { embeddingOf, openEmbedder, type BenchFace } from './faces.ts';
import { cohortOf } from './openset.ts';

/** Photos that a person must have to take part. */
const FEWEST = 4;

/** Of a cohort only the strangers matter here. */
const anyHome = () => Promise.resolve(otherHome);

export async function benchGroups(report: Report): Promise<void> {
  const { values: options } = parseArgs({
    args: process.argv.slice(3),
    options: {
      data: { type: 'string', multiple: true },
      strangers: { type: 'string', default: join(faces, 'lfw') },
      encoder: { type: 'string', default: builtInEncoder },
      cuts: { type: 'string', default: '' },
      cache: { type: 'string', default: join(tmpdir(), 'facet-openset') },
    },
  });
  const data = options.data ?? ['orl', 'umist', 'web7', 'lfw'].map((name) => join(faces, name));
  const missing = [...data, options.strangers].filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    report(`Left out: ${missing.join(', ')} is not here. Name folders of people: --data DIR --strangers DIR`);
    return;
  }
  const ids = options.encoder.split(',');
  const asked = options.cuts.split(',').filter(Boolean).map(Number);
  const embedder = await openEmbedder(options.cache, ids, report);
  try {
    const sets = [];
    for (const folder of data) sets.push(await embedder.readSet(resolve(folder), FEWEST));
    const strangers = await embedder.readStrangers(resolve(options.strangers));
    const albums = sets.flatMap(({ name, people }) => [
      { name, shown: people.flat() },
      { name: `${name}, ${strangers.tried.length} strangers`, shown: [...people.flat(), ...strangers.tried] },
    ]);
    for (const id of ids) {
      const byCohort = cutOfCohort(await cohortOf(id, embedder.encoders, strangers.fitted, anyHome));
      report(`\n${id}: ${byCohort} by its cohort; precision / recall of pairs`);
      report(`| album | faces | ${[byCohort, ...asked].join(' | ')} | by its faces |`);
      report(`|---|---|${[byCohort, ...asked].map(() => '---|').join('')}---|`);
      for (const { name, shown } of albums) {
        const rows = rowsOfVectors(shown.map((face) => embeddingOf(face, id)));
        const dimensions = rows.length / shown.length;
        const byFaces = cutOfFaces(everyNth(rows, dimensions, MOST_COMPARED), dimensions);
        const told = [byCohort, ...asked, byFaces].map((cut) => pairsRight(rows, dimensions, shown, cut));
        report(`| ${name} | ${shown.length} | ${told.join(' | ')} (${byFaces}) |`);
      }
    }
  } finally {
    await embedder.close();
  }
}

/** Of pairs in one group the share of one person's, and of one person's pairs the share in one group. */
function pairsRight(
  embeddings: Float32Array,
  dimensions: number,
  shown: readonly BenchFace[],
  cut: number,
): string {
  const rows = shown.length;
  const photos = Int32Array.from(shown.keys());
  const input = { embeddings, dimensions, rows, photos, pairs: new Int32Array(0), compared: 0, cut };
  const { groups } = groupFaces(input, () => undefined);
  let [together, same, both] = [0, 0, 0];
  for (let a = 0; a < rows; a++)
    for (let b = 0; b < a; b++) {
      const isTogether = groups[a] === groups[b];
      const isSame = shown[a].person === shown[b].person;
      together += Number(isTogether);
      same += Number(isSame);
      both += Number(isTogether && isSame);
    }
  return `${(both / Math.max(1, together)).toFixed(3)} / ${(both / same).toFixed(3)}`;
}
