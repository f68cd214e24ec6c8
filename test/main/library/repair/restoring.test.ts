import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOf } from '../support/folder.ts';
import { failureOf, makeLibrary, valueOf } from '../support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from '../support/samples.ts';

test('a photo that is added again brings back its files where they are missing', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const photo = samplePhoto('one', [anna.id, null]);
  const { faces } = valueOf(await library.addPhoto(photo)).photo;
  const originals = ['unnamed', `people/${anna.id}`].map((owner) =>
    join(library.folder, owner, 'photos', `${photo.id}.jpg`),
  );
  for (const path of [...originals, ...faces.map(({ cropPath }) => cropPath)]) rmSync(path);
  // The original comes back by its bytes alone; the crops once they are cut anew.
  expect(valueOf(await library.restorePhoto(photo))).toBe(false);
  for (const path of originals) expect(readFileSync(path)).toEqual(photo.bytes);
  expect(valueOf(await library.addPhoto(photo)).status).toBe('known');
  expect(valueOf(await library.restorePhoto(photo))).toBe(true);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('a library whose folder was moved away is not made anew by halves', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const cache = valueOf(await library.embeddings({ digest: 'ab'.repeat(32), dimensions: 4 }));
  const { faces } = valueOf(await library.addPhoto(samplePhoto('one', [anna.id]))).photo;
  const elsewhere = `${library.folder}-moved`;
  renameSync(library.folder, elsewhere);
  const changes = [
    () => library.changeSettings({ fpir: 0.2 }),
    () => library.createPerson('Ben'),
    () => library.addPhoto(samplePhoto('two', [anna.id])),
    () => library.assign([faces[0]?.id ?? ''], null),
    () => library.saveCheckpoint(sampleCheckpoint([anna], [])),
    () => cache.put([[faces[0]?.id ?? '', sampleEmbedding('x', 4)]]),
  ];
  for (const change of changes) {
    expect(failureOf(await change())).toMatchObject({ kind: 'library-missing' });
    expect(existsSync(library.folder)).toBe(false);
  }
  expect(library.people()).toHaveLength(1);
  // An empty place where a disk was mounted.
  mkdirSync(library.folder);
  for (const change of changes) expect(failureOf(await change()).kind).toBe('library-missing');
  expect(readdirSync(library.folder)).toEqual([]);
  rmSync(library.folder, { recursive: true });
  renameSync(elsewhere, library.folder);
  valueOf(await library.changeSettings({ fpir: 0.2 }));
});

test('somebody new and what is theirs come together or not at all', async () => {
  const library = await makeLibrary();
  const photo = samplePhoto('one', [{ name: 'Anna' }, null]);
  const other = samplePhoto('two', [{ name: ' Anna ' }]);
  await Promise.all([photo, other].map(async (given) => valueOf(await library.addPhoto(given))));
  expect(library.people()).toMatchObject([{ name: 'Anna', faces: 2 }]);
  const [nobodys] = library.faces({ person: null });
  const ben = valueOf(
    await library.createPerson('Ben', { faces: [nobodys?.id ?? ''], denied: [photo.faces[0]?.id ?? ''] }),
  );
  expect(ben).toMatchObject({ faces: 1 });
  expect(library.deniedFaces()).toMatchObject([{ denied: [ben.id] }]);
  expect(failureOf(await library.createPerson('Carl', { faces: ['0'.repeat(64)] })).kind).toBe('not-found');
  expect(library.people()).toHaveLength(2);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
});
