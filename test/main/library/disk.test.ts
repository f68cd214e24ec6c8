import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../main/library/open.ts';
import type { Result } from '../../../models/failure.ts';
import { faultsOf, filesIn } from './folder.ts';
import {
  failureOf,
  makeLibrary,
  openForTest,
  reopen,
  smallDisk,
  temporaryFolder,
  valueOf,
} from './libraries.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from './samples.ts';

/** Runs as an ordinary user, whom permissions bind. */
async function asUser<T>(work: () => Promise<T>): Promise<T> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

const fails = async (kind: string, result: Promise<Result<unknown>>) =>
  expect(failureOf(await result)).toMatchObject({ kind });

test('on a full disk a photo fails whole, and what came before is safe', async (context) => {
  const disk = smallDisk(context, 1024);
  const library = await makeLibrary(join(disk, 'library'));
  const anna = valueOf(await library.createPerson('Anna'));
  // Large and small ones, so that it is not always the original that does not fit any more.
  const photos = Array.from({ length: 80 }, (_, index) =>
    samplePhoto(`${index}`, [anna.id, null], index % 2 === 0 ? 30_000 : 100),
  );
  const results = await Promise.all(photos.map((photo) => library.addPhoto(photo)));
  const added = results.filter(({ ok }) => ok).length;
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThan(80);
  for (const result of results) if (!result.ok) expect(result.failure).toMatchObject({ kind: 'disk-full' });
  expect(library.person('Anna')).toMatchObject({ photos: added, faces: added });
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
  const again = await openForTest(library.folder);
  expect(again.health).toEqual({
    swept: 0,
    restored: 0,
    unknown: [],
    missing: [],
    unreadable: [],
    ignored: [],
    exposed: [],
  });
  expect(again.faces()).toHaveLength(2 * added);
});

test('on a full disk every change fails by name and changes nothing; erasing still works', async (context) => {
  const disk = smallDisk(context, 1024);
  const library = await makeLibrary(join(disk, 'library'));
  const anna = valueOf(await library.createPerson('Anna'));
  const ben = valueOf(await library.createPerson('Ben'));
  const photo = samplePhoto('one', [anna.id, null], 20_000);
  await library.addPhoto(photo);
  const [hers = '', nobodys = ''] = photo.faces.map(({ id }) => id);
  const cache = valueOf(await library.embeddings({ digest: 'ab'.repeat(32), dimensions: 4096 }));
  valueOf(await cache.put([[hers, sampleEmbedding(hers, 4096)]]));
  const before = { people: library.people(), faces: library.faces(), settings: library.settings() };

  fill(join(disk, 'ballast'));
  await fails('disk-full', library.createPerson('Carl'));
  await fails('disk-full', library.changePerson(anna.id, { name: 'Annabel' }));
  await fails('disk-full', library.assign([hers], ben.id));
  await fails('disk-full', library.mergePeople(anna.id, ben.id));
  await fails('disk-full', library.changeSettings({ fpir: 0.5 }));
  await fails('disk-full', library.saveCheckpoint(sampleCheckpoint([anna], [])));
  await fails('disk-full', library.addPhoto(samplePhoto('two', [anna.id])));
  await fails('disk-full', cache.put([[nobodys, sampleEmbedding(nobodys, 4096)]]));
  expect({ people: library.people(), faces: library.faces(), settings: library.settings() }).toEqual(before);
  expect(library.checkpoints()).toEqual([]);

  valueOf(await library.removePerson(anna.id));
  rmSync(join(disk, 'ballast'));
  valueOf(await library.addPhoto(samplePhoto('two', [ben.id])));
  valueOf(await cache.put([[nobodys, sampleEmbedding(nobodys, 4096)]]));
  const again = await reopen(library);
  expect(again.people().map(({ name, faces }) => [name, faces])).toEqual([['Ben', 1]]);
  const kept = valueOf(await again.embeddings({ digest: 'ab'.repeat(32), dimensions: 4096 }));
  expect(kept.get(nobodys)).toEqual(sampleEmbedding(nobodys, 4096));
  expect(kept.get(hers)).toBeUndefined();
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

function fill(path: string): void {
  for (const size of [65_536, 4096, 1]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

test('a folder without permission is named', async (context) => {
  if (process.platform === 'win32') context.skip('Windows has other permissions');
  const parent = temporaryFolder();
  chmodSync(parent, 0o755);
  const library = await makeLibrary(join(parent, 'library'));
  await library.addPhoto(samplePhoto('one'));
  await library.close();
  const everything = ['', ...filesIn(library.folder)];
  const reader = async () => failureOf(await openLibrary(library.folder));

  // Nobody else may look into a library.
  expect(statSync(library.folder).mode & 0o77).toBe(0);
  if (process.geteuid?.() === 0) expect(await asUser(reader)).toMatchObject({ kind: 'no-permission' });

  // A library that may be read but not written cannot be locked.
  chmodSync(library.folder, 0o555);
  onTestFinished(() => chmodSync(library.folder, 0o755));
  expect(await asUser(reader)).toMatchObject({ kind: 'no-permission' });
  expect(['', ...filesIn(library.folder)]).toEqual(everything);
  const made = () => openLibrary(join(library.folder, 'new'), { create: true });
  expect(failureOf(await asUser(made))).toMatchObject({ kind: 'no-permission' });
});
