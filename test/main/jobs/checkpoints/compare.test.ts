import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareCheckpoints } from '../../../../main/jobs/checkpoints/compare.ts';
import type { Engine } from '../../../../main/engine/engine.ts';
import type { Library } from '../../../../main/library/library.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { run, writePhotos } from '../support/imports.ts';
import { learn, makeAlbum, NAMES } from '../support/recognition.ts';

const quiet = { signal: new AbortController().signal, emit: () => undefined };

async function addPhotos(engine: Engine, library: Library, photos: Record<string, string[]>): Promise<void> {
  const folder = temporaryFolder();
  writePhotos(folder, photos);
  valueOf((await run(engine, library, { kind: 'tree', folder })).result);
}

test('what two checkpoints share, and who is right on faces that neither has learned', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  const a = valueOf((await learn(engine, library)).result);
  await addPhotos(engine, library, { 'Eve/1.jpg': ['Eve'], 'Eve/2.jpg': ['Eve'], 'Eve/3.jpg': ['Eve'] });
  const b = valueOf((await learn(engine, library, { seed: 7 })).result);
  await addPhotos(engine, library, { 'Ada/9.jpg': ['Ada'], 'Eve/9.jpg': ['Eve'] });

  const compared = valueOf(await compareCheckpoints({ engine, library }, { a: a.id, b: b.id }, quiet));
  expect(compared).toMatchObject({
    a: { stored: { id: a.id }, details: { parent: null } },
    b: { stored: { id: b.id, seed: 7 }, details: { parent: a.id } },
    ancestor: { id: a.id, stepsA: 0, stepsB: 1 },
    people: { both: NAMES, onlyA: [], onlyB: ['Eve'] },
    photos: { both: 12, onlyA: 0, onlyB: 3 },
    faces: { both: 12, onlyA: 0, onlyB: 3 },
    heldOut: { faces: 12, bothRight: 12, changed: 0, pValue: 1 },
    // Eve is rightly Unknown to the first, and rightly Eve to the second.
    newFaces: { faces: 2, bothRight: 2, onlyARight: 0, onlyBRight: 0, bothWrong: 0, changed: 1 },
  });
  const mirrored = valueOf(await compareCheckpoints({ engine, library }, { a: b.id, b: a.id }, quiet));
  expect(mirrored.ancestor).toEqual({ id: a.id, stepsA: 1, stepsB: 0 });
  expect(mirrored.people.onlyA).toEqual(['Eve']);
});

test('a face that was given to somebody else counts for the one whose it is now', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  const { id } = valueOf((await learn(engine, library)).result);
  const bob = library.person('Bob')?.id ?? '';
  const face = library.faces({ person: library.person('Ada')?.id ?? '' })[0];
  valueOf(await library.assign([face.id], bob));
  const { heldOut } = valueOf(await compareCheckpoints({ engine, library }, { a: id, b: id }, quiet));
  expect(heldOut).toMatchObject({ faces: 12, bothRight: 11, bothWrong: 1, changed: 0 });
});

test('a checkpoint without its report, or without its weights, is compared as far as it goes', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  const a = valueOf((await learn(engine, library)).result);
  const b = valueOf((await learn(engine, library, { seed: 1 })).result);
  await addPhotos(engine, library, { 'Ada/9.jpg': ['Ada'] });
  rmSync(join(a.folder, 'report.json'));
  rmSync(join(a.folder, 'weights.safetensors'));
  const compared = valueOf(await compareCheckpoints({ engine, library }, { a: a.id, b: b.id }, quiet));
  expect(compared.heldOut).toBeNull();
  expect(compared.newFaces).toMatchObject({ problem: { kind: 'model-unusable' } });
  const missing = await compareCheckpoints({ engine, library }, { a: 'nothing', b: b.id }, quiet);
  expect(missing).toMatchObject({ failure: { kind: 'not-found' } });
});
