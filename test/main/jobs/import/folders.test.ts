// Trees as they lie on disks: folders that are not people, names that differ by what nobody sees, files of other kinds.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportReport } from '../../../../preload/contract.ts';
import { isDoubtfulName } from '../../../../main/jobs/import/folderNames.ts';
import { makeLibrary, temporaryFolder, valueOf, failureOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { run, writePhotos } from '../support/imports.ts';

const peopleOf = (library: Awaited<ReturnType<typeof makeLibrary>>) =>
  library.people().map(({ name, photos }) => [name, photos]);

test('a library inside of the tree is not a person', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'Anna/a.jpg': ['anna'], 'Facet/people/0a/faces/crop.jpg': ['anna'] });
  writeFileSync(join(folder, 'Facet', 'facet.json'), '{}');
  const library = await makeLibrary();
  const report = valueOf((await run(fakeEngine(), library, { kind: 'tree', folder })).result);
  expect(peopleOf(library)).toEqual([['Anna', 1]]);
  expect(report.leftOut.folders).toEqual([
    { path: join(folder, 'Facet'), why: 'a library of Facet', files: 2 },
  ]);
  const itself = { kind: 'tree', folder: join(folder, 'Facet') } as const;
  expect(failureOf((await run(fakeEngine(), library, itself)).result).message).toMatch(
    /is a library of Facet/,
  );
});

test('a folder that is hardly called after a person waits until its name is accepted', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, {
    'Anna/a.jpg': ['anna'],
    'Photos from 2020/b.jpg': ['ben'],
    'Originals/c.jpg': ['carl'],
    'Unknown/d.jpg': ['dora'],
  });
  const library = await makeLibrary();
  const first = valueOf((await run(fakeEngine(), library, { kind: 'tree', folder })).result);
  expect(peopleOf(library)).toEqual([['Anna', 1]]);
  expect(first.questioned).toEqual(['Originals', 'Photos from 2020']);
  expect(first.skipped.map(({ reason }) => reason.kind)).toEqual(['bad-arguments', 'bad-arguments']);
  // Of nobody, but there.
  expect(first).toMatchObject({ photos: 2, unassigned: 1 });
  const accepted = { kind: 'tree', folder, accepted: ['Originals'] } as const;
  const second = valueOf((await run(fakeEngine(), library, accepted)).result);
  expect(second.questioned).toEqual(['Photos from 2020']);
  // Who is there is not questioned any more.
  const third = valueOf((await run(fakeEngine(), library, { kind: 'tree', folder })).result);
  expect(third.questioned).toEqual(['Photos from 2020']);
  expect(peopleOf(library)).toEqual([
    ['Anna', 1],
    ['Originals', 1],
  ]);
});

test('albums, dates and cameras are doubtful names; people are not', () => {
  for (const name of [
    'Photos from 2020',
    'Fotos von 2019',
    'Originals',
    'DCIM',
    '100CANON',
    '101APPLE',
    '2020',
    '2021-05 Rome',
    '20210501',
    'Camera Roll',
    'Photo Library',
    'New folder',
    'Untitled album (2)',
    'IMG_0001',
    'Screenshots',
  ])
    expect([name, isDoubtfulName(name)]).toEqual([name, true]);
  for (const name of ['Ada Lovelace', 'April', 'Summer Jones', '李小龍', 'Ben 2', 'Dr. No', 'Zoë', 'Grace'])
    expect([name, isDoubtfulName(name)]).toEqual([name, false]);
});

test('names that read the same are one person, unless the user says otherwise', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, {
    'Ada/1.jpg': ['ada'],
    'ada/2.jpg': ['ada'],
    'A\u200Bda/3.jpg': ['ada'],
    'Аdа/4.jpg': ['ada'],
  });
  const library = await makeLibrary();
  const report = valueOf((await run(fakeEngine(), library, { kind: 'tree', folder })).result);
  expect(library.people()).toHaveLength(1);
  expect(library.people()[0]).toMatchObject({ photos: 4 });
  expect(report.sameAs).toHaveLength(3);
  writePhotos(folder, { 'more/5.jpg': ['ada'], 'more/6.jpg': ['other'] });
  const paths = [join(folder, 'more', '5.jpg')];
  const more = { kind: 'person', person: 'ADA', paths } as const;
  const added = valueOf((await run(fakeEngine(), library, more)).result);
  expect(added.sameAs).toMatchObject([{ name: 'ADA' }]);
  const exact = { ...more, paths: [join(folder, 'more', '6.jpg')], exactNames: true } as const;
  valueOf((await run(fakeEngine(), library, exact)).result);
  expect(
    library
      .people()
      .map(({ photos }) => photos)
      .sort(),
  ).toEqual([1, 5]);
});

test('nobody is called Unknown', async () => {
  const library = await makeLibrary();
  const request = { kind: 'person', person: 'unknown', paths: ['x.jpg'] } as const;
  expect(failureOf((await run(fakeEngine(), library, request)).result)).toMatchObject({
    kind: 'bad-arguments',
  });
  expect(failureOf(await library.createPerson('Unknown'))).toMatchObject({ kind: 'bad-arguments' });
});

test('of a folder of many kinds every file is counted once', async () => {
  const folder = temporaryFolder();
  const photos = Object.fromEntries(
    Array.from({ length: 300 }, (_, at) => [`${at % 7}/p${at}.jpg`, [`who ${at % 5}`]]),
  );
  writePhotos(folder, photos);
  writePhotos(folder, {
    'broken.jpg': Buffer.from('text'),
    'a.psd': Buffer.from('8BPS'),
    'b.psd': Buffer.from('8BPS'),
    '.hidden/x.jpg': ['x'],
    'Thumbs.db': Buffer.from('x'),
    'sub/facet.json': Buffer.from('{}'),
    'sub/people/1.jpg': ['x'],
  });
  writePhotos(folder, { 'copy.jpg': Buffer.from(JSON.stringify(0)) });
  const library = await makeLibrary();
  const sum = (report: ImportReport): number =>
    report.photos +
    report.duplicates +
    report.skipped.length +
    report.leftOut.hidden +
    [...report.leftOut.kinds, ...report.leftOut.folders].reduce((files, kind) => files + kind.files, 0);
  const request = { kind: 'unnamed', paths: [folder] } as const;
  const first = valueOf((await run(fakeEngine(), library, request)).result);
  expect(sum(first)).toBe(308);
  const second = valueOf((await run(fakeEngine(), library, request)).result);
  expect(second).toMatchObject({ photos: 0, duplicates: 300 });
  expect(sum(second)).toBe(308);
});
