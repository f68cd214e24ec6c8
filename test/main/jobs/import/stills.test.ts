// Films and scans: photos out of files that hold several, through the real engine.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { importPhotos } from '../../../../main/jobs/import/import.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { ImportReport, ImportRequest } from '../../../../preload/contract.ts';
import { groupPhoto, writePortraits } from '../../../cli/support/portraits.ts';
import { ffmpeg, hasFfmpeg, writeFilm } from '../../../support/film.ts';
import { testEngine } from '../../engine/support/start.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';

const engine = testEngine();
const needsFfmpeg = (name: string, work: () => Promise<void>, timeout?: number): void => {
  test(
    name,
    async (context) => {
      if (!hasFfmpeg) context.skip('ffmpeg is not installed');
      await work();
    },
    timeout,
  );
};
beforeAll(async () => {
  if (!hasFfmpeg) return;
  await writeFilm(FILM);
  ffmpeg('-i', FILM, '-t', '1', '-c', 'copy', SECOND);
}, 60_000);

const run = async (library: Library, request: ImportRequest): Promise<ImportReport> => {
  const parts = { engine, library, detector: 'blazeface', encoder: 'starter' };
  const call = { signal: new AbortController().signal, emit: () => undefined };
  return valueOf(await importPhotos(parts, request, call));
};

const ALL = temporaryOnce();
const FILM = join(ALL, 'film.mp4');
const SECOND = join(ALL, 'second.mp4');

/** A folder that goes when all tests are over. */
function temporaryOnce(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facet-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How many people the faces of a library are, by the encoder: each of the three portraits is somebody else. */
async function peopleIn(library: Library, folder: string): Promise<number> {
  const known = await makeLibrary();
  for (const person of [0, 1, 2] as const) {
    const [portrait = ''] = await writePortraits(3, person, join(folder, `known ${person}`), 1);
    await run(known, { kind: 'person', person: String(person), paths: [portrait] });
  }
  const info = valueOf(await engine.encoder('starter'));
  const vectorsOf = async (of: Library) => {
    const cache = valueOf(await of.embeddings(info));
    return of
      .faces()
      .map(({ id, person }) => ({ name: person?.name, vector: cache.get(id) ?? new Float32Array() }));
  };
  const references = await vectorsOf(known);
  const best = (await vectorsOf(library)).map(({ vector }) => {
    const scores = references.map((one) => vector.reduce((sum, x, at) => sum + x * (one.vector[at] ?? 0), 0));
    return references[scores.indexOf(Math.max(...scores))]?.name;
  });
  return new Set(best).size;
}

needsFfmpeg(
  'three people of two seconds each are found in a film; it is told by its bytes; twice is once',
  async () => {
    const folder = temporaryFolder();
    const named = join(folder, 'a film without an ending');
    copyFileSync(FILM, named);
    const library = await makeLibrary();
    const report = await run(library, { kind: 'unnamed', paths: [named], inPlace: true });
    expect(report).toMatchObject({ skipped: [], duplicates: 0, stills: { files: 1, photos: report.photos } });
    expect(report.photos).toBeGreaterThanOrEqual(3);
    expect(report.photos).toBeLessThanOrEqual(9);
    const shown = library.faces().map(({ photoName }) => photoName);
    expect(shown.every((name) => /^a film without an ending 0:0[0-5](\.\d)?$/.test(name))).toBe(true);
    const times = library
      .faces()
      .map(({ takenAt }) => new Date(takenAt ?? '').getTime() - Date.UTC(2024, 4, 1, 10));
    expect(times.every((time) => time >= 0 && time < 6000)).toBe(true);
    expect(await peopleIn(library, folder)).toBe(3);
    const again = await run(library, { kind: 'unnamed', paths: [named] });
    expect(again).toMatchObject({ photos: 0, duplicates: 1, skipped: [], stills: { files: 0, photos: 0 } });
    // Erased, they come in again: the film is not remembered for that.
    valueOf(await library.removePhotos(library.photos().map(({ id }) => id)));
    expect((await run(library, { kind: 'unnamed', paths: [named] })).photos).toBe(report.photos);
  },
  60_000,
);

needsFfmpeg(
  'films of every container are read; broken, silent and hostile ones are skipped with a reason',
  async () => {
    const folder = temporaryFolder();
    const mp4 = readFileSync(SECOND);
    const films = join(folder, 'films');
    mkdirSync(films);
    for (const name of ['a.mov', 'b.mkv', 'c.avi']) ffmpeg('-i', SECOND, '-c', 'copy', join(films, name));
    ffmpeg(
      '-i',
      SECOND,
      '-c:v',
      'libvpx',
      '-deadline',
      'realtime',
      '-cpu-used',
      '8',
      '-b:v',
      '2M',
      join(films, 'd.webm'),
    );
    ffmpeg('-i', SECOND, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', join(films, 'turned.mp4'));
    ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', join(films, 'sound.mkv'));
    writeFileSync(join(films, 'cut.mp4'), mp4.subarray(0, 4000));
    writeFileSync(
      join(films, 'rubbish.mkv'),
      Buffer.concat([Buffer.from('\x1aE\xdf\xa3', 'latin1'), Buffer.alloc(5000, 7)]),
    );
    // A list of other files, with the beginning of a film: no demuxer for lists is asked.
    writeFileSync(join(films, 'list.mov'), '\0\0\0\x14ftypqt  #EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n');
    const library = await makeLibrary();
    const report = await run(library, { kind: 'unnamed', paths: [films] });
    const skipped = Object.fromEntries(
      report.skipped.map(({ path, reason }) => [basename(path), reason.kind]),
    );
    const unreadable = ['cut.mp4', 'list.mov', 'rubbish.mkv', 'sound.mkv'];
    expect(skipped).toEqual(Object.fromEntries(unreadable.map((name) => [name, 'not-an-image'])));
    // Of the copies in other containers, the frames are the same to the bit.
    expect(report).toMatchObject({ duplicates: 2, stills: { files: 3 } });
    for (const { reason } of report.skipped) expect(reason.message).not.toMatch(/passwd|\/tmp.*\/tmp/);
  },
  60_000,
);

test('without ffmpeg a film is skipped, and its message says what to install', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'film.mp4'), '\0\0\0\x18ftypisom');
  vi.stubEnv('PATH', folder);
  const report = await run(await makeLibrary(), { kind: 'unnamed', paths: [folder] });
  vi.unstubAllEnvs();
  expect(report.skipped).toMatchObject([{ path: join(folder, 'film.mp4'), reason: { kind: 'not-found' } }]);
  expect(report.skipped[0]?.reason.message).toMatch(
    /film\.mp4 was not read\. .*ffmpeg, which is not installed/,
  );
});

