import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePhoto, readImage } from '../../../main/images/decode.ts';
import { inspectPhoto } from '../../../main/images/open.ts';
import { encodePng } from '../../../main/images/encode.ts';
import { readPhoto } from '../../../main/images/read.ts';
import { badPhotos, fromPixels, goodPhotos, ORIENTATIONS, picture, turned } from './support/photos.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-images-'));
});
afterAll(() => rm(folder, { recursive: true }));

const meanDifference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

/** What each kind must look like; the picture itself where nothing is said. */
const expected: Readonly<Record<string, (pixels: Uint8Array) => Uint8Array>> = {
  'alpha.png': (pixels) => pixels.map((value) => (value + 255) / 2),
  'grey.jpg': grey,
  '16-bit-grey.png': grey,
};

/** Luminance as colour management has it is not a weighted mean of sRGB, but near one. */
function grey(pixels: Uint8Array): Uint8Array {
  return pixels.map((_, i) => {
    const at = i - (i % 3);
    const linear = [0.2126, 0.7152, 0.0722].map((weight, c) => weight * (pixels[at + c] / 255) ** 2.2);
    return 255 * linear.reduce((sum, value) => sum + value, 0) ** (1 / 2.2);
  });
}

describe('photos that people have', () => {
  test.each(Object.keys(goodPhotos))('%s', async (name) => {
    const bytes = await goodPhotos[name]();
    const header = await inspectPhoto(bytes, { name });
    expect(header).toMatchObject({ ok: true, value: { width: 64, height: 48 } });
    const decoded = await decodePhoto(bytes, { name });
    if (!decoded.ok) throw new Error(decoded.failure.message);
    expect(decoded.value).toMatchObject({ width: 64, height: 48 });
    expect(decoded.value.data).toHaveLength(64 * 48 * 3);
    // CMYK inks cannot show saturated colours; the others lose what compression loses.
    const tolerance = name === 'cmyk.jpg' ? 40 : 6;
    const wanted = (expected[name] ?? ((pixels: Uint8Array) => pixels))(picture());
    expect(meanDifference(decoded.value.data, wanted)).toBeLessThan(tolerance);
  });

  test.each(ORIENTATIONS)('EXIF orientation %i is undone', async (orientation) => {
    const upright = await fromPixels(picture(), 64, 48).png().toBuffer();
    const bytes = await turned(upright, orientation, 'png');
    expect(await inspectPhoto(bytes, { name: 'turned' })).toMatchObject({
      ok: true,
      value: { width: 64, height: 48 },
    });
    const decoded = await decodePhoto(bytes, { name: 'turned' });
    expect(decoded).toEqual({ ok: true, value: { data: picture(), width: 64, height: 48 } });
  });

  test('says when the photo was taken, where EXIF does', async () => {
    const dated = (text: string) =>
      fromPixels(picture(), 64, 48)
        .withExif({ IFD2: { DateTimeOriginal: text } })
        .jpeg()
        .toBuffer();
    const header = async (text: string) => {
      const result = await inspectPhoto(await dated(text), { name: 'dated.jpg' });
      if (!result.ok) throw new Error(result.failure.message);
      return result.value;
    };
    expect(await header('2023:07:14 18:03:59')).toMatchObject({ takenAt: '2023-07-14T18:03:59' });
    expect(await header('0000:00:00 00:00:00')).not.toHaveProperty('takenAt');
    expect(await header('yesterday')).not.toHaveProperty('takenAt');
  });
});

describe('files that are no photos', () => {
  test.each(Object.keys(badPhotos))('%s', async (name) => {
    const path = join(folder, name);
    await writeFile(path, await badPhotos[name].bytes());
    const read = await readPhoto(path);
    const inspected = read.ok ? await inspectPhoto(read.value, { name: path, path }) : read;
    const result = inspected.ok && read.ok ? await decodePhoto(read.value, { name: path, path }) : inspected;
    if (result.ok) throw new Error(`${name} was read`);
    expect(result.failure).toMatchObject({ kind: 'not-an-image', path });
    expect(result.failure.message).toContain(path);
    expect(result.failure.message).toMatch(badPhotos[name].says);
    expect(result.failure.advice).toMatch(/^[A-Z].*\.$/);
  });

  test('the file system says no', async () => {
    const kindOf = async (path: string) => {
      const result = await readPhoto(path);
      return result.ok ? 'read' : result.failure.kind;
    };
    const loop = join(folder, 'loop.jpg');
    await symlink(loop, loop);
    await mkdir(join(folder, 'folder.jpg'));
    expect(await kindOf(join(folder, 'none.jpg'))).toBe('not-found');
    expect(await kindOf(join(folder, 'empty.jpg', 'x.jpg'))).toBe('not-found');
    expect(await kindOf(join(folder, `${'x'.repeat(300)}.jpg`))).toBe('not-found');
    expect(await kindOf(join(folder, 'a\0b.jpg'))).toBe('not-found');
    expect(await kindOf(loop)).toBe('not-found');
    expect(await kindOf(join(folder, 'folder.jpg'))).toBe('not-an-image');
    expect(await kindOf('/dev/zero')).toBe('not-an-image');
  });

  test('a file without read permission', async () => {
    const path = join(folder, 'secret.jpg');
    await writeFile(path, await goodPhotos['baseline.jpg']());
    await chmod(path, 0);
    // Root may read everything, so the test reads as nobody.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await readPhoto(path)).toMatchObject({ ok: false, failure: { kind: 'no-permission', path } });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});

test('a PNG crop comes back pixel for pixel, and has the same bytes each time', async () => {
  const image = { data: picture(), width: 64, height: 48 };
  const png = await encodePng(image);
  expect(await encodePng(image)).toEqual(png);
  const path = join(folder, 'crop.png');
  await writeFile(path, png);
  expect(await readImage(path)).toEqual({ ok: true, value: image });
  expect(await readImage(join(folder, 'no-crop.png'))).toMatchObject({
    ok: false,
    failure: { kind: 'not-found' },
  });
});
