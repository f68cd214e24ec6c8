// Fits what pairs of one person score by a built-in encoder (models/identity/verify.ts) and prints the curve and its cost:
//   npx tsx test/acceptance/fitPairs.ts ENCODER [CACHE]
// Each set's pairs of one person weigh as much as its pairs of two, and each set as much as another. The people of a pair are of one set.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCohorts } from '../../main/jobs/cohorts/cohortStore.ts';
import { evenlySpaced } from '../../models/evaluation/split.ts';
import { fitLogistic } from '../../models/identity/logistic.ts';
import { openStandings, pairScore } from '../../models/identity/verify.ts';
import { embeddingOf, openEmbedder } from '../bench/openset/faces.ts';
import { valueOf } from '../bench/support/parts.ts';
import { faces } from '../support/shared.ts';

const PHOTOS = 8;
const PEOPLE = 60;

const [id, cache = join(tmpdir(), 'facet-openset')] = process.argv.slice(2);
const embedder = await openEmbedder(cache, [id], console.log);
const [encoder] = embedder.encoders;
const cohort = valueOf(await openCohorts(join(tmpdir(), 'no-cohorts')).find(encoder));
if (cohort === null) throw new Error(`${id} brings no cohort`);
const { standingOf } = openStandings(cohort);
const sets: { readonly name: string; readonly same: number[]; readonly different: number[] }[] = [];
for (const name of ['orl', 'umist', 'web7', 'lfw']) {
  const { people } = await embedder.readSet(join(faces, name), PHOTOS);
  const standings = people
    .slice(0, PEOPLE)
    .map((own) => evenlySpaced(own.length, PHOTOS).map((at) => standingOf(embeddingOf(own[at], id))));
  const all = standings.flatMap((own, person) => own.map((standing) => ({ person, standing })));
  const [same, different]: [number[], number[]] = [[], []];
  all.forEach((a, at) => {
    for (const b of all.slice(0, at))
      (a.person === b.person ? same : different).push(pairScore(a.standing, b.standing));
  });
  sets.push({ name, same, different });
}
await embedder.close();

const { bias, slope } = fitCurve();
console.log(`bias ${bias.toFixed(2)}, slope ${slope.toFixed(2)}`);
/** The cost of log-likelihood ratios in bits (Cllr; Brümmer and du Preez, CSL 20, 2006); one that always says 1 costs 1. */
const mean = (costs: readonly number[]): number => costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
for (const { name, same, different } of sets) {
  const cost = (score: number, sign: number): number =>
    Math.log2(1 + Math.exp(-sign * (bias + slope * score)));
  const bits = (mean(same.map((one) => cost(one, 1))) + mean(different.map((one) => cost(one, -1)))) / 2;
  console.log(`${name}: ${same.length} pairs of one, ${different.length} of two, Cllr ${bits.toFixed(2)}`);
}

function fitCurve(): { readonly bias: number; readonly slope: number } {
  const samples = sets.flatMap(({ same, different }) =>
    [same, different].flatMap((scores, two) =>
      scores.map((score) => ({ features: [score], right: two === 0, weight: 1000 / scores.length })),
    ),
  );
  const [bias, slope] = fitLogistic(samples, { means: [0, 1], precisions: [1e-3, 1e-3] });
  return { bias, slope };
}
