import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Call } from '../../../../main/commands/call.ts';
import { packLibrary } from '../../../../main/commands/zip/pack.ts';
import type { Library } from '../../../../main/library/library.ts';
import { unpackLibrary as unpackImages } from '../../../../main/commands/zip/unpack.ts';
import type { Progress } from '../../../../preload/contract.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { sampleFace, samplePhoto } from '../../library/support/samples.ts';

/** The samples are bytes, not images: those of the hostile ZIPs are. */
const unpackLibrary = (library: Library, file: string, given: Call) =>
  unpackImages(library, file, given, (bytes) =>
    Promise.resolve({
      ok: true,
      value: bytes[0] === 0xff ? { width: 640, height: 480 } : { width: 320, height: 320 },
    }),
  );

const call = () => ({ signal: new AbortController().signal, emit: () => undefined });

async function filled() {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  valueOf(await library.changePerson(ada.id, { consent: 'asked in May', born: '1815-12-10' }));
  const bob = valueOf(await library.createPerson('Bob / ../x'));
  await library.addPhoto(samplePhoto('one', [ada.id]));
  const group = samplePhoto('two', [ada.id, bob.id, null]);
  await library.addPhoto(group);
  valueOf(await library.addFaces(group.id, [{ ...sampleFace('missed'), drawn: true }]));
  valueOf(await library.changePerson(bob.id, { hidden: true }));
  valueOf(await library.deny(group.faces[2]?.id ?? '', bob.id));
  valueOf(await library.deny(group.faces[1]?.id ?? '', ada.id));
  valueOf(await library.ignore([group.faces[2]?.id ?? ''], true));
  return { library, ada, bob };
}

test('a library goes through a ZIP as it was, and twice is once', async () => {
  const { library } = await filled();
  const file = join(temporaryFolder(), 'library.zip');
  expect(valueOf(await packLibrary(library, { file }, call())).bytes).toBe(readFileSync(file).length);

  const copy = await makeLibrary();
  expect(valueOf(await unpackLibrary(copy, file, call()))).toEqual({ people: 2, photos: 2 });
  expect(valueOf(await unpackLibrary(copy, file, call()))).toEqual({ people: 0, photos: 0 });
  const told = (one: typeof library) => ({
    faces: one.faces().map(({ id, person, photo, quality, denied, ignored, drawn }) => ({
      ...{ id, name: person?.name, photo, quality, ignored, drawn },
      denied: denied.map((person) => one.person(person)?.name),
    })),
    people: one.people().map(({ id: _, ...person }) => person),
  });
  expect(told(copy)).toEqual(told(library));
  expect(copy.faces({ ignored: true })).toHaveLength(1);
  expect(copy.person('Ada')?.born).toBe('1815-12-10');
  expect(copy.people().filter(({ hidden }) => hidden)).toHaveLength(1);
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  for (const face of copy.faces()) {
    expect(digest(face.cropPath)).toBe(face.id);
    expect(digest(copy.photo(face.photo)?.path ?? '')).toBe(face.photo);
  }
});

test('taken in again, it brings back nobody who has another name by now, and says that nothing came in', async () => {
  const { library, ada, bob } = await filled();
  const empty = valueOf(await library.createPerson('Nobody’s photo'));
  const file = join(temporaryFolder(), 'library.zip');
  valueOf(await packLibrary(library, { file }, call()));
  const cleo = valueOf(await library.createPerson('Cleo'));
  valueOf(await library.addPhoto(samplePhoto('three', [cleo.id])));
  valueOf(await library.changePerson(ada.id, { name: 'Ada Lovelace' }));
  valueOf(await library.mergePeople(bob.id, cleo.id));
  const names = () => library.people().map(({ name }) => name);
  const before = names();
  expect(valueOf(await unpackLibrary(library, file, call()))).toEqual({ people: 0, photos: 0 });
  expect(names()).toEqual(before);
  // Of whom it has nothing at all comes back as they were.
  valueOf(await library.removePerson(empty.id));
  expect(valueOf(await unpackLibrary(library, file, call()))).toEqual({ people: 1, photos: 0 });
  expect(names().sort()).toEqual([...before].sort());
});

test('photos that were deleted since come back to who has another name by now, and to whom somebody was merged into', async () => {
  const { library, ada, bob } = await filled();
  valueOf(await library.addPhoto(samplePhoto('three', [bob.id])));
  const file = join(temporaryFolder(), 'library.zip');
  valueOf(await packLibrary(library, { file }, call()));
  const whose = () =>
    library
      .faces()
      .map(({ photoName, person, denied }) => [photoName, person?.id ?? null, denied])
      .sort();
  const deleteAll = async () =>
    void valueOf(await library.removePhotos(library.photos().map(({ id }) => id)));
  const takeIn = async () => valueOf(await unpackLibrary(library, file, call()));

  valueOf(await library.changePerson(ada.id, { name: 'Ada Lovelace', born: null }));
  const before = whose();
  await deleteAll();
  expect(await takeIn()).toEqual({ people: 2, photos: 3 });
  expect(whose()).toEqual(before);
  expect(library.person(ada.id)).toMatchObject({ name: 'Ada Lovelace', born: '1815-12-10' });

  // Both are in one photo: there the other one's face is nobody's, as after the merge.
  valueOf(await library.mergePeople(ada.id, bob.id));
  const merged = whose();
  await deleteAll();
  expect(await takeIn()).toEqual({ people: 1, photos: 3 });
  expect(whose()).toEqual(merged);
  expect(library.people().map(({ name, consent, born }) => [name, consent, born])).toEqual([
    ['Bob / ../x', null, null],
  ]);

  // Who was erased is made anew: nothing says who they were.
  valueOf(await library.removePerson(bob.id));
  await deleteAll();
  await takeIn();
  expect(library.people().map(({ name }) => name)).toEqual(['Ada', 'Bob / ../x']);
});

