import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { failed } from '../../../../models/failure.ts';
import { faultsOf } from '../../library/support/folder.ts';
import {
  failureOf,
  makeLibrary,
  openForTest,
  reopen,
  smallDisk,
  temporaryFolder,
  valueOf,
} from '../../library/support/libraries.ts';
import { fakeEngine, fakePhoto } from '../support/fakeEngine.ts';
import { holdings, run, writePhotos } from '../support/imports.ts';

const named = (skipped: readonly { path: string; reason: { kind: string } }[]) =>
  skipped.map(({ path, reason }) => `${basename(path)}: ${reason.kind}`);

test('photos of one person come in with their faces, crops and embeddings', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'], 'b/c.jpg': ['anna'], 'b/d.png': ['anna'] });
  const library = await makeLibrary();
  const engine = fakeEngine();
  const { result, progress, arrived } = await run(engine, library, {
    kind: 'person',
    person: 'Anna',
    paths: [folder],
  });
  expect(valueOf(result)).toEqual({
    photos: 3,
    duplicates: 0,
    faces: 3,
    unassigned: 0,
    skipped: [],
    leftOut: { kinds: [], hidden: 0, folders: [] },
    live: { beside: 0, inside: 0 },
    stills: { files: 0, photos: 0 },
    questioned: [],
    sameAs: [],
    tags: [],
    undecided: [],
    elsewhere: [],
    nearDuplicates: [],
    stopped: null,
  });
  expect(progress.map(({ done, total, detail }) => [done, total, basename(detail ?? '')])).toEqual([
    [1, 3, 'a.jpg'],
    [2, 3, 'c.jpg'],
    [3, 3, 'd.png'],
  ]);
  // Said of each face once it can be shown.
  expect(arrived.toSorted()).toEqual(
    library
      .faces()
      .map(({ id }) => id)
      .toSorted(),
  );
  for (const { photo, photoName, id } of library.faces()) {
    const source = photoName === 'a.jpg' ? 'a.jpg' : join('b', photoName);
    const stored = library.photo(photo);
    expect(readFileSync(stored?.path ?? '')).toEqual(readFileSync(join(folder, source)));
    expect(stored).toMatchObject({ width: 1000, height: 1000, takenAt: '2024-05-01T12:00:00' });
    const cache = valueOf(await library.embeddings({ digest: 'ab'.repeat(32), dimensions: 32 }));
    expect(cache.get(id)).toHaveLength(32);
  }
});

test('the second import of the same photos changes nothing and asks the engine nothing', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'], 'b.jpg': ['anna', 'ben'], 'c.jpg': ['anna'] });
  writePhotos(folder, { 'copy of a.jpg': readFileSync(join(folder, 'a.jpg')) });
  const library = await makeLibrary();
  const request = { kind: 'person', person: 'Anna', paths: [folder] } as const;
  const first = valueOf((await run(fakeEngine(), library, request)).result);
  expect(first).toMatchObject({ photos: 3, duplicates: 1, faces: 4, unassigned: 1 });
  const before = holdings(library);
  const again = await reopen(library);
  const engine = fakeEngine();
  const { result, arrived } = await run(engine, again, request);
  const second = valueOf(result);
  expect(arrived).toEqual([]);
  expect(second).toMatchObject({ photos: 0, duplicates: 4, faces: 0, undecided: [], elsewhere: [] });
  expect(engine.seen).toEqual([]);
  expect(holdings(again)).toEqual(before);
});

test('in a photo of several people the person is the one like their other photos, whatever comes first', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, {
    '0 party.jpg': fakePhoto('party', [
      { who: 'carl', size: 600 },
      { who: 'anna', size: 80 },
      { who: 'ben' },
    ]),
    '1 strangers.jpg': fakePhoto('strangers', [
      { who: 'dora', size: 600 },
      { who: 'emil', size: 100 },
    ]),
    '2.jpg': ['anna'],
    '3.jpg': ['anna'],
  });
  const library = await makeLibrary();
  const request = { kind: 'person', person: 'Anna', paths: [folder] } as const;
  const report = valueOf((await run(fakeEngine(), library, request)).result);
  expect(report).toMatchObject({ photos: 4, faces: 7, unassigned: 4 });
  expect(report.undecided.map((path) => basename(path))).toEqual(['1 strangers.jpg']);
  const [party] = library.faces({ person: library.person('Anna')?.id ?? '' });
  expect(party).toMatchObject({ photoName: '0 party.jpg', box: [250, 460, 80, 80] });

  // The same photo for someone else: another face of it.
  const ben = { kind: 'person', person: 'Ben', paths: [folder] } as const;
  const second = valueOf((await run(fakeEngine(), library, ben)).result);
  expect(second.elsewhere.map(({ path, people }) => [basename(path), people])).toEqual([
    ['2.jpg', ['Anna']],
    ['3.jpg', ['Anna']],
  ]);
  expect(second).toMatchObject({ photos: 0, duplicates: 4 });
});

