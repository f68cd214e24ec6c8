// A folder of photos to import: group photos from a registry package, as a telephone and a camera would store them.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

const demo = resolve(import.meta.dirname, '../../../node_modules/@vladmandic/face-api/demo');

/** Sides of the photos in pixels: 2, 12 and 24 megapixels. */
const sizes = [
  [1920, 1280],
  [4000, 3000],
  [6000, 4000],
] as const;

/** Photos that the package has. */
const SAMPLES = 6;

/** Writes six photos of each of the first `kinds` sizes into `folder`; answers with their paths. */
export async function makePhotos(folder: string, kinds: 1 | 2 | 3): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const [width, height] of sizes.slice(0, kinds)) {
    for (let number = 1; number <= SAMPLES; number++) {
      const path = join(folder, `${width}-${number}.jpg`);
      await makePhoto(path, number, [width, height]);
      paths.push(path);
    }
  }
  return paths;
}

/** Writes so many photos into `folder`, of 2 and of 12 megapixels in turns: no two are the same, in grain and in what they show. */
export async function makeFolder(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < count; at++) {
    const pair = Math.floor(at / 2);
    const path = join(folder, `${String(at).padStart(5, '0')}.jpg`);
    await makePhoto(path, 1 + (pair % SAMPLES), sizes[at % 2], Math.floor(pair / SAMPLES));
  }
}

/** @param cut pixels of the sample that are left out on every side */
async function makePhoto(
  path: string,
  sample: number,
  [width, height]: readonly [number, number],
  cut = 0,
): Promise<void> {
  // Noise as a sensor has it: without it an enlarged photo would be decoded too fast.
  const noise = sharp({
    create: {
      width,
      height,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 8 },
      background: '#808080',
    },
  });
  const grain = await noise.png({ compressionLevel: 0 }).toBuffer();
  const source = sharp(join(demo, `sample${sample}.jpg`));
  const { width: across, height: down } = await source.metadata();
  await source
    .extract({ left: cut, top: cut, width: across - 2 * cut, height: down - 2 * cut })
    .resize(width, height, { fit: 'cover' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toFile(path);
}
