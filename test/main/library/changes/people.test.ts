import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOf, filesIn } from '../support/folder.ts';
import { failureOf, makeLibrary, openForTest, reopen, valueOf } from '../support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, sampleFace, samplePhoto } from '../support/samples.ts';

const encoder = { digest: 'ab'.repeat(32), dimensions: 4 };
const other = { digest: 'cd'.repeat(32), dimensions: 8 };

test('people may be called anything', async () => {
  const library = await makeLibrary();
  const names = [
    '../../etc/passwd',
    'a/b\\c',
    '..',
    '👩‍👩‍👧',
    '"O\'Brien"',
    'CON',
    'Ángström',
    '名前',
    '-rf *',
    'ｆｕｌｌ',
  ];
  for (const name of names)
    expect(valueOf(await library.createPerson(name)).name).toBe(name.normalize('NFC'));
  const again = await reopen(library);
  for (const name of names) expect(again.person(name)?.name).toBe(name.normalize('NFC'));
  expect(readdirSync(join(library.folder, 'people')).every((id) => /^[0-9a-f]{12}$/.test(id))).toBe(true);
});

test('one person, however the name is typed', async () => {
  const library = await makeLibrary();
  const zoe = valueOf(await library.createPerson('  Zoe\u0308 \t Miller\n'));
  expect(zoe.name).toBe('Zoë Miller');
  expect(library.person('Zo\u00eb  Miller')?.id).toBe(zoe.id);
  expect(library.person(zoe.id)?.id).toBe(zoe.id);
  expect(failureOf(await library.createPerson('Zo\u00eb Miller'))).toMatchObject({ kind: 'bad-arguments' });
});

test('any string is either spelt so that spelling it again changes nothing, or refused', async () => {
  const library = await makeLibrary();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 250 }), (name) => {
      const spelt = library.spellName(name);
      if (spelt.ok) {
        expect(library.spellName(spelt.value)).toEqual(spelt);
        expect(spelt.value).toBe(spelt.value.trim());
        expect(Buffer.from(spelt.value).toString()).toBe(spelt.value);
        expect([...spelt.value].length).toBeLessThanOrEqual(200);
      } else {
        expect(spelt.failure.kind).toBe('bad-arguments');
      }
    }),
  );
  for (const name of ['', ' \t', 'a\0b', '\u001b[31mred', '\ud800', 'x'.repeat(201)]) {
    expect(failureOf(library.spellName(name)).kind).toBe('bad-arguments');
  }
  expect(library.spellName('😀'.repeat(200)).ok).toBe(true);
});

test('a person gets another name and a note of consent', async () => {
  const library = await makeLibrary();
  const [anna, ben] = [
    valueOf(await library.createPerson('Anna')),
    valueOf(await library.createPerson('Ben')),
  ];
  expect(failureOf(await library.changePerson(anna.id, { name: 'Ben' })).kind).toBe('bad-arguments');
  expect(failureOf(await library.changePerson('0123456789ab', { name: 'Carl' })).kind).toBe('not-found');
  expect(failureOf(await library.changePerson('unnamed', { name: 'Carl' })).kind).toBe('not-found');
  valueOf(await library.changePerson(anna.id, { name: 'anna', consent: 'asked her in May' }));
  valueOf(await library.changePerson(ben.id, { name: 'Ben' }));
  const again = await reopen(library);
  expect(again.people().map(({ name, consent }) => [name, consent])).toEqual([
    ['anna', 'asked her in May'],
    ['Ben', null],
  ]);
});

test('removing a person erases photos, crops and embeddings, and nothing of anybody else', async () => {
  const library = await makeLibrary();
  const [anna, ben] = [
    valueOf(await library.createPerson('Anna')),
    valueOf(await library.createPerson('Ben')),
  ];
  const alone = samplePhoto('alone', [anna.id]);
  const together = samplePhoto('together', [anna.id, ben.id]);
  await Promise.all([alone, together].map((photo) => library.addPhoto(photo)));
  // One cache that is open when the person goes, one that is only on disk.
  const faces = [...alone.faces, ...together.faces].map(({ id }) => id);
  for (const key of [encoder, other]) {
    const cache = valueOf(await library.embeddings(key));
    valueOf(await cache.put(faces.map((id) => [id, sampleEmbedding(id, key.dimensions)])));
  }
  const again = await reopen(library);
  valueOf(await again.embeddings(encoder));
  const knows = valueOf(await again.saveCheckpoint(sampleCheckpoint([anna, ben], faces)));
  valueOf(await again.saveCheckpoint(sampleCheckpoint([ben], faces.slice(2))));

  const removal = valueOf(await again.removePerson(anna.id));
  expect(removal).toMatchObject({ person: { name: 'Anna' }, keptPhotos: 1, checkpoints: [knows.id] });
  expect(again.people().map(({ name }) => name)).toEqual(['Ben']);
  expect(again.photo(alone.id)).toBeUndefined();
  expect(again.faces().map(({ id }) => id)).toEqual([together.faces[1]?.id]);
  expect(readFileSync(again.photo(together.id)?.path ?? '')).toEqual(together.bytes);

  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
  const erased = [alone.faces[0]?.id, together.faces[0]?.id].map((id) => Buffer.from(id ?? '', 'hex'));
  for (const path of filesIn(join(library.folder, 'cache'))) {
    const bytes = readFileSync(join(library.folder, 'cache', path));
    for (const id of erased) expect(bytes.includes(id)).toBe(false);
    expect(bytes.includes(Buffer.from(together.faces[1]?.id ?? '', 'hex'))).toBe(true);
  }
  expect(filesIn(join(library.folder, 'cache'))).toHaveLength(2);
});

