import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRecogniser } from '../../../../main/jobs/checkpoints/details.ts';
import { openNamer } from '../../../../main/jobs/identify/namer.ts';
import { valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { run, writePhotos } from '../support/imports.ts';
import { identify, learn, makeAlbum, namesIn } from '../support/recognition.ts';

/** An album whose photo `denied.jpg`, of Ada, is in the library as nobody's. */
async function albumWithDoubt() {
  const engine = fakeEngine();
  const { library, folder } = await makeAlbum(engine, 5);
  writePhotos(folder, { 'denied.jpg': ['Ada'], 'other.jpg': ['Ada'], 'group.jpg': ['Bob', 'Ada'] });
  const paths = ['denied.jpg', 'other.jpg', 'group.jpg'].map((name) => join(folder, name));
  valueOf((await run(engine, library, { kind: 'unnamed', paths: paths.slice(0, 1) })).result);
  const [face] = library.faces({ person: null });
  const ada = library.person('Ada')?.id ?? '';
  return { engine, library, paths, face: face?.id ?? '', ada };
}

test('a denied face is never named that person again: at once, after a finetune, until it is taken back', async () => {
  const { engine, library, paths, face, ada } = await albumWithDoubt();
  valueOf((await learn(engine, library)).result);
  const look = async () => (await identify(engine, library, { paths })).photos.map(namesIn);
  expect(await look()).toEqual([['Ada'], ['Ada'], ['Bob', 'Ada']]);

  valueOf(await library.deny(face, ada));
  expect(await look()).toEqual([[null], ['Ada'], ['Bob', 'Ada']]);
  valueOf((await learn(engine, library)).result);
  expect((await look())[0]).toEqual([null]);
  valueOf(await library.allow(face, ada));
  valueOf((await learn(engine, library)).result);
  expect((await look())[0]).toEqual(['Ada']);
});

test('a namer that is open already hears of it', async () => {
  const { engine, library, paths, face, ada } = await albumWithDoubt();
  valueOf((await learn(engine, library)).result);
  const namer = valueOf(await openNamer(engine, library));
  const source = { kind: 'file', path: paths[0] ?? '' } as const;
  const { faces } = valueOf(await engine.findFaces({ source, detector: 'detector', encoder: 'encoder' }));
  expect(valueOf(await namer.name(faces)).map(({ name }) => name)).toEqual(['Ada']);
  valueOf(await library.deny(face, ada));
  // Its embedding is what the window sees to; here another namer does.
  valueOf(await openNamer(engine, library));
  expect(valueOf(await namer.name(faces)).map(({ name }) => name)).toEqual([null]);
});

test('a denied face goes into training as a negative, whoever it belongs to', async () => {
  const { engine, library, face, ada } = await albumWithDoubt();
  const thresholdOf = async () => {
    const checkpoint = valueOf((await learn(engine, library)).result);
    expect(checkpoint.crops).not.toContain(face);
    return valueOf(await loadRecogniser(checkpoint)).calibration.threshold;
  };
  const before = await thresholdOf();
  valueOf(await library.deny(face, ada));
  expect(await thresholdOf()).toBeGreaterThan(before);
});
