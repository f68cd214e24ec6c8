// What Facet promises of recognition with its built-in models, on photos that it was not tuned for one by one. The full
// figures, with intervals and other choices of photos: npx tsx test/acceptance/recognition.ts
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCohorts } from '../../main/jobs/cohorts/cohortStore.ts';
import { builtInEncoder, trainableEncoder } from '../../main/registry/models.ts';
import { faces, needs } from '../support/shared.ts';
import { embedPortraits, openEngine } from './support/engine.ts';
import { isNamedRight, isRank1, runExperiment, share } from './support/experiment.ts';
import { cohortHalf, readStrangers } from './support/strangers.ts';

const timeout = 600_000;
const engine = openEngine();
afterAll(() => engine.close());

test.for([builtInEncoder, trainableEncoder])(
  'the cohort that Facet brings is for this very build of %s',
  async (id) => {
    const encoder = await engine.encoder(id);
    if (!encoder.ok) throw new Error(encoder.failure.message);
    const cohort = await openCohorts('nowhere').find(encoder.value);
    if (!cohort.ok)
      throw new Error(`${cohort.failure.message} Fit it: npx tsx test/acceptance/fitCohort.ts ${id}`);
    expect(cohort.value?.people).toBeGreaterThan(1900);
  },
);

test.for([
  ['orl', 1, 0.98],
  ['orl', 5, 0.99],
  ['umist', 5, 0.9],
  ['web7', 5, 0.9],
] as const)(
  '%s, %i evenly spaced photos a person: rank 1 of %f or more',
  { timeout },
  async ([set, shots, least], context) => {
    needs(context, join(faces, set));
    const { probes, notEnrolled } = await runExperiment(engine, set, shots, 'even', []);
    const missed = probes.filter(({ rank1 }) => !rank1).map(({ path }) => path.slice(faces.length + 1));
    expect(
      share(probes, isRank1),
      `missed ${missed.join(', ')}; ${notEnrolled} not enrolled`,
    ).toBeGreaterThanOrEqual(least);
  },
);

test(
  'ORL with 3 photos a person, at the threshold for FPIR 1%: 97% named right, 2% of strangers',
  { timeout },
  async (context) => {
    needs(context, join(faces, 'lfw'));
    const others = readStrangers().filter(({ name }) => !cohortHalf(name));
    // Spread over the alphabet; the script takes a thousand.
    const some = others.filter((_, at) => at % 6 === 0);
    const strangers = await embedPortraits(engine, some);
    const { probes, namedStrangers } = await runExperiment(engine, 'orl', 3, 'even', strangers);
    expect(share(probes, isNamedRight)).toBeGreaterThanOrEqual(0.97);
    expect(strangers.length).toBeGreaterThan(300);
    expect(namedStrangers / strangers.length).toBeLessThanOrEqual(0.02);
  },
);
