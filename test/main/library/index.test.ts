// The index beside the catalogues changes nothing but time: a library opened by it says what its catalogues say, one that
// is old, damaged or somebody else's is not believed, and nothing that was erased is left in it.
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open.ts';
import { furnish } from './model/changes.ts';
import { filesIn } from './support/folder.ts';
import { temporaryFolder, valueOf } from './support/libraries.ts';
import { samplePhoto } from './support/samples.ts';

const SECRET = Buffer.alloc(32, 7);

async function open(
  folder: string,
  options: { secret?: Uint8Array | null; readOnly?: boolean } = {},
): Promise<Library> {
  const library = valueOf(await openLibrary(folder, { create: true, secret: SECRET, ...options }));
  onTestFinished(() => library.close());
  return library;
}

/** A closed library of a few people, some of them together in a photo, with an index of which all stamps count. */
async function indexed(): Promise<string> {
  const folder = join(temporaryFolder(), 'library');
  const library = await open(folder);
  await furnish(library);
  await library.close();
  await settle(folder);
  return folder;
}

const indexOf = (folder: string): string => join(folder, 'cache', 'index');

/** Opened and closed when what was changed last is no longer too young to be told by its time. */
async function settle(folder: string): Promise<void> {
  await sleep(150);
  await (await open(folder)).close();
}

/** All that a library says, in full. */
const saidBy = (library: Library) =>
  structuredClone({
    people: library.people(),
    faces: library.faces(),
    photos: [...new Set(library.faces().map(({ photo }) => photo))].map((id) => library.photo(id)),
    denied: library.deniedFaces().map(({ id, denied }) => [id, denied]),
    files: library.files().toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    health: library.health,
  });

/** What it says without an index. */
async function catalogued(folder: string): Promise<ReturnType<typeof saidBy>> {
  const library = await open(folder, { secret: null });
  const said = saidBy(library);
  await library.close();
  return said;
}

test('a library opened by its index says what its catalogues say, and writes them as they were', async () => {
  const folder = await indexed();
  const expected = await catalogued(folder);
  const catalogues = filesIn(folder).filter((path) => path.endsWith('person.json'));
  const before = catalogues.map((path) => readFileSync(join(folder, path), 'utf8'));
  // None of the catalogues is read: what is in them now is not seen, as their sizes and times are the same.
  expect(existsSync(indexOf(folder))).toBe(true);
  const library = await open(folder);
  expect(saidBy(library)).toEqual(expected);
  const anna = library.person('Anna')?.id ?? '';
  valueOf(await library.changePerson(anna, { consent: 'another day' }));
  valueOf(await library.changePerson(anna, { consent: 'said yes' }));
  await library.close();
  expect(catalogues.map((path) => readFileSync(join(folder, path), 'utf8'))).toEqual(before);
  expect(await catalogued(folder)).toEqual(expected);
});

test('an index is for its owner’s eyes, and a library that is only read has none written', async () => {
  const folder = await indexed();
  if (process.platform !== 'win32') expect(statSync(indexOf(folder)).mode & 0o777).toBe(0o600);
  rmSync(indexOf(folder));
  const reader = await open(folder, { readOnly: true });
  await reader.close();
  expect(existsSync(indexOf(folder))).toBe(false);
  await settle(folder);
  const expected = await catalogued(folder);
  const again = await open(folder, { readOnly: true });
  expect(saidBy(again).people).toEqual(expected.people);
});