test('one person alone', async () => {
  const { library, bob } = await filled();
  const file = join(temporaryFolder(), 'bob.zip');
  valueOf(await packLibrary(library, { file, person: bob.id }, call()));
  const copy = await makeLibrary();
  valueOf(await unpackLibrary(copy, file, call()));
  expect(copy.people().map(({ name }) => name)).toEqual(['Bob / ../x']);
  expect(copy.faces().map(({ denied }) => denied)).toEqual([[]]);
});

test('what is no ZIP of ours is refused, and nothing comes in', async () => {
  const { library } = await filled();
  const folder = temporaryFolder();
  const file = join(folder, 'library.zip');
  valueOf(await packLibrary(library, { file }, call()));
  const copy = await makeLibrary();
  const refused = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return failureOf(await unpackLibrary(copy, path, call())).kind;
  };
  const bytes = readFileSync(file);
  expect(await refused('text.zip', Buffer.from('no zip'))).toBe('bad-arguments');
  expect(await refused('half.zip', bytes.subarray(0, bytes.length / 2))).toBe('bad-arguments');
  const changed = Buffer.from(bytes);
  changed.set([0], changed.indexOf('photo ') + 1);
  expect(await refused('changed.zip', changed)).toBe('bad-arguments');
  expect(failureOf(await packLibrary(library, { file: join(folder, 'nowhere', 'x.zip') }, call())).kind).toBe(
    'not-found',
  );
});

test('a ZIP whose content is damaged is refused, wherever the damage is', async () => {
  const { library } = await filled();
  const folder = temporaryFolder();
  const file = join(folder, 'library.zip');
  valueOf(await packLibrary(library, { file }, call()));
  const bytes = readFileSync(file);
  // index.json is compressed: what lies after its name is no deflate stream any more.
  const index = Buffer.from(bytes);
  index.fill(0xff, index.indexOf('index.json') + 10, index.indexOf('index.json') + 40);
  // The header before the first photo has gone.
  const header = Buffer.from(bytes);
  header.fill(0, 0, 4);
  for (const [name, damaged] of Object.entries({ index, header })) {
    const path = join(folder, `${name}.zip`);
    writeFileSync(path, damaged);
    const copy = await makeLibrary();
    expect(failureOf(await unpackLibrary(copy, path, call())).kind, name).toBe('bad-arguments');
  }
});

test('a file of the library that is missing ends the export with its name, and leaves nothing behind', async () => {
  const { library } = await filled();
  const folder = temporaryFolder();
  for (const path of [
    library.faces()[0]?.cropPath ?? '',
    library.photo(library.faces()[0]?.photo ?? '')?.path ?? '',
  ]) {
    rmSync(path);
    const failure = failureOf(await packLibrary(library, { file: join(folder, 'library.zip') }, call()));
    expect(failure).toMatchObject({ kind: 'library-corrupt', path });
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('an export says how far it is, can be cancelled, and replaces nothing unasked', async () => {
  const { library } = await filled();
  const file = join(temporaryFolder(), 'library.zip');
  const abort = new AbortController();
  const told: (readonly [number, number | null])[] = [];
  const listening: Call = {
    signal: abort.signal,
    emit: (_, detail) => {
      const { done, total } = detail as Progress;
      told.push([done, total]);
    },
  };
  valueOf(await packLibrary(library, { file }, listening));
  // Two photos and five crops.
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7].map((done) => [done, 7]));

  const before = readFileSync(file);
  expect(failureOf(await packLibrary(library, { file }, call())).kind).toBe('already-there');
  const stopped: Call = { signal: abort.signal, emit: () => abort.abort() };
  expect(failureOf(await packLibrary(library, { file, replace: true }, stopped)).kind).toBe('cancelled');
  expect(readFileSync(file)).toEqual(before);
  expect(existsSync(`${file}.part`)).toBe(false);
  valueOf(await packLibrary(library, { file, replace: true }, call()));
});

test('a photo that stays in place goes in as it is, unless another file lies there by now', async () => {
  const library = await makeLibrary();
  const place = join(temporaryFolder(), 'one.jpg');
  const photo = samplePhoto('one', [null]);
  writeFileSync(place, photo.bytes);
  await library.addPhoto({ ...photo, place });
  const file = join(temporaryFolder(), 'library.zip');
  valueOf(await packLibrary(library, { file }, call()));
  const copy = await makeLibrary();
  expect(valueOf(await unpackLibrary(copy, file, call()))).toEqual({ people: 0, photos: 1 });
  expect(copy.photo(photo.id)?.inPlace).toBe(false);
  expect(readFileSync(copy.photo(photo.id)?.path ?? '')).toEqual(photo.bytes);

  writeFileSync(place, 'the private key of somebody');
  const replaced = failureOf(await packLibrary(library, { file, replace: true }, call()));
  expect(replaced).toMatchObject({ kind: 'not-found', path: place });
  expect(readFileSync(file).includes('private key')).toBe(false);
});