needsFfmpeg(
  'of live and motion photos the still is read, and the film where it is asked for',
  async () => {
    const folder = temporaryFolder();
    const moment = readFileSync(SECOND);
    const photos = join(folder, 'photos');
    mkdirSync(photos);
    writeFileSync(join(photos, 'IMG_1.JPG'), readFileSync(groupPhoto(3)));
    writeFileSync(join(photos, 'IMG_1.mov'), moment);
    const still = await sharp(groupPhoto(6))
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MotionPhoto="1"/></rdf:RDF></x:xmpmeta>',
      )
      .jpeg()
      .toBuffer();
    writeFileSync(join(photos, 'PXL_2.MP.jpg'), Buffer.concat([still, moment]));
    const library = await makeLibrary();
    const first = await run(library, { kind: 'unnamed', paths: [photos] });
    expect(first).toMatchObject({
      photos: 2,
      skipped: [],
      live: { beside: 1, inside: 1 },
      stills: { files: 0, photos: 0 },
    });
    const second = await run(library, { kind: 'unnamed', paths: [photos], live: true });
    expect(second).toMatchObject({
      duplicates: 2,
      skipped: [],
      live: { beside: 0, inside: 0 },
      stills: { files: 1 },
    });
    expect(second.photos).toBeGreaterThan(0);
  },
  60_000,
);

test('each page of a scan with a face is a photo; smaller copies of a page are none; twice is once', async () => {
  const folder = temporaryFolder();
  const size = { width: 1200, height: 900, fit: 'cover' } as const;
  const raw = async (input: string | Buffer) => sharp(input).resize(size).removeAlpha().raw().toBuffer();
  const blank = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const pages = await Promise.all([blank, groupPhoto(3), groupPhoto(6)].map(raw));
  // libvips writes a tall image as pages of this height.
  const scan = await sharp(Buffer.concat(pages), {
    raw: { width: 1200, height: 2700, channels: 3, pageHeight: 900 },
  })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  writeFileSync(join(folder, 'scan.tif'), scan);
  writeFileSync(
    join(folder, 'pyramid.tif'),
    await sharp(groupPhoto(5)).tiff({ pyramid: true, tile: true }).toBuffer(),
  );
  const library = await makeLibrary();
  const report = await run(library, { kind: 'unnamed', paths: [folder] });
  expect(report).toMatchObject({ photos: 3, skipped: [], stills: { files: 1, photos: 2 } });
  expect([...new Set(library.faces().map(({ photoName }) => photoName))].sort()).toEqual([
    'pyramid.tif',
    'scan.tif (page 2)',
    'scan.tif (page 3)',
  ]);
  expect(await run(library, { kind: 'unnamed', paths: [folder] })).toMatchObject({
    photos: 0,
    duplicates: 2,
    skipped: [],
  });
}, 60_000);
