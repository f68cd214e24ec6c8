import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { failed, success } from '../../../../models/failure.ts';
import { failureOf, makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { fakeEngine, fakePhoto } from '../support/fakeEngine.ts';
import { writePhotos } from '../support/imports.ts';
import { identify, learn, makeAlbum, namesIn } from '../support/recognition.ts';

test('names in the order of the request, strangers Unknown, bad files with their reason', async () => {
  const engine = fakeEngine({ delay: 20 });
  const { library, folder } = await makeAlbum(engine, 5);
  valueOf((await learn(engine, library)).result);
  writePhotos(folder, {
    'new/1.jpg': ['Ada', 'Bob'],
    'new/2.jpg': ['Zoe'],
    'new/3.jpg': new Uint8Array([1, 2, 3]),
    'new/4.jpg': ['Dan', 'Yann', 'Cleo'],
    'new/5.jpg': [],
  });
  const { result, photos } = await identify(engine, library, {
    paths: [join(folder, 'nowhere.jpg'), join(folder, 'new')],
  });
  expect(photos.map(namesIn)).toEqual([
    'not-found',
    ['Ada', 'Bob'],
    [null],
    'not-an-image',
    ['Dan', null, 'Cleo'],
    [],
  ]);
  expect(valueOf(result)).toMatchObject({ photos: 6, skipped: 2 });
  const [, named] = photos;
  if ('error' in named) throw new Error(named.error.message);
  const [ada] = named.faces;
  expect(ada.margin).toBeGreaterThan(0);
  expect(ada.confidence).toBeGreaterThan(0.5);
  expect(ada.quality).toBe(0.8);
});

test('the same person is named once in a photo', async () => {
  const engine = fakeEngine();
  const { library, folder } = await makeAlbum(engine, 5);
  valueOf((await learn(engine, library)).result);
  writePhotos(folder, { 'twins.jpg': ['Ada', 'Ada'] });
  const { photos } = await identify(engine, library, { paths: [join(folder, 'twins.jpg')] });
  expect([...namesIn(photos[0])].sort()).toEqual(['Ada', null]);
});

test('a renamed person goes by the new name, a removed one by none', async () => {
  const engine = fakeEngine();
  const { library, folder } = await makeAlbum(engine, 5);
  valueOf((await learn(engine, library)).result);
  valueOf(await library.changePerson(library.person('Ada')?.id ?? '', { name: 'Ada Lovelace' }));
  valueOf(await library.removePerson(library.person('Bob')?.id ?? ''));
  writePhotos(folder, { 'both.jpg': ['Ada', 'Bob'] });
  const { photos } = await identify(engine, library, { paths: [join(folder, 'both.jpg')] });
  expect(photos.map(namesIn)).toEqual([['Ada Lovelace', null]]);
});

test('without a checkpoint, with another build of the encoder, with damaged weights: clear failures', async () => {
  const engine = fakeEngine();
  expect(failureOf((await identify(engine, await makeLibrary(), { paths: [] })).result)).toMatchObject({
    kind: 'not-found',
    message: 'There is no checkpoint yet.',
  });
  const { library } = await makeAlbum(engine);
  const checkpoint = valueOf((await learn(engine, library)).result);
  const rebuilt: Engine = {
    ...engine,
    encoder: (id) => Promise.resolve(success({ id, digest: 'cd'.repeat(32), dimensions: 32 })),
  };
  const { result } = await identify(rebuilt, library, { paths: [] });
  expect(failureOf(result)).toMatchObject({
    kind: 'model-unusable',
    message: `The checkpoint ${checkpoint.id} was made with another build of the model encoder.`,
  });
  const weights = join(checkpoint.folder, 'weights.safetensors');
  writeFileSync(weights, 'not weights');
  expect(failureOf((await identify(engine, library, { paths: [] })).result).message).toContain('damaged');
  rmSync(weights);
  expect(failureOf((await identify(engine, library, { paths: [] })).result).message).toContain('missing');
});

test('a photo that ends the engine costs itself only', async () => {
  const crash = failed('engine-died', 'The engine died.', 'Try again.');
  let deaths = 0;
  const engine = fakeEngine({
    before: (name) => {
      if (name === 'bomb.jpg') return crash;
      // Whoever was in the engine with it died too, once.
      return name === 'neighbour.jpg' && deaths++ === 0 ? crash : undefined;
    },
  });
  const { library, folder } = await makeAlbum(engine, 5);
  valueOf((await learn(engine, library)).result);
  writePhotos(folder, { 'new/bomb.jpg': ['Ada'], 'new/neighbour.jpg': ['Bob'] });
  const { result, photos } = await identify(engine, library, { paths: [join(folder, 'new')] });
  expect(photos.map(namesIn)).toEqual(['engine-died', ['Bob']]);
  expect(valueOf(result)).toMatchObject({ photos: 2, skipped: 1 });
});

test('cancelling stops between photos', async () => {
  const engine = fakeEngine({ delay: 5 });
  const { library, folder } = await makeAlbum(engine);
  valueOf((await learn(engine, library)).result);
  writePhotos(folder, Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`many/${at}.jpg`, ['Ada']])));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 15);
  const { result, photos } = await identify(
    engine,
    library,
    { paths: [join(folder, 'many')] },
    controller.signal,
  );
  expect(failureOf(result).kind).toBe('cancelled');
  expect(photos.length).toBeLessThan(40);
});

test('copies with names never take the place of originals or of each other', async () => {
  const real = fakeEngine();
  const { library, folder } = await makeAlbum(real, 5);
  valueOf((await learn(real, library)).result);
  // A real image for the copy, and the fake's word on who is in it.
  const faces = valueOf(
    await real.findFaces({
      source: { kind: 'bytes', name: 'x', bytes: fakePhoto('new', [{ who: 'Ada' }]) },
      detector: 'detector',
      encoder: 'encoder',
    }),
  );
  const engine: Engine = { ...real, findFaces: () => Promise.resolve(success(faces)) };
  const picture = await sharp({ create: { width: 1000, height: 1000, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const out = join(folder, 'out');
  for (const place of ['a', 'b', 'out']) {
    mkdirSync(join(folder, place), { recursive: true });
    writeFileSync(join(folder, place, 'party.jpg'), picture);
  }
  const paths = ['a', 'b', 'out'].map((place) => join(folder, place, 'party.jpg'));
  const { result, photos } = await identify(engine, library, { paths, annotate: out });
  expect(photos.map(namesIn)).toEqual([['Ada'], ['Ada'], ['Ada']]);
  expect(valueOf(result).skipped).toBe(0);
  expect(readdirSync(out).sort()).toEqual([
    'party.jpg',
    'party.named (2).jpg',
    'party.named (3).jpg',
    'party.named.jpg',
  ]);
});
