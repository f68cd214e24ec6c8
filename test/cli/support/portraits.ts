// Photos of one person each, cut from the group photos of @vladmandic/face-api, so that tests need nothing else.
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const demo = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

/** A group photo with three to five people, 1 to 6. */
export const groupPhoto = (number: 1 | 2 | 3 | 4 | 5 | 6): string => join(demo, `sample${number}.jpg`);

/** Where the heads are: centres in pixels, from the left to the right of the photo. */
const heads = {
  3: [
    [672, 470],
    [1211, 323],
    [1590, 452],
  ],
  6: [
    [376, 599],
    [787, 462],
    [1269, 392],
    [1641, 364],
  ],
} as const;
const reach = 210;

/**
 * Writes `count` different photos of the person at `place` of a group photo into `folder` and returns their paths: the
 * first as it is, the others mirrored, turned, darkened and smaller, as other photos of the person would be.
 */
export async function writePortraits(
  group: 3 | 6,
  place: number,
  folder: string,
  count = 3,
): Promise<string[]> {
  const [x, y] = heads[group][place] as readonly [number, number];
  const region = {
    left: Math.max(0, x - reach),
    top: Math.max(0, y - reach),
    width: 2 * reach,
    height: 2 * reach,
  };
  region.width = Math.min(region.width, 1920 - region.left);
  const portrait = await sharp(groupPhoto(group)).extract(region).png().toBuffer();
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (let index = 0; index < count; index++) {
    let photo = sharp(portrait);
    if (index % 2 === 1) photo = photo.flop();
    if (index > 0) {
      photo = photo
        .rotate(index * 4, { background: '#808080' })
        .modulate({ brightness: 1 - index * 0.08 })
        .resize({ width: 400 - 30 * index });
    }
    const path = join(folder, `photo${index + 1}.jpg`);
    await writeFile(path, await photo.jpeg({ quality: 92 - 6 * index }).toBuffer());
    paths.push(path);
  }
  return paths;
}
