// Hostile image files, put through all that a photo goes through before a network sees it: refused with a sentence, or read
// within bounds.
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePhoto, verifyPhoto } from '../../../main/images/decode.ts';
import { inspectPhoto } from '../../../main/images/open.ts';
import { previewPhoto } from '../../../main/images/preview.ts';
import { readPhoto } from '../../../main/images/read.ts';
import { LARGEST_FILE } from '../../../main/images/limits.ts';
import { expect } from 'vitest';
import { success, type Result } from '../../../models/failure.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { hostile, refusal, runCorpus } from '../support/harness.ts';
import { boundedImages, refusedImages } from '../imageFiles.ts';

/** As the engine does it with a file, and the import before that. */
async function open(path: string): Promise<Result<RgbImage>> {
  const bytes = await readPhoto(path);
  if (!bytes.ok) return bytes;
  const photo = { name: 'photo.jpg', path };
  const header = await inspectPhoto(bytes.value, photo);
  if (!header.ok) return header;
  const verified = await verifyPhoto(bytes.value, photo);
  if (!verified.ok) return verified;
  const image = await decodePhoto(bytes.value, photo);
  if (!image.ok) return image;
  const { width, height, data } = image.value;
  expect([width, height, data.length]).toEqual([header.value.width, header.value.height, width * height * 3]);
  return success(image.value);
}

const placed = (bytes: Uint8Array, folder: string): string => {
  const path = join(folder, 'photo.jpg');
  writeFileSync(path, bytes);
  return path;
};

runCorpus('an image', [
  ...Object.entries(refusedImages).map(([name, make]) =>
    hostile(
      name,
      async ({ folder }) => placed(await make(), folder),
      async (path) => {
        const preview = await previewPhoto(path);
        return [...refusal(await open(path), 'not-an-image'), ...refusal(preview, 'not-an-image')];
      },
    ),
  ),
  hostile(
    'a file larger than any photo',
    ({ folder }) => {
      const path = placed(Buffer.from([0xff, 0xd8]), folder);
      truncateSync(path, LARGEST_FILE + 1);
      return path;
    },
    async (path) => refusal(await open(path), 'not-an-image'),
  ),
]);

runCorpus(
  'an image that may be read',
  Object.entries(boundedImages).map(([name, make]) =>
    hostile(
      name,
      async ({ folder }) => placed(await make(), folder),
      async (path) => {
        const opened = await open(path);
        return opened.ok ? ['Read within bounds.'] : refusal(opened, 'not-an-image');
      },
    ),
  ),
);