test('what was changed behind its back is seen', async () => {
  const folder = await indexed();
  const library = await open(folder, { secret: null });
  const anna = library.person('Anna')?.id ?? '';
  const [photo] = library.faces({ person: anna });
  await library.close();
  const own = join(folder, 'people', anna);

  // A catalogue that somebody edited, in place and with the old time.
  const path = join(own, 'person.json');
  const { atime, mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"Anna"', '"Anja"'));
  utimesSync(path, atime, mtime);
  expect((await reopened(folder)).people.map(({ name }) => name)).toContain('Anja');

  // A crop that is gone, and an original that nobody knows.
  const crop = join(own, 'faces', `${photo?.id}.png`);
  renameSync(crop, join(folder, 'elsewhere.png'));
  const stray = join(own, 'photos', `${'e'.repeat(64)}.jpg`);
  writeFileSync(stray, 'x');
  for (let time = 0; time < 2; time++) {
    expect((await reopened(folder)).health).toMatchObject({ missing: [crop], unknown: [stray] });
    await settle(folder);
  }

  // A person's folder that was taken away.
  renameSync(own, join(folder, 'taken'));
  expect((await reopened(folder)).people.map(({ name }) => name)).not.toContain('Anja');
});

/** What the library says by its index, having been compared with what it says without. */
async function reopened(folder: string): Promise<ReturnType<typeof saidBy>> {
  const library = await open(folder);
  const said = saidBy(library);
  await library.close();
  expect(said).toEqual(await catalogued(folder));
  return said;
}

test('a damaged index, a cut one, another’s and one of another library are not believed', async () => {
  const folder = await indexed();
  const expected = await catalogued(folder);
  const good = readFileSync(indexOf(folder));
  const flipped = Buffer.from(good);
  flipped[good.length - 20] = (flipped[good.length - 20] ?? 0) ^ 1;
  for (const bad of [
    flipped,
    good.subarray(0, 90),
    good.subarray(0, -1),
    Buffer.alloc(0),
    Buffer.alloc(4096, 1),
  ]) {
    writeFileSync(indexOf(folder), bad);
    const library = await open(folder);
    expect(saidBy(library)).toEqual(expected);
    // It may hold anything: it goes at once.
    expect(existsSync(indexOf(folder))).toBe(false);
    await library.close();
  }
  const other = await open(folder, { secret: Buffer.alloc(32, 8) });
  expect(saidBy(other)).toEqual(expected);
  expect(existsSync(indexOf(folder))).toBe(false);
});

test('nothing that was erased is left in the index, whenever Facet ends', async () => {
  const folder = await indexed();
  const library = await open(folder);
  const anna = library.person('Anna')?.id ?? '';
  const faces = library.faces({ person: anna }).map(({ id }) => id);
  const renamed = library.person('Carl')?.id ?? '';
  valueOf(await library.changePerson(renamed, { name: 'Karla' }));
  valueOf(await library.removePerson(anna));
  // As a process that is killed now leaves it.
  expect(filesHolding(folder, ['Anna', 'Carl', ...faces])).toEqual([]);
  valueOf(await library.addPhoto(samplePhoto('later', [renamed])));
  await library.close();
  expect(existsSync(indexOf(folder))).toBe(true);
  expect(filesHolding(folder, ['Anna', 'Carl', ...faces])).toEqual([]);
  expect((await reopened(folder)).people.map(({ name }) => name)).toEqual(['Ben', 'Karla']);
});

/** Files with any of these texts in them, or of these hashes, as text or as bytes. Checkpoints keep the names that they learned. */
const filesHolding = (folder: string, texts: readonly string[]): string[] =>
  filesIn(folder)
    .filter((path) => !path.startsWith('checkpoints') && !path.endsWith('.jpg'))
    .filter((path) => {
      const bytes = readFileSync(join(folder, path));
      return texts.some(
        (text) => bytes.includes(text) || (text.length === 64 && bytes.includes(text, 0, 'hex')),
      );
    });

test('photos that were added and not yet indexed are found after a kill', async () => {
  const folder = await indexed();
  const library = await open(folder);
  valueOf(await library.addPhoto(samplePhoto('new', [library.person('Ben')?.id ?? ''])));
  const left = join(temporaryFolder(), 'left');
  // The folder as it is while the library is open: that is what a kill leaves.
  const { cpSync } = await import('node:fs');
  cpSync(folder, left, { recursive: true, preserveTimestamps: true });
  rmSync(join(left, 'library.lock'), { force: true });
  expect(readdirSync(join(left, 'cache'))).toContain('index');
  expect((await reopened(left)).faces).toHaveLength(library.faces().length);
});
