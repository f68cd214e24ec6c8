import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { portrait } from '../../../main/images/preview.ts';
import { ORIENTATIONS, turned } from './support/photos.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-previews-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A grey photo with a white face in its corner. */
const photo = async (): Promise<Buffer> => {
  const face = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 400, height: 300, channels: 3, background: '#555' } })
    .composite([{ input: face, left: 330, top: 10 }])
    .removeAlpha()
    .png()
    .toBuffer();
};

test.each(ORIENTATIONS)('a portrait is upright, square and about the face (EXIF %i)', async (orientation) => {
  const path = join(folder, `${orientation}.png`);
  writeFileSync(path, await turned(await photo(), orientation, 'png'));
  const cut = await portrait(path, [330, 10, 60, 60]);
  if (!cut.ok) throw new Error(cut.failure.message);
  const { data, info } = await sharp(cut.value).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([126, 126]);
  const at = (x: number, y: number) => data[y * info.width + x];
  // The square stops at the photo's edge: the face sits where it did, ten pixels from the right and from the top.
  expect(at(126 - 40, 40)).toBeGreaterThan(240);
  expect(at(126 - 4, 40)).toBeLessThan(110);
  expect(at(20, 100)).toBeLessThan(110);
});

test('a photo that is not there is a failure that says so', async () => {
  expect(await portrait(join(folder, 'none.jpg'), [0, 0, 9, 9])).toMatchObject({ ok: false });
});
