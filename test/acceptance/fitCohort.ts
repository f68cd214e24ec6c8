// Fits the cohort that Facet brings for a built-in encoder, and writes models/identity/cohort/ENCODERCohort.json:
//   npx tsx test/acceptance/fitCohort.ts ENCODER
// It is fitted on the LFW people with a single photo whose name has an even SHA-256 (`cohortHalf`); the others are for
// tests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInDetector } from '../../main/registry/models.ts';
import { homeOfCameras, MOST_SEEN } from '../../main/jobs/cohorts/homeOfCameras.ts';
import { Workers } from '../../main/work/workers.ts';
import { fitCohort } from '../../models/identity/cohort/cohort.ts';
import { encodeCohort } from '../../models/identity/cohort/cohortFile.ts';
import { embedPortraits, openEngine } from './support/engine.ts';
import { cohortHalf, readStrangers } from './support/strangers.ts';

const [wanted] = process.argv.slice(2);
const engine = openEngine();
const portraits = await embedPortraits(
  engine,
  readStrangers().filter(({ name }) => cohortHalf(name)),
  { detector: builtInDetector, encoder: wanted },
);
const encoder = await engine.encoder(wanted);
if (!encoder.ok) throw new Error(encoder.failure.message);
const { id, digest, dimensions } = encoder.value;

const embeddings = new Float32Array(portraits.length * dimensions);
portraits.forEach(({ embedding }, row) => embeddings.set(embedding, row * dimensions));
const source = 'Labeled Faces in the Wild: people with one photo whose name has an even SHA-256';
const cohort = fitCohort(embeddings, dimensions, { encoder: { id, digest }, source }, 0);
const workers = new Workers();
const call = { signal: new AbortController().signal, emit: () => undefined };
const parts = { engine, workers, detector: builtInDetector, encoder: wanted };
const home = await homeOfCameras(parts, cohort, portraits.slice(0, MOST_SEEN), call);
await engine.close();
workers.close();
if (!home.ok) throw new Error(home.failure.message);
const file = Buffer.from(encodeCohort({ ...cohort, home: home.value })).toString('base64');
const path = join(import.meta.dirname, `../../models/identity/cohort/${id}Cohort.json`);
writeFileSync(path, `${JSON.stringify({ encoder: id, file }, null, 2)}\n`);
console.log(
  `${portraits.length} people, tail ${cohort.tail.toFixed(2)}, ${Math.round(file.length / 1000)} kB`,
);
