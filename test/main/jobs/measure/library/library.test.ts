// The library measured on itself: several encoders side by side, honest splits, and what makes it impossible.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../../main/engine/engine.ts';
import { openCohorts } from '../../../../../main/jobs/cohorts/cohortStore.ts';
import { finetuneEncoder } from '../../../../../main/jobs/finetune/encoder.ts';
import { planCheckpoint } from '../../../../../main/jobs/measure/library/checkpoint.ts';
import { measureLibrary } from '../../../../../main/jobs/measure/library/library.ts';
import type { Measured } from '../../../../../main/jobs/measure/measured.ts';
import { inUseFirst, planSystems } from '../../../../../main/jobs/measure/systems.ts';
import type { Library } from '../../../../../main/library/library.ts';
import { answersOf, compareStandings, standingAt } from '../../../../../models/evaluation/report/standing.ts';
import type { Result } from '../../../../../models/failure.ts';
import type { Progress } from '../../../../../preload/contract.ts';
import { failureOf, temporaryFolder, valueOf } from '../../../library/support/libraries.ts';
import { fitCohort } from '../../../../../models/identity/cohort/cohort.ts';
import { normalise, rowsOfVectors } from '../../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../../models/random.ts';
import { run, writePhotos } from '../../support/imports.ts';
import { withBlind } from '../../support/blindEncoder.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { makeAlbum, NAMES } from '../../support/recognition.ts';
import { knownEncoder } from '../../support/knownEncoder.ts';
import { people, studio } from '../../support/studio.ts';
import { workers } from '../../../../support/workers.ts';

async function measure(
  engine: Engine,
  library: Library,
  {
    encoders = [knownEncoder('encoder')],
    seed = 0,
    signal = new AbortController().signal,
    hear = (_: Progress): void => undefined,
    cohorts = openCohorts(join(temporaryFolder(), 'cohorts')),
  } = {},
): Promise<Result<Measured>> {
  const call = {
    signal,
    emit: (event: string, detail: unknown) => {
      if (event === 'progress') hear(detail as Progress);
    },
  };
  const parts = { engine, library, cohorts, workers };
  const systems = valueOf(await planSystems(engine, encoders, ['head'], undefined, signal));
  const active = library.activeCheckpoint();
  const checkpoint = active === undefined ? null : await planCheckpoint(parts, active, encoders, seed, call);
  return measureLibrary(parts, systems, checkpoint, { seed, fpir: 0.01 }, call);
}

test('encoders stand side by side on the same searches, and a paired test tells a blind one', async () => {
  const engine = withBlind(fakeEngine());
  const { library } = await makeAlbum(engine, 5);
  const encoders = [knownEncoder('encoder'), knownEncoder('blind')];
  const { identifications, variations, systems, settings } = valueOf(
    await measure(engine, library, { encoders }),
  );
  expect(systems.map(({ system }) => system.id)).toEqual(['encoder/head', 'blind/head']);
  const [test] = identifications;
  expect(test.people).toEqual(NAMES);
  // Every photo is looked for once, and is a stranger's once.
  expect(test.probes.filter(({ truth }) => truth >= 0)).toHaveLength(20);
  expect(test.probes.filter(({ truth }) => truth < 0)).toHaveLength(20);
  expect(settings).toMatchObject({ folds: 5, strangerFolds: 4 });
  const [seeing, blind] = test.results.map((result) => {
    // Nothing in it grows with the people.
    const lists = Object.values(result).filter((list) => Array.isArray(list));
    expect(lists.map(({ length }) => length)).toEqual(lists.map(() => 40));
    expect(result.confidences?.every((stated) => stated >= 0 && stated <= 1)).toBe(true);
    return standingAt(test, answersOf(result), result.threshold);
  });
  expect(seeing.rank1?.rate).toBe(1);
  expect(seeing.named?.rate).toBeGreaterThan(0.8);
  expect(blind.rank1?.rate).toBeLessThan(0.7);
  expect(compareStandings(test, seeing, blind).named?.p).toBeLessThan(0.01);
  // As a stranger, nobody is enrolled.
  const { best, bestScores, ownScores, ranks } = test.results[0];
  test.probes.forEach(({ who, truth }, at) => {
    expect(ownScores[at] === null).toBe(truth < 0);
    expect(ranks[at] === 0).toBe(truth < 0);
    if (truth < 0) expect(NAMES[best[at]]).not.toBe(who);
    if (ranks[at] === 1) expect(bestScores[at]).toBe(ownScores[at]);
  });
  const shots = variations.filter(({ system }) => system === 'encoder/head');
  expect(shots.map(({ at }) => at)).toEqual([1, 2, 4]);
  expect(shots[0].tally.people.map(({ probes }) => probes)).toEqual([12, 12, 12, 12]);
});