test('merging gives every face to the one that stays; whoever would be twice in a photo is unassigned', async () => {
  const library = await makeLibrary();
  const [anna, ann] = [
    valueOf(await library.createPerson('Anna')),
    valueOf(await library.createPerson('Ann')),
  ];
  await library.addPhoto(samplePhoto('one', [anna.id]));
  await library.addPhoto(samplePhoto('two', [ann.id]));
  const both = samplePhoto('both', [anna.id, ann.id]);
  await library.addPhoto(both);
  const cache = valueOf(await library.embeddings(encoder));
  const ids = library.faces().map(({ id }) => id);
  await cache.put(ids.map((id) => [id, sampleEmbedding(id, 4)]));

  const merge = valueOf(await library.mergePeople(ann.id, anna.id));
  expect(merge).toMatchObject({
    person: { ...anna, photos: 3, faces: 3 },
    unassigned: [both.faces[1]?.id],
  });
  expect(library.people().map(({ name }) => name)).toEqual(['Anna']);
  expect(library.faces({ person: null }).map(({ id }) => id)).toEqual(merge.unassigned);
  expect(existsSync(join(library.folder, 'people', ann.id))).toBe(false);
  expect(failureOf(await library.mergePeople(anna.id, anna.id)).kind).toBe('bad-arguments');
  expect(failureOf(await library.mergePeople(ann.id, anna.id)).kind).toBe('not-found');
  const again = await reopen(library);
  expect(again.person('Anna')).toMatchObject({ photos: 3, faces: 3 });
  const kept = valueOf(await again.embeddings(encoder));
  for (const id of ids) expect(kept.get(id)).toEqual(sampleEmbedding(id, 4));
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('a removed person does not come back with a photo that is being added', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const adding = Array.from({ length: 20 }, (_, index) =>
    library.addPhoto(samplePhoto(`${index}`, [anna.id])),
  );
  const removing = library.removePerson(anna.id);
  const later = library.addPhoto({ ...samplePhoto('later'), faces: [sampleFace('later', anna.id)] });
  await Promise.all(adding);
  valueOf(await removing);
  expect(failureOf(await later).kind).toBe('not-found');
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
  expect(filesIn(library.folder)).toEqual(['facet.json', 'unnamed/person.json']);
});

test('a person is dismissed only while nothing is known of them', async () => {
  const library = await makeLibrary();
  const [anna, ben, cleo] = [
    valueOf(await library.createPerson('Anna')),
    valueOf(await library.createPerson('Ben')),
    valueOf(await library.createPerson('Cleo')),
  ];
  const adding = library.addPhoto(samplePhoto('one', [anna.id]));
  const dismissed = await library.dismissPerson(anna.id);
  const { photo } = valueOf(await adding);
  valueOf(await library.deny(photo.faces[0]?.id ?? '', ben.id));
  expect(valueOf(dismissed)).toBe(false);
  expect(valueOf(await library.dismissPerson(ben.id))).toBe(false);
  expect(valueOf(await library.dismissPerson(cleo.id))).toBe(true);
  expect(valueOf(await library.dismissPerson(cleo.id))).toBe(true);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
  expect((await openForTest(library.folder)).people().map(({ name }) => name)).toEqual(['Anna', 'Ben']);
});

test('the person of a name is had, or made with what is said of their faces; the very name counts where it is asked for', async () => {
  const library = await makeLibrary();
  const [first, second] = ['first', 'second'].map((name) => samplePhoto(name, [null]));
  for (const photo of [first, second]) valueOf(await library.addPhoto(photo));
  const faces = [first.faces[0].id];
  const ada = valueOf(await library.ensurePerson('Ada', { faces }));
  expect(ada).toMatchObject({ name: 'Ada', faces: 1 });
  const denied = [second.faces[0].id];
  expect(valueOf(await library.ensurePerson('ada', { denied }))).toMatchObject({ id: ada.id, faces: 1 });
  expect(library.deniedFaces()).toMatchObject([{ id: denied[0], denied: [ada.id] }]);
  expect(valueOf(await library.ensurePerson('ada', { exactNames: true })).id).not.toBe(ada.id);
  expect(failureOf(await library.ensurePerson('Ben', { faces: ['ab'.repeat(32)] })).kind).toBe('not-found');
  expect(library.person('Ben')).toBeUndefined();
});
