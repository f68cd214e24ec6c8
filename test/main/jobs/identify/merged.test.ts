// Checkpoints that were made before two people became one: they go on knowing both of them, by the name that stayed.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareCheckpoints } from '../../../../main/jobs/checkpoints/compare.ts';
import type { MemoryGallery } from '../../../../main/gallery/memory/memoryGallery.ts';
import { openGalleryNamer } from '../../../../main/jobs/gallery/galleryNamer.ts';
import { openNamer } from '../../../../main/jobs/identify/namer.ts';
import { valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { run, writePhotos } from '../support/imports.ts';
import { publish } from '../support/publishing.ts';
import { identify, learn, makeAlbum, namesIn } from '../support/recognition.ts';

async function learnedAlbum() {
  const engine = fakeEngine();
  const { library, folder } = await makeAlbum(engine, 5);
  writePhotos(folder, { 'ada.jpg': ['Ada'], 'bob.jpg': ['Bob'], 'both.jpg': ['Ada', 'Bob'] });
  const paths = ['ada.jpg', 'bob.jpg', 'both.jpg'].map((name) => join(folder, name));
  const checkpoint = valueOf((await learn(engine, library)).result);
  const idOf = (name: string) => library.person(name)?.id ?? '';
  const look = async () => (await identify(engine, library, { paths, top: 9 })).photos.map(namesIn);
  return { engine, library, paths, checkpoint, idOf, look };
}

test('whoever was merged into somebody is named as them, at once and wherever they were merged on', async () => {
  const { engine, library, paths, idOf, look } = await learnedAlbum();
  const namer = valueOf(await openNamer(engine, library, { top: 9 }));
  expect(await look()).toEqual([['Ada'], ['Bob'], ['Ada', 'Bob']]);

  const first = valueOf(await library.mergePeople(idOf('Bob'), idOf('Ada')));
  // Nobody is twice in a photo, nor twice among those who are likely.
  const [ada, bob, both] = await look();
  expect([ada, bob]).toEqual([['Ada'], ['Ada']]);
  expect(both).toHaveLength(2);
  expect([...(both ?? [])].filter((name) => name === 'Ada')).toHaveLength(1);
  const source = { kind: 'file', path: paths[1] ?? '' } as const;
  const { faces } = valueOf(await engine.findFaces({ source, detector: 'detector', encoder: 'encoder' }));
  const [named] = valueOf(await namer.name(faces));
  expect(named?.name).toBe('Ada');
  expect(named?.candidates.map(({ name }) => name).sort()).toEqual(['Ada', 'Cleo', 'Dan']);

  const second = valueOf(await library.mergePeople(idOf('Ada'), idOf('Cleo')));
  expect((await look()).slice(0, 2)).toEqual([['Cleo'], ['Cleo']]);
  valueOf(await second.takeBack());
  expect((await look()).slice(0, 2)).toEqual([['Ada'], ['Ada']]);
  valueOf(await first.takeBack());
  expect(await look()).toEqual([['Ada'], ['Bob'], ['Ada', 'Bob']]);
});

test('a face that is said not to be theirs is not named by what was learned of the other one either', async () => {
  const { engine, library, paths, idOf, look } = await learnedAlbum();
  valueOf((await run(engine, library, { kind: 'unnamed', paths: paths.slice(1, 2) })).result);
  const [face] = library.faces({ person: null });
  valueOf(await library.mergePeople(idOf('Bob'), idOf('Ada')));
  expect((await look())[1]).toEqual(['Ada']);
  valueOf(await library.deny(face?.id ?? '', idOf('Ada')));
  expect((await look())[1]).toEqual([null]);
});

test('whoever was merged is published as the person who stayed, with the prototypes of both', async () => {
  const { engine, library, paths, idOf } = await learnedAlbum();
  const bob = idOf('Bob');
  const before = await publish(engine, library);
  valueOf(await library.mergePeople(bob, idOf('Ada')));
  const { gallery, names } = await publish(engine, library);
  expect(names).toEqual(['Ada', 'Cleo', 'Dan']);
  const namedBy = async (searched: MemoryGallery) => {
    const namer = valueOf(await openGalleryNamer(engine, library, searched));
    const named: (string | null | undefined)[] = [];
    for (const path of paths.slice(0, 2)) {
      const source = { kind: 'file', path } as const;
      const { faces } = valueOf(await engine.findFaces({ source, detector: 'detector', encoder: 'encoder' }));
      named.push(valueOf(await namer.name(faces))[0]?.name);
    }
    return named;
  };
  expect(await namedBy(gallery)).toEqual(['Ada', 'Ada']);
  // A gallery that still has both hides both where the person who stayed is hidden.
  expect(await namedBy(before.gallery)).toEqual(['Ada', 'Bob']);
  valueOf(await library.changePerson(idOf('Ada'), { hidden: true }));
  expect(await namedBy(before.gallery)).toEqual([null, null]);
});

test('hidden and erased people are named by none of those who were merged into them', async () => {
  const { library, idOf, look, checkpoint } = await learnedAlbum();
  valueOf(await library.mergePeople(idOf('Bob'), idOf('Ada')));
  valueOf(await library.changePerson(idOf('Ada'), { hidden: true }));
  expect(await look()).toEqual([[null], [null], [null, null]]);
  valueOf(await library.changePerson(idOf('Ada'), { hidden: false }));
  const removed = valueOf(await library.removePerson(idOf('Ada')));
  expect(removed.checkpoints).toEqual([checkpoint.id]);
  expect((await look()).flat()).not.toContain('Ada');
  expect((await look()).flat()).not.toContain('Bob');
});

test('two checkpoints agree on somebody whom only the older one knows as two', async () => {
  const { engine, library, idOf, checkpoint } = await learnedAlbum();
  valueOf(await library.mergePeople(idOf('Bob'), idOf('Ada')));
  const after = valueOf((await learn(engine, library)).result);
  const ids = { a: checkpoint.id, b: after.id };
  const call = { signal: new AbortController().signal, emit: () => undefined };
  const { people, heldOut } = valueOf(await compareCheckpoints({ engine, library }, ids, call));
  expect(people).toEqual({ both: ['Ada', 'Cleo', 'Dan'], onlyA: [], onlyB: [] });
  expect(heldOut).toMatchObject({ onlyARight: 0, onlyBRight: 0, bothWrong: 0, changed: 0 });
});