test('with nothing to compare, the face that dominates the photo is the person', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, {
    'clear.jpg': fakePhoto('clear', [
      { who: 'anna', size: 600 },
      { who: 'ben', size: 100 },
    ]),
    'unclear.jpg': fakePhoto('unclear', [
      { who: 'anna', size: 310 },
      { who: 'carl', size: 300 },
    ]),
  });
  const library = await makeLibrary();
  for (const [name, unassigned, undecided] of [
    ['unclear.jpg', 2, 1],
    ['clear.jpg', 1, 0],
  ] as const) {
    const request = { kind: 'person', person: 'Anna', paths: [join(folder, name)] } as const;
    const report = valueOf((await run(fakeEngine(), library, request)).result);
    expect(report).toMatchObject({ photos: 1, faces: 2, unassigned });
    expect(report.undecided).toHaveLength(undecided);
  }
  // Now there is something to compare with.
  const request = { kind: 'person', person: 'Anna', paths: [join(folder, 'unclear.jpg')] } as const;
  expect(valueOf((await run(fakeEngine(), library, request)).result).undecided).toEqual([]);
  expect(library.faces({ person: null }).map(({ box }) => box[2])).toEqual([100, 300]);
});

test('a photo that was imported without a name gets one later, and its embedding anew if the cache is gone', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'], 'b.jpg': ['anna'], 'both.jpg': ['ben', 'anna'] });
  const library = await makeLibrary();
  const engine = fakeEngine();
  const first = await run(engine, library, { kind: 'unnamed', paths: [folder] });
  expect(valueOf(first.result)).toMatchObject({ photos: 3, faces: 4, unassigned: 4 });
  expect(library.people()).toEqual([]);

  await library.close();
  rmSync(join(library.folder, 'cache'), { recursive: true });
  const again = await reopen(library);
  const second = await run(engine, again, { kind: 'person', person: 'Anna', paths: [folder] });
  expect(valueOf(second.result)).toMatchObject({ photos: 0, duplicates: 3, elsewhere: [], undecided: [] });
  expect(engine.embedded()).toBe(4);
  expect(again.person('Anna')).toMatchObject({ photos: 3, faces: 3 });
  expect(again.faces({ person: null }).map(({ box }) => box[0])).toEqual([100]);
});

test('a tree has a folder for each person, with any name that a folder can have', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, {
    'Anna "A" Ö’Neil 👩/1.jpg': ['anna'],
    'Anna "A" Ö’Neil 👩/more/2.jpg': ['anna'],
    '..Ben/1.jpg': ['ben'],
    'Ben/1.jpg': ['ben'],
    'Ben/both.jpg': ['anna', 'ben'],
    'Carl/copy.jpg': fakePhoto('Ben/1.jpg', [{ who: 'ben' }]),
    'Carl/both.jpg': fakePhoto('Ben/both.jpg', [{ who: 'anna' }, { who: 'ben' }]),
    'bad\u001bname/1.jpg': ['x'],
    'stray.jpg': ['anna'],
    'read me.txt': Buffer.from('hello'),
    '.hidden/1.jpg': ['x'],
  });
  mkdirSync(join(folder, 'Empty'));
  const library = await makeLibrary();
  const { result, skipped } = await run(fakeEngine({ delay: 5 }), library, { kind: 'tree', folder });
  const report = valueOf(result);
  expect(named(report.skipped)).toEqual(['1.jpg: bad-arguments', 'stray.jpg: bad-arguments']);
  expect(skipped).toEqual(report.skipped);
  expect(library.people().map(({ name, faces }) => [name, faces])).toEqual([
    ['Anna "A" Ö’Neil 👩', 2],
    ['Ben', 2],
    // One face of the photo of two people is Ben's, and the photo is said to be of Carl.
    ['Carl', 1],
  ]);
  expect(report).toMatchObject({ photos: 4, duplicates: 2, unassigned: 0 });
  expect(report.elsewhere.map(({ path, people }) => [basename(path), people])).toEqual([
    ['copy.jpg', ['Ben']],
  ]);
});

