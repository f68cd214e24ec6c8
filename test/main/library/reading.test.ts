import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open.ts';
import { filesIn } from './support/folder.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from './support/libraries.ts';
import { sampleCheckpoint, sampleEmbedding, samplePhoto } from './support/samples.ts';

async function read(folder: string): Promise<Library> {
  const library = valueOf(await openLibrary(folder, { readOnly: true }));
  onTestFinished(() => library.close());
  return library;
}

/** Every file's bytes and times, and every folder's. */
const stateOf = (folder: string) =>
  filesIn(folder).map((path) => {
    const { mtimeMs, ino } = statSync(join(folder, path));
    return [path, mtimeMs, ino, readFileSync(join(folder, path), 'hex')];
  });

async function filledLibrary(): Promise<{ library: Library; anna: string; face: string }> {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna')).id;
  const photo = samplePhoto('one', [anna, null]);
  valueOf(await library.addPhoto(photo));
  return { library, anna, face: photo.faces[0]?.id ?? '' };
}

const encoder = { digest: 'ab'.repeat(32), dimensions: 8 };

test('many read a library while it is open for writing; none of them writes', async () => {
  const { library, anna, face } = await filledLibrary();
  valueOf(await valueOf(await library.embeddings(encoder)).put([[face, sampleEmbedding(face, 8)]]));
  const left = join(library.folder, '.facet.json.0123456789ab.tmp');
  writeFileSync(left, 'x');
  const before = stateOf(library.folder);
  const readers = await Promise.all(Array.from({ length: 4 }, () => read(library.folder)));
  for (const reader of readers) {
    expect(reader.people()).toEqual(library.people());
    expect(reader.faces()).toEqual(library.faces());
    const cache = valueOf(await reader.embeddings(encoder));
    expect(cache.get(face)).toEqual(sampleEmbedding(face, 8));
    valueOf(await cache.put([['c'.repeat(64), sampleEmbedding('c', 8)]]));
    expect(cache.get('c'.repeat(64))).toEqual(sampleEmbedding('c', 8));
    for (const change of [
      reader.createPerson('Ben'),
      reader.changePerson(anna, { name: 'Annabel' }),
      reader.assign([face], null),
      reader.deny(face, anna),
      reader.allow(face, anna),
      reader.removeFaces([face]),
      reader.removePerson(anna),
      reader.mergePeople(anna, anna),
      reader.dismissPerson(anna),
      reader.addPhoto(samplePhoto('two')),
      reader.changeSettings({ fpir: 0.5 }),
      reader.saveCheckpoint(sampleCheckpoint([], [])),
      reader.useCheckpoint('x'),
      reader.removeCheckpoint('x'),
    ]) {
      expect(failureOf(await change)).toMatchObject({ kind: 'no-permission', path: library.folder });
    }
    valueOf(await reader.clearTraining());
    expect(reader.trainingFolder.startsWith(library.folder)).toBe(false);
    await reader.close();
  }
  expect(stateOf(library.folder)).toEqual(before);
});

test('a library on a disk that can only be read is read, and says why it is not written', async (context) => {
  const { library } = await filledLibrary();
  await library.close();
  const place = temporaryFolder();
  try {
    execFileSync('mount', ['-o', 'bind,ro', library.folder, place], { stdio: 'ignore' });
  } catch {
    context.skip('needs the right to mount a folder for reading (root on Linux)');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', place]));
  expect((await read(place)).people().map(({ name }) => name)).toEqual(['Anna']);
  const failure = failureOf(await openLibrary(place));
  expect(failure.kind).toBe('no-permission');
  expect(failure.message).toContain('can only be read');
});

test('a change that was interrupted is told of, and a short one waited for', async () => {
  const { library } = await filledLibrary();
  await library.close();
  const journal = join(library.folder, 'journal.json');
  writeFileSync(journal, '{"schema":2,"renames":[]}\n');
  expect(failureOf(await openLibrary(library.folder, { readOnly: true }))).toMatchObject({
    kind: 'busy',
    path: journal,
  });
  setTimeout(() => rmSync(journal), 500);
  expect((await read(library.folder)).people()).toHaveLength(1);
});

test('a reader never sees half of a change', { timeout: 120_000 }, async () => {
  const { library, face } = await filledLibrary();
  const ben = valueOf(await library.createPerson('Ben')).id;
  let writing = true;
  const writes = (async () => {
    for (let round = 0; round < 30; round++)
      valueOf(await library.assign([face], round % 2 === 0 ? ben : null));
    writing = false;
  })();
  let reads = 0;
  while (writing) {
    const reader = await openLibrary(library.folder, { readOnly: true });
    // Under endless changes a reader may give up; it says so.
    if (!reader.ok) expect(reader.failure.kind).toBe('busy');
    else {
      expect(reader.value.faces()).toHaveLength(2);
      await reader.value.close();
      reads++;
    }
  }
  await writes;
  expect(reads).toBeGreaterThan(0);
});

test('what is damaged is named to a reader as well', async () => {
  const { library, anna } = await filledLibrary();
  await library.close();
  const path = join(library.folder, 'people', anna, 'person.json');
  renameSync(path, `${path}.txt`);
  expect(failureOf(await openLibrary(library.folder, { readOnly: true }))).toMatchObject({
    kind: 'library-corrupt',
    path,
  });
});
