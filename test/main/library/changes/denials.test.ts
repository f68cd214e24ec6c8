import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import { faultsOf } from '../support/folder.ts';
import { failureOf, makeLibrary, openForTest, reopen, valueOf } from '../support/libraries.ts';
import { samplePhoto } from '../support/samples.ts';

/** A library with one face of Anna's, one of Ben's and one of nobody's. */
async function libraryOfThree() {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna')).id;
  const ben = valueOf(await library.createPerson('Ben')).id;
  const ids: string[] = [];
  for (const owner of [anna, ben, null]) {
    const photo = samplePhoto(`of ${owner ?? 'nobody'}`, [owner]);
    valueOf(await library.addPhoto(photo));
    ids.push(photo.faces[0]?.id ?? '');
  }
  const [annas = '', bens = '', nobodys = ''] = ids;
  return { library, anna, ben, annas, bens, nobodys };
}

const deniedIn = (library: Library): Record<string, readonly string[]> =>
  Object.fromEntries(library.deniedFaces().map(({ id, denied }) => [id, denied]));

test('who a face is not is remembered, and a face of theirs becomes nobody’s', async () => {
  const { library, anna, ben, annas, nobodys } = await libraryOfThree();
  expect(library.deniedFaces()).toEqual([]);
  expect(valueOf(await library.deny(annas, anna))).toMatchObject({ person: null, denied: [anna] });
  valueOf(await library.deny(nobodys, anna));
  valueOf(await library.deny(nobodys, anna));
  valueOf(await library.deny(nobodys, ben));
  expect(library.person(anna)).toMatchObject({ faces: 0, photos: 0 });

  const again = await reopen(library);
  expect(deniedIn(again)).toEqual({ [annas]: [anna], [nobodys]: [anna, ben] });
  valueOf(await again.allow(nobodys, anna));
  expect(deniedIn(again)).toEqual({ [annas]: [anna], [nobodys]: [ben] });
  await again.close();
  expect(faultsOf(again.folder)).toEqual([]);

  const failing = await openForTest(library.folder);
  expect(failureOf(await failing.deny(annas, '0123456789ab')).kind).toBe('not-found');
  expect(failureOf(await failing.deny('ab'.repeat(32), anna)).kind).toBe('not-found');
});

test('giving a face to a person takes back that it is not theirs, and nothing else', async () => {
  const { library, anna, ben, nobodys } = await libraryOfThree();
  valueOf(await library.deny(nobodys, anna));
  valueOf(await library.deny(nobodys, ben));
  valueOf(await library.assign([nobodys], anna));
  expect(deniedIn(await reopen(library))).toEqual({ [nobodys]: [ben] });
});

test('a merge passes on what faces are not, but no face is denied its own person', async () => {
  const { library, anna, ben, annas, bens, nobodys } = await libraryOfThree();
  valueOf(await library.deny(nobodys, anna));
  valueOf(await library.deny(annas, ben));
  valueOf(await library.deny(bens, anna));
  valueOf(await library.mergePeople(anna, ben));
  const again = await reopen(library);
  expect(deniedIn(again)).toEqual({ [nobodys]: [ben] });
  expect(again.faces({ person: ben })).toHaveLength(2);
});

test('an erased person is in no denial any more, on disk neither', async () => {
  const { library, anna, ben, bens, nobodys } = await libraryOfThree();
  for (const face of [bens, nobodys]) valueOf(await library.deny(face, anna));
  const taken = valueOf(await library.removeFaces([bens]));
  valueOf(await library.removePerson(anna));
  valueOf(await taken.restore());
  expect(deniedIn(library)).toEqual({});
  await library.close();
  for (const path of [`people/${ben}/person.json`, 'unnamed/person.json']) {
    expect(readFileSync(join(library.folder, path), 'utf8')).not.toContain(anna);
  }
});

test('a library of the first schema is read, and written in this one when it changes', async () => {
  const { library, anna, ben, nobodys } = await libraryOfThree();
  await library.close();
  const paths = [
    'facet.json',
    'unnamed/person.json',
    `people/${anna}/person.json`,
    `people/${ben}/person.json`,
  ];
  for (const path of paths.map((path) => join(library.folder, path))) {
    const old = readFileSync(path, 'utf8')
      .replace('"schema": 2', '"schema": 1')
      .replaceAll(',"denied":[]', '');
    expect(old).not.toContain('denied');
    writeFileSync(path, old);
  }
  const opened = await openForTest(library.folder);
  expect(opened.faces().map(({ denied }) => denied)).toEqual([[], [], []]);
  expect(opened.settings()).toEqual({ fpir: 0.01 });
  valueOf(await opened.deny(nobodys, anna));
  const again = await reopen(opened);
  expect(deniedIn(again)).toEqual({ [nobodys]: [anna] });
  expect(readFileSync(join(library.folder, 'unnamed/person.json'), 'utf8')).toContain('"schema": 2');
  expect(readFileSync(join(library.folder, 'facet.json'), 'utf8')).toContain('"schema": 1');
});
