// A digiKam collection: what its user confirmed comes in, what they did not stays as it is, and twice is once.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readDatabase } from '../../../../main/metadata/digikam/readDatabase.ts';
import { digikamTags } from '../../../../main/metadata/digikam/regions.ts';
import { success } from '../../../../models/failure.ts';
import type { Box } from '../../../../preload/contract.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { sampleFace } from '../../library/support/samples.ts';
import { rect, spoil, writeDigikam, type SamplePhoto } from '../../metadata/support/digikamDatabase.ts';
import { DIMENSIONS, fakeEngine } from '../support/fakeEngine.ts';
import { run } from '../support/imports.ts';

const signal = new AbortController().signal;

async function picture(path: string, seed: number, orientation = 1): Promise<void> {
  const size = orientation > 4 ? { width: 300, height: 400 } : { width: 400, height: 300 };
  const image = sharp({ create: { ...size, channels: 3, background: { r: seed, g: 80, b: 40 } } });
  writeFileSync(path, await image.withMetadata({ orientation }).jpeg().toBuffer());
}

/** Finds these faces in photos of these names, and whatever box is drawn. */
function engineFor(faces: Readonly<Record<string, readonly Box[]>>) {
  const engine = fakeEngine();
  const found = (name: string, box: Box, detection: number) => {
    const { id, png, ...face } = sampleFace(`${name} ${box.map(Math.round).join()}`);
    const embedding = new Float32Array(DIMENSIONS).fill(0);
    embedding[0] = 1;
    return {
      ...{ ...face, box, crop: { hash: id, png }, embedding },
      quality: { ...face.quality, score: detection, detection },
    };
  };
  return {
    ...engine,
    findFaces: (({ source, drawn }) => {
      const name =
        (source.kind === 'file' ? source.path : source.kind === 'bytes' ? source.name : '')
          .split('/')
          .at(-1) ?? '';
      // In the library a photo is called by its hash.
      const seen =
        drawn?.map((box) => found(name, box, 0)) ?? faces[name]?.map((box) => found(name, box, 0.9));
      return Promise.resolve(success({ width: 400, height: 300, faces: seen ?? [] }));
    }) satisfies typeof engine.findFaces,
  };
}

const A: Box = [40, 60, 60, 60];
const B: Box = [160, 60, 60, 60];
const C: Box = [280, 60, 60, 60];

test('confirmed faces are named, others stay as they are, missed ones are drawn; and all of it once', async () => {
  const folder = temporaryFolder();
  const album = join(folder, '2024', 'June');
  mkdirSync(album, { recursive: true });
  for (const [at, name] of ['group.jpg', 'missed.jpg', 'tagged.jpg', 'trash.jpg'].entries())
    await picture(join(album, name), 50 + 40 * at);
  const inAlbum = { folder: '/2024/June', size: [400, 300] } as const;
  const photos: SamplePhoto[] = [
    {
      ...{ ...inAlbum, name: 'group.jpg', tags: ['Paris'] },
      faces: [
        ['tagRegion', 'Ada Lovelace', `${rect(38, 55, 66, 70)},7`],
        // Ben was suggested, and rejected.
        ['autodetectedFace', 'Unknown', `${rect(160, 58, 60, 66)},7`],
        ['ignoredFace', 'Ignored', rect(280, 60, 60, 60)],
        ['faceToTrain', 'Ada Lovelace', rect(38, 55, 66, 70)],
      ],
    },
    {
      ...{ ...inAlbum, name: 'missed.jpg' },
      faces: [
        ['tagRegion', 'Ben', rect(200, 100, 50, 60)],
        ['autodetectedFace', 'Ada Lovelace', rect(10, 10, 40, 40)],
      ],
    },
    { ...{ ...inAlbum, name: 'tagged.jpg' }, tags: ['Ben'] },
    { ...{ ...inAlbum, name: 'trash.jpg', status: 3 }, faces: [['tagRegion', 'Ben', rect(1, 1, 50, 50)]] },
    { ...{ ...inAlbum, name: 'gone.jpg' }, faces: [['tagRegion', 'Ben', rect(1, 1, 50, 50)]] },
    { ...{ name: 'far.jpg', folder: '/', root: 2, size: [400, 300] }, tags: ['Ben'] },
  ];
  const database = join(folder, 'digikam4.db');
  writeDigikam(database, {
    roots: [
      [1, 'Pictures', `volumeid:?path=${encodeURIComponent(folder)}`, '/'],
      [2, 'Stick', 'volumeid:?uuid=0000-dead', '/photos'],
    ],
    photos,
  });
  const before = readFileSync(database);
  const library = await makeLibrary();
  const engine = engineFor({ 'group.jpg': [A, B, C], 'tagged.jpg': [A] });
  const request = { kind: 'digikam', database } as const;
  const { result } = await run(engine, library, request);
  const report = valueOf(result);
  expect(report).toMatchObject({ photos: 3, faces: 5 });
  expect(report.tags).toEqual([{ source: 'digiKam', named: 2, drawn: 1, unnamed: 2, unmatched: 1 }]);
  expect(report.skipped.map(({ path, reason }) => [path.split('/').at(-1), reason.kind])).toEqual([
    ['gone.jpg', 'not-found'],
    ['far.jpg', 'not-found'],
  ]);
  expect(report.skipped[1]?.reason.message).toContain('Stick');
  const holdings = () =>
    library
      .faces()
      .map((face) => [
        ...[face.photoName, Math.round(face.box[0]), face.person?.name ?? null, face.drawn, face.ignored],
        face.denied.map((id) => library.person(id)?.name),
      ]);
  const expected = [
    ['group.jpg', 40, 'Ada Lovelace', false, false, []],
    ['missed.jpg', 200, 'Ben', true, false, []],
    ['tagged.jpg', 40, 'Ben', false, false, []],
    ['group.jpg', 160, null, false, false, ['Ben']],
    ['group.jpg', 280, null, false, true, []],
  ];
  expect(holdings()).toEqual(expected);
  // The database is as it was, and nothing lies beside it.
  expect(readFileSync(database).equals(before)).toBe(true);
  const again = valueOf((await run(engine, library, request)).result);
  expect(again).toMatchObject({ photos: 0, duplicates: 3, unassigned: 0 });
  expect(again.tags).toEqual([{ source: 'digiKam', named: 0, drawn: 0, unnamed: 2, unmatched: 1 }]);
  expect(holdings()).toEqual(expected);
});

