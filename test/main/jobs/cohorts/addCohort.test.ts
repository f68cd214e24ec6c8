import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { addCohort } from '../../../../main/jobs/cohorts/addCohort.ts';
import { openCohorts, type Cohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Progress } from '../../../../preload/contract.ts';
import { otherHome } from '../../../../models/identity/calibration/homeShift.ts';
import { success } from '../../../../models/failure.ts';
import { failureOf, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { DIMENSIONS, fakeEngine } from '../support/fakeEngine.ts';
import { writePhotos } from '../support/imports.ts';
import { identify, learn, makeAlbum, namesIn } from '../support/recognition.ts';
import { workers } from '../../../support/workers.ts';

const info = { id: 'encoder', digest: 'ab'.repeat(32), dimensions: DIMENSIONS };

function strangersIn(folder: string, count: number): string {
  writePhotos(
    folder,
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.jpg`, [`stranger ${at}`]])),
  );
  return folder;
}

const add = (
  engine: Engine,
  cohorts: Cohorts,
  folder: string,
  signal = new AbortController().signal,
  library: Library | null = null,
) => {
  const progress: Progress[] = [];
  const parts = { engine, cohorts, workers, detector: 'detector', encoder: 'encoder', library };
  const emit = (event: string, detail: unknown): void => {
    if (event === 'progress') progress.push(detail as Progress);
  };
  return addCohort(parts, folder, { signal, emit }).then((result) => ({ result, progress }));
};

test('a folder of strangers becomes the cohort that checkpoints are calibrated on', async () => {
  const engine = fakeEngine();
  const folder = strangersIn(temporaryFolder(), 300);
  writeFileSync(join(folder, 'notes.jpg'), 'no photo');
  const home = join(temporaryFolder(), 'cohorts');
  const cohorts = openCohorts(home);
  expect(valueOf(await cohorts.find(info))).toBeNull();

  const { result, progress } = await add(engine, cohorts, folder);
  expect(valueOf(result)).toMatchObject({
    encoder: 'encoder',
    faces: 300,
    own: { faces: 0, people: [] },
    skipped: [{ path: join(folder, 'notes.jpg'), reason: { kind: 'not-an-image' } }],
  });
  expect(progress.at(-1)?.phase).toBe('Simulating cameras');
  // These photos are no pictures: nobody can be seen through another camera.
  expect(valueOf(await openCohorts(home).find(info))).toMatchObject({ people: 300, home: otherHome });

  const { library, folder: album } = await makeAlbum(engine, 5);
  const checkpoint = valueOf((await learn(engine, library, {}, undefined, cohorts)).result);
  expect(checkpoint.details).toMatchObject({ calibration: { basis: 'cohort' }, cohort: { people: 300 } });
  writePhotos(album, { 'new.jpg': ['Ada', 'Nobody'] });
  const { photos } = await identify(engine, library, { paths: [join(album, 'new.jpg')] });
  expect(photos.map(namesIn)).toEqual([['Ada', null]]);
});

test('a cohort made of the library’s own people says so, and whom', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 5);
  const folder = strangersIn(temporaryFolder(), 80);
  const cohorts = openCohorts(temporaryFolder());
  const signal = new AbortController().signal;
  const clean = valueOf((await add(engine, cohorts, folder, signal, library)).result);
  expect(clean.own.faces).toBeLessThan(3);
  writePhotos(folder, Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`ada ${at}.jpg`, ['Ada']])));
  const own = valueOf((await add(engine, cohorts, folder, signal, library)).result).own;
  expect(own.faces).toBeGreaterThan(10);
  expect(own.people[0]).toBe('Ada');
});

test('copies of a photo are one photo: the same stranger counts once', async () => {
  const engine = fakeEngine();
  const folder = strangersIn(temporaryFolder(), 80);
  for (const at of [0, 1, 2]) copyFileSync(join(folder, '7.jpg'), join(folder, `copy ${at}.jpg`));
  const { result } = await add(engine, openCohorts(temporaryFolder()), folder);
  expect(valueOf(result)).toMatchObject({ faces: 80, skipped: [] });
});

test('too few strangers, a cancelled run: nothing is saved', async () => {
  const cohorts = openCohorts(temporaryFolder());
  const few = await add(fakeEngine(), cohorts, strangersIn(temporaryFolder(), 10));
  expect(failureOf(few.result)).toMatchObject({ kind: 'not-enough-data' });
  expect(failureOf(few.result).message).toContain('shows 10 faces; a cohort needs 60');
  const folder = strangersIn(temporaryFolder(), 80);
  const stopped = await add(fakeEngine(), cohorts, folder, AbortSignal.abort());
  expect(failureOf(stopped.result).kind).toBe('cancelled');
  expect(valueOf(await cohorts.find(info))).toBeNull();
});

test('a cohort of another build, and one that is damaged, are named', async () => {
  const home = temporaryFolder();
  const cohorts = openCohorts(home);
  valueOf((await add(fakeEngine(), cohorts, strangersIn(temporaryFolder(), 80))).result);
  const rebuilt = failureOf(await cohorts.find({ ...info, digest: 'cd'.repeat(32) }));
  expect(rebuilt.message).toBe(
    'The cohort of strangers for encoder was made with another build of that model.',
  );
  const file = join(home, 'encoder.safetensors');
  writeFileSync(file, readFileSync(file).subarray(0, 1000));
  expect(failureOf(await cohorts.find(info))).toMatchObject({ kind: 'model-unusable', path: file });
});

test('a folder that cannot be made is a clear failure', async () => {
  const home = join(temporaryFolder(), 'file');
  writeFileSync(home, '');
  const engine: Engine = { ...fakeEngine(), encoder: (id) => Promise.resolve(success({ ...info, id })) };
  const { result } = await add(
    engine,
    openCohorts(join(home, 'cohorts')),
    strangersIn(temporaryFolder(), 80),
  );
  expect(failureOf(result)).toMatchObject({
    kind: 'not-found',
    message: expect.stringContaining('a part of its path is a file') as string,
  });
});
