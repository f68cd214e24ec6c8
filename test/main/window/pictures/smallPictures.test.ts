// Small pictures come from a thread: in this one sharp is not even loaded, which holds Electron's up for half a second.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { portraitIn, previewOf, thumbnailOf } from '../../../../main/window/pictures/smallPictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A grey PNG, written without sharp: the first picture is to be the first that this process asks it for. */
function greyPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 128);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

test("sharp is another thread's, and a photo that cannot be read does not spoil the next", async () => {
  const [photo, none] = [join(folder, 'photo.png'), join(folder, 'none.png')];
  writeFileSync(photo, greyPng(2000, 1500));
  writeFileSync(none, 'no photo');
  const first = await portraitIn(photo, [400, 300, 200, 200]);
  expect(first.ok && isJpeg(first.value)).toBe(true);
  expect(await previewOf(none)).toMatchObject({ ok: false, failure: { kind: 'not-an-image', path: none } });
  const rest = await Promise.all([previewOf(photo), thumbnailOf(photo, 64)]);
  expect(rest.map((made) => made.ok && isJpeg(made.value))).toEqual([true, true]);
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  expect(loaded.filter((path) => path.includes(join('node_modules', 'sharp')))).toEqual([]);
});