test('in a photo that is there already, too, and collections are found where the user says', async () => {
  const folder = temporaryFolder();
  await picture(join(folder, 'one.jpg'), 90);
  const library = await makeLibrary();
  const engine = engineFor({ 'one.jpg': [A] });
  valueOf((await run(engine, library, { kind: 'person', person: 'Ada', paths: [folder] })).result);
  const database = join(temporaryFolder(), 'digikam4.db');
  writeDigikam(database, {
    roots: [[1, 'Old', 'volumeid:?path=%2Fnowhere', '/']],
    photos: [{ name: 'one.jpg', size: [400, 300], faces: [['tagRegion', 'Ben', rect(280, 60, 60, 60)]] }],
  });
  const lost = valueOf((await run(engine, library, { kind: 'digikam', database })).result);
  expect(lost).toMatchObject({ photos: 0, duplicates: 0, skipped: [{ path: 'one.jpg' }] });
  const found = { kind: 'digikam', database, folders: [folder] } as const;
  const report = valueOf((await run(engine, library, found)).result);
  expect(report.tags).toEqual([{ source: 'digiKam', named: 1, drawn: 1, unnamed: 0, unmatched: 0 }]);
  expect(library.faces({ person: library.person('Ben')?.id ?? '' })).toMatchObject([{ drawn: true }]);
  expect(library.person('Ada')?.faces).toBe(1);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'rectangles of the upright photo, orientation %i',
  async (orientation) => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jpg');
    await picture(path, 10, orientation);
    const size = orientation > 4 ? { width: 300, height: 400 } : { width: 400, height: 300 };
    const row = { root: 1, folder: '/', name: 'a.jpg', ...size, orientation, people: [] };
    const faces = [{ property: 'tagRegion', name: 'Ada', rect: [40, 60, 80, 120], rejected: [] }] as const;
    const near = (value: number) => expect.closeTo(value, 4) as number;
    // However it is stored, it is shown 400 by 300.
    const shown = { x: near(0.2), y: near(0.4), width: near(0.2), height: near(0.4) };
    const { regions } = await digikamTags({ ...row, faces }, readFileSync(path));
    expect(regions).toMatchObject([{ ...shown, name: 'Ada' }]);
  },
);

test('databases that are none, are not digiKam’s, or would never end are refused', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'digikam4.db');
  writeFileSync(path, 'this is not a database '.repeat(100));
  expect(failureOf(await readDatabase(path, signal))).toMatchObject({ kind: 'bad-arguments', path });
  expect(failureOf(await readDatabase(join(folder, 'none.db'), signal)).kind).toBe('not-found');
  const empty = join(folder, 'empty.db');
  spoil(empty, 'CREATE TABLE Images (id INTEGER)');
  expect(failureOf(await readDatabase(empty, signal)).message).toContain('is not a database of digiKam');
  // A view under a table's name, whose rows never end.
  const endless = join(folder, 'endless.db');
  writeDigikam(endless, { roots: [], photos: [] });
  spoil(
    endless,
    `DROP TABLE Images; CREATE VIEW Images AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
     SELECT id, 1 AS album, 'x' AS name, 1 AS status FROM n`,
  );
  expect(failureOf(await readDatabase(endless, signal)).message).toContain('is not a database of digiKam');
  // Values of other types than they should have, and names that lead out of the collection.
  const odd = join(folder, 'odd.db');
  writeDigikam(odd, {
    roots: [[1, 'x', 'volumeid:?path=%2F', '/']],
    photos: [
      {
        name: '../../etc/passwd',
        size: [1, 1],
        faces: [['tagRegion', 'Ben', '<rect x="1"/>']],
        tags: ['Ben'],
      },
    ],
  });
  spoil(
    odd,
    "UPDATE ImageInformation SET width = 'wide', height = NULL; UPDATE Tags SET name = x'00ff' WHERE id = 9",
  );
  const { photos } = valueOf(await readDatabase(odd, signal));
  expect(photos).toMatchObject([{ width: 0, height: 0, faces: [], people: ['Ben'] }]);
  const library = await makeLibrary();
  const { result } = await run(fakeEngine(), library, { kind: 'digikam', database: odd });
  expect(valueOf(result)).toMatchObject({ photos: 0, skipped: [{ reason: { kind: 'not-found' } }] });
});