test('what is in the library does not depend on timing', async () => {
  const folder = temporaryFolder();
  const names = ['anna', 'ben', 'carl'];
  for (let index = 0; index < 60; index++) {
    const who = names[index % 3] ?? '';
    const people = index % 5 === 0 ? [who, `stranger ${index}`, names[(index + 1) % 3] ?? ''] : [who];
    writePhotos(folder, { [`${who}/${index}.jpg`]: people });
    if (index % 7 === 0)
      writePhotos(folder, {
        [`${who}/${index} copy.jpg`]: fakePhoto(
          `${who}/${index}.jpg`,
          people.map((name) => ({ who: name })),
        ),
      });
  }
  const outcomes = await Promise.all(
    [0, 3, 12].map(async (delay) => {
      const library = await makeLibrary();
      const { result } = await run(fakeEngine({ delay }), library, { kind: 'tree', folder });
      return { holdings: holdings(library), report: valueOf(result) };
    }),
  );
  expect(outcomes[1]).toEqual(outcomes[0]);
  expect(outcomes[2]).toEqual(outcomes[0]);
  expect(outcomes[0]?.report.photos).toBe(60);
});

test('of two files with the same bytes in vain each is named in what is said of it', async () => {
  const folder = temporaryFolder();
  const text = Buffer.from('this is no photo');
  writePhotos(folder, { 'a.jpg': text, 'b.jpg': text });
  const { skipped } = await run(fakeEngine(), await makeLibrary(), { kind: 'unnamed', paths: [folder] });
  expect(skipped.map(({ path }) => basename(path))).toEqual(['a.jpg', 'b.jpg']);
  for (const { path, reason } of skipped) expect(reason.message).toContain(path);
});

test('files that cannot be used are skipped for what they are, and the rest comes in', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, {
    'good.jpg': ['anna'],
    'empty.jpg': Buffer.alloc(0),
    'text.jpg': Buffer.from('this is no photo'),
    'text copy.jpg': Buffer.from('this is no photo'),
    'landscape.jpg': [],
    'huge.jpg': ['memory'],
  });
  symlinkSync(join(folder, 'nowhere.jpg'), join(folder, 'broken link.jpg'));
  symlinkSync(folder, join(folder, 'loop'));
  const engine = fakeEngine({
    before: (name) =>
      name === 'huge.jpg' ? failed('out-of-memory', 'too large', 'make it smaller') : undefined,
  });
  const library = await makeLibrary();
  const paths = [folder, join(folder, 'missing.jpg'), join(folder, 'good.jpg')];
  const { result, skipped, progress } = await run(engine, library, { kind: 'person', person: 'Anna', paths });
  const report = valueOf(result);
  expect(report).toMatchObject({ photos: 1, faces: 1, duplicates: 0, stopped: null });
  expect(named(report.skipped).sort()).toEqual([
    'broken link.jpg: not-found',
    'empty.jpg: not-an-image',
    'huge.jpg: out-of-memory',
    'landscape.jpg: no-face',
    'missing.jpg: not-found',
    'text copy.jpg: not-an-image',
    'text.jpg: not-an-image',
  ]);
  expect(skipped).toEqual(report.skipped);
  expect(progress.at(-1)).toMatchObject({ done: 6, total: 6 });
});

test('nothing but bad files makes no person', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'text.jpg': Buffer.from('this is no photo') });
  const library = await makeLibrary();
  const { result } = await run(fakeEngine(), library, { kind: 'person', person: 'Anna', paths: [folder] });
  expect(valueOf(result)).toMatchObject({ photos: 0, stopped: null });
  expect(library.people()).toEqual([]);
  const refused = await run(fakeEngine(), library, { kind: 'person', person: ' ', paths: [folder] });
  expect(failureOf(refused.result).kind).toBe('bad-arguments');
  const nowhere = await run(fakeEngine(), library, { kind: 'tree', folder: join(folder, 'nowhere') });
  expect(failureOf(nowhere.result).kind).toBe('not-found');
  const file = await run(fakeEngine(), library, { kind: 'tree', folder: join(folder, 'text.jpg') });
  expect(failureOf(file.result).kind).toBe('bad-arguments');
});

test('an import that is cancelled stops at once, keeps what it has, and is resumed by the next', async () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 40; index++) writePhotos(folder, { [`${index}.jpg`]: ['anna'] });
  const library = await makeLibrary();
  const request = { kind: 'person', person: 'Anna', paths: [folder] } as const;
  const controller = new AbortController();
  const slow = fakeEngine({
    before: () => {
      if (slow.seen.length >= 20) controller.abort();
      return undefined;
    },
    delay: 4,
  });
  const started = performance.now();
  const { result, progress } = await run(slow, library, request, controller.signal);
  expect(performance.now() - started).toBeLessThan(5000);
  const report = valueOf(result);
  expect(report.stopped).toMatchObject({ kind: 'cancelled' });
  expect(report.photos).toBeGreaterThan(0);
  expect(report.photos).toBeLessThan(40);
  expect(progress.length).toBeLessThan(40);
  expect(library.faces()).toHaveLength(report.photos);
  const rest = valueOf((await run(fakeEngine(), library, request)).result);
  expect(rest).toMatchObject({ photos: 40 - report.photos, duplicates: report.photos, stopped: null });

  const never = await run(fakeEngine(), library, request, AbortSignal.abort());
  expect(failureOf(never.result)).toMatchObject({ kind: 'cancelled' });
});

