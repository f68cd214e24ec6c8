import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cataloguesIn, faultsOf, filesIn } from '../support/folder.ts';
import { failureOf, makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { sampleFace, samplePhoto, sha256 } from '../support/samples.ts';

test('a photo lies in the folder of its person, byte for byte, with its crop', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const photo = samplePhoto('one', [anna.id]);
  const { status, photo: added } = valueOf(await library.addPhoto(photo));

  expect(status).toBe('added');
  expect(added.path).toBe(join(library.folder, 'people', anna.id, 'photos', `${photo.id}.jpg`));
  expect(readFileSync(added.path)).toEqual(photo.bytes);
  const [face] = added.faces;
  expect(face?.person).toEqual({ id: anna.id, name: 'Anna' });
  expect(face?.cropPath).toBe(join(library.folder, 'people', anna.id, 'faces', `${photo.faces[0]?.id}.png`));
  expect(readFileSync(face?.cropPath ?? '')).toEqual(photo.faces[0]?.png);
  expect(library.person('Anna')).toMatchObject({ photos: 1, faces: 1 });
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
  expect(filesIn(library.folder)).toHaveLength(5);
});

test('everything is there again after closing and opening', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  await library.addPhoto({ ...samplePhoto('one', [anna.id, null]), takenAt: '2024-05-01T12:30:00' });
  const before = { people: library.people(), faces: library.faces() };
  const again = await reopen(library);
  expect({ people: again.people(), faces: again.faces() }).toEqual(before);
  expect(again.photo(samplePhoto('one').id)?.takenAt).toBe('2024-05-01T12:30:00');
  expect(again.health).toEqual({
    swept: 0,
    restored: 0,
    unknown: [],
    missing: [],
    unreadable: [],
    ignored: [],
    exposed: [],
  });
});

test('a photo of several people lies in each folder, on disk once', async () => {
  const library = await makeLibrary();
  const [anna, ben] = [
    valueOf(await library.createPerson('Anna')),
    valueOf(await library.createPerson('Ben')),
  ];
  const photo = samplePhoto('group', [anna.id, ben.id, null, null]);
  const { photo: added } = valueOf(await library.addPhoto(photo));
  expect(added.faces).toHaveLength(4);
  const copies = [join('people', anna.id), join('people', ben.id), 'unnamed'].map((home) =>
    statSync(join(library.folder, home, 'photos', `${photo.id}.jpg`)),
  );
  expect(new Set(copies.map(({ ino }) => ino)).size).toBe(1);
  expect(library.people().map(({ photos, faces }) => [photos, faces])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(library.faces({ person: null })).toHaveLength(2);
});

test('the extension is that of what the bytes are', async () => {
  const library = await makeLibrary();
  const signatures = {
    png: '\x89PNG\r\n\x1a\n',
    webp: 'RIFF\0\0\0\0WEBP',
    gif: 'GIF89a',
    tif: 'II*\0',
    avif: '\0\0\0\x1cftypavif',
    jpg: '\xff\xd8\xff',
    img: 'BM',
  };
  for (const [type, signature] of Object.entries(signatures)) {
    const bytes = Buffer.from(`${signature} and so on`, 'latin1');
    const { photo } = valueOf(
      await library.addPhoto({ ...samplePhoto(type), bytes, id: sha256(bytes), name: 'named.jpg' }),
    );
    expect(photo.path.endsWith(`${photo.id}.${type}`)).toBe(true);
  }
});

test('the same bytes are one photo, also when they come at the same time', async () => {
  const library = await makeLibrary();
  const results = await Promise.all(
    Array.from({ length: 8 }, () => library.addPhoto(samplePhoto('one', [null, null]))),
  );
  expect(results.map((result) => valueOf(result).status).sort()).toEqual([
    'added',
    ...Array<string>(7).fill('known'),
  ]);
  expect(library.faces()).toHaveLength(2);
});

test('other bytes with the same crops add nothing; a new face beside a known one does', async () => {
  const library = await makeLibrary();
  const first = samplePhoto('one', [null]);
  await library.addPhoto(first);
  const edited = { ...samplePhoto('edited'), faces: first.faces };
  expect(valueOf(await library.addPhoto(edited))).toMatchObject({
    status: 'same-faces',
    photo: { id: first.id },
  });
  expect(library.photo(edited.id)).toBeUndefined();

  const both = { ...samplePhoto('both'), faces: [...first.faces, sampleFace('new')] };
  expect(valueOf(await library.addPhoto(both)).photo.faces.map(({ id }) => id)).toEqual([
    sampleFace('new').id,
  ]);
});

test('a person is in a photo once, and must exist', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  expect(failureOf(await library.addPhoto(samplePhoto('twice', [anna.id, anna.id]))).kind).toBe(
    'bad-arguments',
  );
  expect(failureOf(await library.addPhoto(samplePhoto('nobody', ['0123456789ab']))).kind).toBe('not-found');
  expect(library.faces()).toEqual([]);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('catalogues are the same whatever the order of arrival', async () => {
  const catalogues = await Promise.all(
    [
      [1, 2, 3, 4, 5],
      [4, 1, 5, 3, 2],
    ].map(async (order) => {
      const library = await makeLibrary();
      await Promise.all(order.map((number) => library.addPhoto(samplePhoto(`${number}`, [null, null]))));
      await library.close();
      return cataloguesIn(library.folder);
    }),
  );
  expect(catalogues[0]).toEqual(catalogues[1]);
});

test('many photos at once are written to few catalogues, and all are safe when their promise says so', async () => {
  const library = await makeLibrary();
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const photo = samplePhoto(`${index}`);
      const { photo: added } = valueOf(await library.addPhoto(photo));
      expect(existsSync(added.path)).toBe(true);
      const [unnamed] = cataloguesIn(library.folder);
      expect(unnamed?.photos.some(({ id }) => id === photo.id)).toBe(true);
    }),
  );
});
