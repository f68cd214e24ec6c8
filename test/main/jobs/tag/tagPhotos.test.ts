// Names for other programs: what the user said in the library before what is recognised, beside photos and in copies.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { tagPhotos } from '../../../../main/jobs/tag/tagPhotos.ts';
import type { Library } from '../../../../main/library/library.ts';
import { success, type Result } from '../../../../models/failure.ts';
import type { Answer, TaggedPhoto, TagRequest } from '../../../../preload/contract.ts';
import { failureOf, makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { sampleFace } from '../../library/support/samples.ts';
import { fakeEngine, fakePhoto } from '../support/fakeEngine.ts';
import { learn, makeAlbum } from '../support/recognition.ts';

interface Tagging {
  readonly result: Result<Answer<'photos.tag'>>;
  readonly tagged: readonly TaggedPhoto[];
}

async function tag(engine: Engine, library: Library, request: TagRequest): Promise<Tagging> {
  const tagged: TaggedPhoto[] = [];
  const parts = { engine, library, detector: 'detector' };
  const result = await tagPhotos(parts, request, {
    signal: new AbortController().signal,
    emit: (event, detail) => {
      if (event === 'tagged') tagged.push(detail as TaggedPhoto);
    },
  });
  return { result, tagged };
}

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 1000, height: 1000, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** An album that was learned, and an engine that finds Ada and Bob in every photo. */
async function album() {
  const real = fakeEngine();
  const { library, folder } = await makeAlbum(real, 5);
  valueOf((await learn(real, library)).result);
  const bytes = fakePhoto('new', [{ who: 'Ada' }, { who: 'Bob' }]);
  const source = { kind: 'bytes', name: 'x', bytes } as const;
  const faces = valueOf(await real.findFaces({ source, detector: 'detector', encoder: 'encoder' }));
  const engine: Engine = { ...real, findFaces: () => Promise.resolve(success(faces)) };
  const photos = join(folder, 'party');
  mkdirSync(photos);
  writeFileSync(join(photos, '1.jpg'), await picture('#888'));
  return { engine, library, photos, boxes: faces.faces.map(({ box }) => box) };
}

/** The photo is in the library too, where its first face has a name. */
async function addNamed(library: Library, path: string, box: readonly number[], name: string): Promise<void> {
  const bytes = readFileSync(path);
  const id = createHash('sha256').update(bytes).digest('hex');
  const [x = 0, y = 0, width = 0, height = 0] = box;
  const face = { ...sampleFace('party'), box: [x, y, width, height] as const, person: { name } };
  valueOf(
    await library.addPhoto({
      id,
      bytes,
      name: '1.jpg',
      width: 1000,
      height: 1000,
      takenAt: null,
      faces: [face],
    }),
  );
}

test('recognised names, and those of the library before them', async () => {
  const { engine, library, photos, boxes } = await album();
  const path = join(photos, '1.jpg');
  const first = await tag(engine, library, { paths: [photos] });
  expect(valueOf(first.result)).toMatchObject({ photos: 1, written: 1, skipped: 0 });
  expect(first.tagged).toEqual([
    { path, people: ['Ada', 'Bob'], file: `${path}.xmp`, changed: true, otherwise: [] },
  ]);
  await addNamed(library, path, boxes[0] ?? [], 'Ada the Countess');
  const second = await tag(engine, library, { paths: [photos] });
  expect(second.tagged).toMatchObject([{ people: ['Ada the Countess', 'Bob'], changed: true }]);
  const text = readFileSync(`${path}.xmp`, 'utf8');
  expect(text.match(/<mwg-rs:Name>[^<]+/g)).toEqual(['<mwg-rs:Name>Ada the Countess', '<mwg-rs:Name>Bob']);
  const by = [...text.matchAll(/<facet:NamedBy[^>]*>([a-z]+)/g)].map(([, who]) => who);
  expect(by.slice(0, 2)).toEqual(['person', 'recognition']);
  const third = await tag(engine, library, { paths: [photos] });
  expect(valueOf(third.result)).toMatchObject({ photos: 1, written: 0 });
  const confirmed = await tag(engine, library, { paths: [photos], confirmed: true });
  expect(confirmed.tagged).toMatchObject([{ people: ['Ada the Countess'], changed: true }]);
});

test('without a checkpoint the names of the library alone can be written', async () => {
  const { photos, boxes } = await album();
  const library = await makeLibrary();
  const path = join(photos, '1.jpg');
  await addNamed(library, path, boxes[0] ?? [], 'Ada');
  const engine = fakeEngine();
  expect(failureOf((await tag(engine, library, { paths: [photos] })).result).advice).toContain('--confirmed');
  const { tagged } = await tag(engine, library, { paths: [photos], confirmed: true });
  expect(tagged).toMatchObject([{ people: ['Ada'], changed: true }]);
  expect(engine.seen).toEqual([]);
});

test('a photo that cannot be read is skipped with its reason', async () => {
  const { engine, library, photos } = await album();
  writeFileSync(join(photos, '2.jpg'), '');
  const { result, tagged } = await tag(engine, library, { paths: [photos], confirmed: true });
  expect(valueOf(result)).toMatchObject({ photos: 2, written: 0, skipped: 1 });
  expect(tagged).toMatchObject([{ people: [], file: null }, { error: { kind: 'not-an-image' } }]);
  expect(readdirSync(photos)).toEqual(['1.jpg', '2.jpg']);
});

test.skipIf(spawnSync('exiftool', ['-ver']).error !== undefined)(
  'copies have the names in them, and all that the photo said',
  async () => {
    const { engine, library, photos } = await album();
    const path = join(photos, '1.jpg');
    execFileSync('exiftool', ['-overwrite_original', '-XMP-dc:Title=A party', '-Artist=Zoe', path], {
      stdio: 'ignore',
    });
    const before = readFileSync(path);
    const { tagged } = await tag(engine, library, { paths: [path], embed: photos });
    const copy = join(photos, '1.tagged.jpg');
    expect(tagged).toEqual([{ path, people: ['Ada', 'Bob'], file: copy, changed: true, otherwise: [] }]);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}.xmp`)).toBe(false);
    expect(readdirSync(photos)).toEqual(['1.jpg', '1.tagged.jpg']);
    const args = ['-j', '-struct', '-RegionInfo', '-Title', '-Artist', copy];
    const [read] = JSON.parse(execFileSync('exiftool', args).toString()) as [
      { RegionInfo: { RegionList: { Name: string }[] } },
    ];
    expect(read).toMatchObject({ Title: 'A party', Artist: 'Zoe' });
    expect(read.RegionInfo.RegionList.map(({ Name }) => Name)).toEqual(['Ada', 'Bob']);
  },
);