test('a full disk stops the import, which says how far it came and is resumed when there is space', async (context) => {
  const disk = smallDisk(context, 1024);
  const folder = temporaryFolder();
  for (let index = 0; index < 60; index++) {
    const photo = fakePhoto(`${index}`, [{ who: 'anna' }]);
    writePhotos(folder, { [`${index}.jpg`]: Buffer.concat([photo, Buffer.alloc(30_000, ' ')]) });
  }
  const library = await makeLibrary(join(disk, 'library'));
  const request = { kind: 'person', person: 'Anna', paths: [folder] } as const;
  const report = valueOf((await run(fakeEngine({ delay: 2 }), library, request)).result);
  expect(report.stopped).toMatchObject({ kind: 'disk-full' });
  expect(report.stopped?.message).toContain(` ${report.photos} photos were imported`);
  expect(report.photos).toBeGreaterThan(10);
  expect(report.photos).toBeLessThan(40);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);

  const roomy = join(temporaryFolder(), 'library');
  cpSync(library.folder, roomy, { recursive: true });
  const again = await openForTest(roomy);
  expect(valueOf((await run(fakeEngine(), again, request)).result)).toMatchObject({
    photos: 60 - report.photos,
    duplicates: report.photos,
    stopped: null,
  });
});

test('a photo that ends the engine is skipped, and those that were in it with it are not', async () => {
  const folder = temporaryFolder();
  for (let index = 10; index < 40; index++) writePhotos(folder, { [`${index}.jpg`]: ['anna'] });
  const died = failed('engine-died', 'The engine stopped.', 'Try again.');
  let dying = 0;
  const engine = fakeEngine({
    delay: 3,
    before: (name) => {
      // The poison takes along the next few, as they are in the engine with it.
      if (name === '20.jpg') dying = engine.seen.filter((seen) => seen === name).length === 1 ? 5 : 1;
      return dying-- > 0 ? died : undefined;
    },
  });
  const library = await makeLibrary();
  const { result } = await run(engine, library, { kind: 'person', person: 'Anna', paths: [folder] });
  const report = valueOf(result);
  expect(named(report.skipped)).toEqual(['20.jpg: engine-died']);
  expect(report).toMatchObject({ photos: 29, stopped: null });
});

test('an engine that dies of everything stops the import, and so does a model that is missing', async () => {
  const folder = temporaryFolder();
  for (let index = 10; index < 60; index++) writePhotos(folder, { [`${index}.jpg`]: ['anna'] });
  const library = await makeLibrary();
  const request = { kind: 'unnamed', paths: [folder] } as const;
  const dead = fakeEngine({ before: () => failed('engine-died', 'The engine stopped.', 'Try again.') });
  expect(failureOf((await run(dead, library, request)).result)).toMatchObject({ kind: 'engine-died' });
  expect(dead.seen.length).toBeLessThan(30);

  const missing = fakeEngine({
    before: (name) =>
      name > '30' ? failed('model-missing', 'There is no detector.', 'Build it.') : undefined,
  });
  const { result } = await run(missing, library, request);
  const report = valueOf(result);
  expect(report.stopped?.kind).toBe('model-missing');
  expect(report.stopped?.message).toBe('There is no detector. 20 photos were imported before that.');
  expect(library.faces()).toHaveLength(20);
});

test('photos that are nearly the same are reported, the later one of two', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'], 'b.jpg': ['anna'], 'c.jpg': ['anna'] });
  const engine = fakeEngine({ delay: 5 });
  const alike = {
    ...engine,
    findFaces: async (...call: Parameters<typeof engine.findFaces>) => {
      const found = valueOf(await engine.findFaces(...call));
      const [{ source }] = call;
      const hash =
        source.kind === 'bytes' && source.name.endsWith('b.jpg') ? 'f0f0f0f0f0f0f0f0' : '0123456789abcdef';
      return {
        ok: true as const,
        value: { ...found, faces: found.faces.map((face) => ({ ...face, differenceHash: hash })) },
      };
    },
  };
  const library = await makeLibrary();
  const { result } = await run(alike, library, { kind: 'person', person: 'Anna', paths: [folder] });
  expect(valueOf(result).nearDuplicates).toEqual([{ path: join(folder, 'c.jpg'), like: 'a.jpg' }]);
  expect(existsSync(library.folder)).toBe(true);
});
