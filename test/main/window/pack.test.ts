import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packLibrary } from '../../../main/window/pack.ts';
import { unpackLibrary } from '../../../main/window/unpack.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from '../library/libraries.ts';
import { samplePhoto } from '../library/samples.ts';

const call = () => ({ signal: new AbortController().signal, emit: () => undefined });

async function filled() {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  valueOf(await library.changePerson(ada.id, { consent: 'asked in May' }));
  const bob = valueOf(await library.createPerson('Bob / ../x'));
  await library.addPhoto(samplePhoto('one', [ada.id]));
  const group = samplePhoto('two', [ada.id, bob.id, null]);
  await library.addPhoto(group);
  valueOf(await library.deny(group.faces[2]?.id ?? '', bob.id));
  valueOf(await library.deny(group.faces[1]?.id ?? '', ada.id));
  return { library, ada, bob };
}

test('a library goes through a ZIP as it was, and twice is once', async () => {
  const { library } = await filled();
  const file = join(temporaryFolder(), 'library.zip');
  expect(valueOf(await packLibrary(library, file)).bytes).toBe(readFileSync(file).length);

  const copy = await makeLibrary();
  expect(valueOf(await unpackLibrary(copy, file, call()))).toEqual({ people: 2, photos: 2 });
  expect(valueOf(await unpackLibrary(copy, file, call()))).toEqual({ people: 2, photos: 0 });
  const told = (one: typeof library) => ({
    faces: one.faces().map(({ id, person, photo, quality, denied }) => ({
      ...{ id, name: person?.name, photo, quality },
      denied: denied.map((person) => one.person(person)?.name),
    })),
    people: one.people().map(({ name, consent, photos }) => ({ name, consent, photos })),
  });
  expect(told(copy)).toEqual(told(library));
  const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  for (const face of copy.faces()) {
    expect(digest(face.cropPath)).toBe(face.id);
    expect(digest(copy.photo(face.photo)?.path ?? '')).toBe(face.photo);
  }
});

test('one person alone', async () => {
  const { library, bob } = await filled();
  const file = join(temporaryFolder(), 'bob.zip');
  valueOf(await packLibrary(library, file, bob.id));
  const copy = await makeLibrary();
  valueOf(await unpackLibrary(copy, file, call()));
  expect(copy.people().map(({ name }) => name)).toEqual(['Bob / ../x']);
  expect(copy.faces().map(({ denied }) => denied)).toEqual([[]]);
});

test('what is no ZIP of ours is refused, and nothing comes in', async () => {
  const { library } = await filled();
  const folder = temporaryFolder();
  const file = join(folder, 'library.zip');
  valueOf(await packLibrary(library, file));
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
  expect(failureOf(await packLibrary(library, join(folder, 'nowhere', 'x.zip'))).kind).toBe('not-found');
});