test('faces without a name move the threshold as they do in a finetune', async () => {
  const engine = fakeEngine();
  const { library, folder } = await makeAlbum(engine, 5);
  const { dimensions, ...info } = valueOf(await engine.encoder('encoder'));
  const random = seededRandom(0, 'strangers');
  const strangers = Array.from({ length: 300 }, () =>
    normalise(Float32Array.from({ length: dimensions }, () => random.normal())),
  );
  const cohorts = openCohorts(join(temporaryFolder(), 'cohorts'));
  valueOf(
    await cohorts.save(
      fitCohort(rowsOfVectors(strangers), dimensions, { encoder: info, source: 'a test' }, 0),
    ),
  );
  const thresholdOf = ({ identifications }: Measured): number => identifications[0].results[0].threshold;
  const before = thresholdOf(valueOf(await measure(engine, library, { cohorts })));
  const crowd = Array.from({ length: 12 }, (_, at) => [`crowd/${at}.jpg`, [`Stranger ${at}`]] as const);
  writePhotos(folder, Object.fromEntries(crowd));
  valueOf((await run(engine, library, { kind: 'unnamed', paths: [join(folder, 'crowd')] })).result);
  const after = thresholdOf(valueOf(await measure(engine, library, { cohorts })));
  expect(Math.abs(after - before)).toBeGreaterThan(1e-3);
});

test('the same seed gives the same numbers, another one others', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 6);
  const first = valueOf(await measure(engine, library));
  expect(valueOf(await measure(engine, library))).toEqual(first);
  expect(valueOf(await measure(engine, library, { seed: 1 }))).not.toEqual(first);
});

test('one person, and one photo each, are too little, and it is said what to do', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 1);
  expect(failureOf(await measure(engine, library))).toMatchObject({
    kind: 'not-enough-data',
    message: 'Nobody in the library has two different photos, so no face can be tested.',
    advice: expect.stringContaining('Import a second photo') as string,
  });
  for (const name of NAMES.slice(1)) valueOf(await library.removePerson(library.person(name)?.id ?? ''));
  expect(failureOf(await measure(engine, library))).toMatchObject({
    kind: 'not-enough-data',
    message: 'Only Ada is named in the library; evaluation needs at least two people.',
    advice: expect.stringContaining('Import photos of somebody else') as string,
  });
  valueOf(await library.removePerson(library.person('Ada')?.id ?? ''));
  expect(failureOf(await measure(engine, library)).kind).toBe('not-enough-data');
});

test('an encoder whose cohort is out of date is named and left out; the others are measured', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 3);
  const encoders = [knownEncoder('starter'), knownEncoder('encoder')];
  const { identifications, systems } = valueOf(await measure(engine, library, { encoders }));
  expect(systems[0].system.missing?.kind).toBe('model-unusable');
  expect(identifications[0].results.map(({ system }) => system)).toEqual(['encoder/head']);
  // With nothing else to measure it is the answer.
  const alone = await measure(engine, library, { encoders: [knownEncoder('starter')] });
  expect(failureOf(alone).kind).toBe('model-unusable');
});

test('cancelling ends it between two recognisers', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 5);
  const abort = new AbortController();
  const heard: Progress[] = [];
  const measuring = measure(engine, library, {
    signal: abort.signal,
    hear: (said) => {
      heard.push(said);
      if (said.phase === 'Learning without some' && said.done === 2) abort.abort();
    },
  });
  expect(failureOf(await measuring).kind).toBe('cancelled');
  expect(heard.at(-1)).toMatchObject({ phase: 'Learning without some', done: 2, total: 9 });
});

test('the head in use comes first', () => {
  const system = (id: string) => ({
    system: {
      id: `${id}/head`,
      title: id,
      configuration: 'open-set head' as const,
      method: '',
      encoder: id,
      missing: null,
      facts: null,
    },
    way: 'head' as const,
    encoder: null,
  });
  const titles = inUseFirst([system('starter'), system('clip')], { encoder: 'clip', method: 'head' }).map(
    (one) => one.system.title,
  );
  expect(titles).toEqual(['clip (in use)', 'starter']);
});

test(
  'a checkpoint that trained a model is tested on photos that it never saw',
  { timeout: 240_000 },
  async () => {
    const { library, engine, folder } = await studio();
    const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
    const quiet = { signal: new AbortController().signal, emit: () => undefined };
    const checkpoint = valueOf(
      await finetuneEncoder(
        parts,
        { encoder: 'tiny', seed: 1, fpir: 0.01 },
        { method: 'projector', steps: 5 },
        quiet,
      ),
    );
    const { identifications, systems } = valueOf(
      await measure(engine, library, { encoders: [knownEncoder('tiny')] }),
    );
    expect(systems.map(({ system }) => system.id)).toEqual(['tiny/head', `checkpoint/${checkpoint.id}`]);
    expect(systems[1].system.facts?.digest).toBe(checkpoint.encoderDigest);
    const [, unseen] = identifications;
    // The training of three people with five photos each keeps one of each.
    expect(unseen.probes.map(({ who }) => who).sort()).toEqual(people);
    expect(unseen.enrolled).toHaveLength(12);
    const shown = new Set(unseen.enrolled.map(({ face }) => face));
    expect(unseen.probes.some(({ face }) => shown.has(face))).toBe(false);
    expect(unseen.results.map(({ system }) => system)).toEqual([`checkpoint/${checkpoint.id}`, 'tiny/head']);

    // A text tower was trained with every photo in its head: nothing is left to test it with.
    const text = { method: 'text', steps: 5 } as const;
    valueOf(await finetuneEncoder(parts, { encoder: 'tiny', seed: 1, fpir: 0.01 }, text, quiet));
    const again = valueOf(await measure(engine, library, { encoders: [knownEncoder('tiny')] }));
    expect(again.identifications).toHaveLength(1);
    expect(again.systems[1].system.missing?.message).toContain('was trained on every photo');
  },
);
