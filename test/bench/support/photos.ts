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

/** Writes six photos of each of the first `kinds` sizes into `folder`; answers with their paths. */
export async function makePhotos(folder: string, kinds: 1 | 2 | 3): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const [width, height] of sizes.slice(0, kinds)) {
    for (let number = 1; number <= 6; number++) {
      const path = join(folder, `${width}-${number}.jpg`);
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
      await sharp(join(demo, `sample${number}.jpg`))
        .resize(width, height, { fit: 'cover' })
        .composite([{ input: grain, blend: 'soft-light' }])
        .jpeg({ quality: 90 })
        .toFile(path);
      paths.push(path);
    }
  }
  return paths;
}
