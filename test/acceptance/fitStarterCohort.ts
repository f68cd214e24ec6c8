// Fits the cohort that Facet brings for its built-in encoder, and writes models/identity/cohort/starterCohort.json:
//   npx tsx test/acceptance/fitStarterCohort.ts
// It is fitted on the LFW people with a single photo whose name has an even SHA-256 (`cohortHalf`); the others are for
// tests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInEncoder } from '../../main/registry/models.ts';
import { fitCohort } from '../../models/identity/cohort/cohort.ts';
import { encodeCohort } from '../../models/identity/cohort/cohortFile.ts';
import { embedPortraits, openEngine } from './support/engine.ts';
import { cohortHalf, readStrangers } from './support/strangers.ts';

const engine = openEngine();
const portraits = await embedPortraits(
  engine,
  readStrangers().filter(({ name }) => cohortHalf(name)),
);
const encoder = await engine.encoder(builtInEncoder);
await engine.close();
if (!encoder.ok) throw new Error(encoder.failure.message);
const { id, digest, dimensions } = encoder.value;

const embeddings = new Float32Array(portraits.length * dimensions);
portraits.forEach(({ embedding }, row) => embeddings.set(embedding, row * dimensions));
const source = 'Labeled Faces in the Wild: people with one photo whose name has an even SHA-256';
const cohort = fitCohort(embeddings, dimensions, { encoder: { id, digest }, source }, 0);
const file = Buffer.from(encodeCohort(cohort)).toString('base64');
const path = join(import.meta.dirname, '../../models/identity/cohort/starterCohort.json');
writeFileSync(path, `${JSON.stringify({ encoder: id, file }, null, 2)}\n`);
console.log(
  `${portraits.length} people, tail ${cohort.tail.toFixed(2)}, ${Math.round(file.length / 1000)} kB`,
);
