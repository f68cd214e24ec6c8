import {
  chmodSync,
  linkSync,
  lstatSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../main/library/open.ts';
import type { Result } from '../../../models/failure.ts';
import { fill } from './fill.ts';
import { faultsOf, filesIn } from './support/folder.ts';
import {
  failureOf,
  makeLibrary,
  openForTest,
  reopen,
  smallDisk,
  temporaryFolder,
  valueOf,
} from './support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from './support/samples.ts';

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
  // Erasing Anna rewrites these catalogues: Ben's face is known not to be hers, and a file's name speaks of her.
  const bens = samplePhoto('anna at the beach', [ben.id]);
  await library.addPhoto(bens);
  valueOf(await library.deny(bens.faces[0]?.id ?? '', anna.id));
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
  expect(library.faces({ person: ben.id }).map(({ denied, photoName }) => [denied, photoName])).toEqual([
    [[], `photo-${bens.id.slice(0, 8)}.jpg`],
  ]);
  rmSync(join(disk, 'ballast'));
  valueOf(await library.addPhoto(samplePhoto('two', [ben.id])));
  valueOf(await cache.put([[nobodys, sampleEmbedding(nobodys, 4096)]]));
  const again = await reopen(library);
  expect(again.people().map(({ name, faces }) => [name, faces])).toEqual([['Ben', 2]]);
  const kept = valueOf(await again.embeddings({ digest: 'ab'.repeat(32), dimensions: 4096 }));
  expect(kept.get(nobodys)).toEqual(sampleEmbedding(nobodys, 4096));
  expect(kept.get(hers)).toBeUndefined();
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('with not a byte free a library opens for erasing, and keeps room for the next time', async (context) => {
  const disk = smallDisk(context, 1024);
  const library = await makeLibrary(join(disk, 'library'));
  const reserve = join(library.folder, 'cache', 'reserve');
  for (const name of ['Anna', 'Ben', 'Carl']) {
    const { id } = valueOf(await library.createPerson(name));
    valueOf(await library.addPhoto(samplePhoto(`${name} alone`, [id], 100_000)));
    const other = samplePhoto(`${name} and another`, [null]);
    valueOf(await library.addPhoto(other));
    valueOf(await library.deny(other.faces[0]?.id ?? '', id));
  }
  await library.close();
  fill(join(disk, 'ballast'));
  for (const left of [2, 1, 0]) {
    const again = await openForTest(library.folder);
    const [person] = again.people();
    valueOf(await again.removePerson(person?.id ?? ''));
    expect(again.people()).toHaveLength(left);
    await again.close();
    expect(faultsOf(library.folder)).toEqual([]);
    // What a person's photos took is free now, and a part of it is kept.
    expect(statSync(reserve).size).toBeGreaterThan(0);
    rmSync(join(disk, 'ballast'));
    fill(join(disk, 'ballast'));
  }
});

test('what lies in place of the reserve is never written through', async (context) => {
  if (process.platform === 'win32') context.skip('Windows makes links for administrators alone');
  const library = await makeLibrary();
  await library.close();
  const reserve = join(library.folder, 'cache', 'reserve');
  const other = join(temporaryFolder(), 'diary.txt');
  writeFileSync(other, 'mine');
  for (const place of [symlinkSync, linkSync]) {
    rmSync(reserve);
    place(other, reserve);
    await (await openForTest(library.folder)).close();
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect(lstatSync(reserve)).toMatchObject({ nlink: 1, size: 65_536 });
  }
});

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
