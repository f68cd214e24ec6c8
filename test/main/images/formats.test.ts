// Every format of photos that people have, made by the programs that write them, in each of the eight orientations.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePhoto } from '../../../main/images/decode.ts';
import { inspectPhoto } from '../../../main/images/open.ts';
import { previewPhoto } from '../../../main/images/preview.ts';
import { ORIENTATIONS, picture, turned } from './support/photos.ts';
import { has, programs, run } from './support/programs.ts';
import { withTurn } from './support/heifTurn.ts';
import { rawFiles } from './support/rawFiles.ts';

const [WIDTH, HEIGHT] = [64, 48];
const upright = await sharp(picture(), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  .png()
  .toBuffer();

const meanDifference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;

/** Decodes it, and answers with how far it is from the picture, at the picture's own size. */
async function compare(bytes: Uint8Array, name: string): Promise<number> {
  const header = await inspectPhoto(bytes, { name });
  const decoded = await decodePhoto(bytes, { name });
  if (!decoded.ok) throw new Error(decoded.failure.message);
  const { data, width, height } = decoded.value;
  if (!header.ok) throw new Error(header.failure.message);
  expect([header.value.width, header.value.height]).toEqual([width, height]);
  expect(width / height).toBeCloseTo(WIDTH / HEIGHT, 1);
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .raw()
    .toBuffer();
  return meanDifference(small, picture());
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facet-formats-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => join(folder, name);
describe.each(programs)('$name', ({ name, program, make, turns = false }) => {
  test.skipIf(!has(program))('is read', async () => {
    writeFileSync(file('in.png'), upright);
    make(file('in.png'), file(name));
    // A palette shows 256 colours.
    expect(await compare(readFileSync(file(name)), name)).toBeLessThan(name.endsWith('gif') ? 25 : 6);
  });
  if (turns) {
    test.skipIf(!has(program)).each(ORIENTATIONS)(
      'turned to orientation %i is read upright',
      async (orientation) => {
        writeFileSync(file('turned.jpg'), await turned(upright, orientation, 'jpeg'));
        make(file('turned.jpg'), file(`${orientation}${name}`));
        expect(await compare(readFileSync(file(`${orientation}${name}`)), name)).toBeLessThan(6);
      },
    );
  }
});

test.skipIf(!has('heif-enc')).each(ORIENTATIONS)('HEIC turned by its own boxes, %i', async (orientation) => {
  // As it is stored, and without EXIF.
  writeFileSync(
    file('in.png'),
    await sharp(await turned(upright, orientation, 'png'))
      .png()
      .toBuffer(),
  );
  run('heif-enc', '-q', '95', file('in.png'), '-o', file('boxes.heic'));
  const bytes = withTurn(readFileSync(file('boxes.heic')), orientation);
  expect(await compare(bytes, 'boxes.heic')).toBeLessThan(6);
});

test.skipIf(!has('exiftool') || !has('heif-enc'))('EXIF orientation in HEIC means nothing', async () => {
  writeFileSync(file('in.png'), upright);
  run('heif-enc', '-q', '95', file('in.png'), '-o', file('exif.heic'));
  run(
    'exiftool',
    '-overwrite_original',
    '-n',
    '-Orientation=6',
    '-DateTimeOriginal=2020:02:03 04:05:06',
    file('exif.heic'),
  );
  const bytes = readFileSync(file('exif.heic'));
  expect(await compare(bytes, 'exif.heic')).toBeLessThan(6);
  expect(await inspectPhoto(bytes, { name: 'exif.heic' })).toMatchObject({
    value: { width: WIDTH, height: HEIGHT, takenAt: '2020-02-03T04:05:06' },
  });
});

describe.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('%s', (format) => {
  test.each(ORIENTATIONS)('orientation %i', async (orientation) => {
    const stored = sharp(await turned(upright, orientation, 'png')).keepMetadata();
    const bytes = await stored.toFormat(format, { quality: 95 }).toBuffer();
    expect(await compare(bytes, format)).toBeLessThan(6);
  });
});

describe.each(Object.keys(rawFiles))('a raw file, %s', (ending) => {
  const make = rawFiles[ending];
  const orientations = ending === 'raf' ? [1] : ORIENTATIONS;
  test.each(orientations)('orientation %i: the preview is read, upright', async (orientation) => {
    const stored = sharp(await turned(upright, orientation, 'png'));
    const large = await stored
      .clone()
      .resize({ width: 640, kernel: 'nearest' })
      .jpeg({ quality: 95 })
      .toBuffer();
    const small = await sharp({ create: { width: 160, height: 120, channels: 3, background: '#f0f' } })
      .jpeg()
      .toBuffer();
    const bytes = make(large, small, orientation);
    expect(await compare(bytes, `photo.${ending}`)).toBeLessThan(8);
    if (ending === 'raf') return;
    expect(await inspectPhoto(bytes, { name: ending })).toMatchObject({
      value: { takenAt: '2021-07-08T09:10:11' },
    });
  });

  test('without a preview it is refused with that reason', async () => {
    const small = await sharp({ create: { width: 160, height: 120, channels: 3, background: '#f0f' } })
      .jpeg()
      .toBuffer();
    expect(await inspectPhoto(make(small, small, 1), { name: 'photo' })).toMatchObject({
      ok: false,
      failure: { message: expect.stringMatching(/raw photo without a preview/) as string },
    });
  });
});

test('a photo of a foreign format has a preview for screens', async () => {
  writeFileSync(file('in.png'), upright);
  const bmp = Buffer.alloc(54 + WIDTH * HEIGHT * 3);
  bmp.write('BM', 0, 'latin1');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(WIDTH, 18);
  bmp.writeInt32LE(-HEIGHT, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  const pixels = picture();
  for (let at = 0; at < pixels.length; at += 3)
    bmp.set([pixels[at + 2] ?? 0, pixels[at + 1] ?? 0, pixels[at] ?? 0], 54 + at);
  expect(await compare(bmp, 'hand.bmp')).toBe(0);
  writeFileSync(file('hand.bmp'), bmp);
  const preview = await previewPhoto(file('hand.bmp'));
  expect(preview.ok && (await sharp(preview.value).metadata())).toMatchObject({
    format: 'jpeg',
    width: WIDTH,
  });
});

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** Small files that promise more than anybody can hold, or lead a decoder astray. */
const hostile: Readonly<Record<string, () => Buffer>> = {
  'HEIC of 60000 x 60000': () =>
    Buffer.concat([
      u32(24),
      Buffer.from('ftypheic\0\0\0\0mif1heic'),
      u32(20),
      Buffer.from('ispe\0\0\0\0'),
      u32(60_000),
      u32(60_000),
    ]),
  'HEIC without a size': () => Buffer.concat([u32(24), Buffer.from('ftypheic\0\0\0\0mif1heic')]),
  'JPEG XL of 2^30 x 2^30': () =>
    Buffer.from([0xff, 0x0a, 0xf6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0]),
  'JPEG XL of noise': () => Buffer.concat([Buffer.from([0xff, 0x0a, 0x7f, 0x02]), Buffer.alloc(500, 0xa7)]),
  'JPEG 2000 of 4e9 x 4e9': () =>
    Buffer.concat([
      Buffer.from([0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0]),
      u32(4e9),
      u32(4e9),
      u32(0),
      u32(0),
      Buffer.alloc(30),
    ]),
  'JPEG 2000 of noise': () =>
    Buffer.concat([
      Buffer.from([0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0]),
      u32(400),
      u32(400),
      u32(0),
      u32(0),
      Buffer.alloc(600, 0x5a),
    ]),
  'BMP of 2^31 x 2': () => {
    const bmp = Buffer.alloc(60);
    bmp.write('BM');
    bmp.writeUInt32LE(40, 14);
    bmp.writeInt32LE(0x7fffffff, 18);
    bmp.writeInt32LE(2, 22);
    return bmp;
  },
  'raw file whose directories go round': () => {
    const file = Buffer.alloc(80);
    file.write('II*\0', 0, 'latin1');
    file.writeUInt32LE(16, 4);
    file.write('CR\x02\0', 8, 'latin1');
    file.writeUInt32LE(16, 18);
    return file;
  },
  'PNM of 99999 x 99999': () => Buffer.from('P6 99999 99999 255\n'),
};

test.each(Object.keys(hostile))('hostile: %s', async (name) => {
  const bytes = hostile[name]();
  const started = performance.now();
  await inspectPhoto(bytes, { name });
  expect(await decodePhoto(bytes, { name })).toMatchObject({ ok: false });
  expect(performance.now() - started).toBeLessThan(20_000);
});
