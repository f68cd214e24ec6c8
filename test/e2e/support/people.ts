// People for the tests: photos of them as files, made from the sample photos of @vladmandic/face-api.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { cameraFrame, sampleFaces, type SampleFace } from './film.ts';

/** Who is enrolled, and who is not. */
export const cast = {
  'Ada Lovelace': sampleFaces.left,
  'Grace Hopper': sampleFaces.front,
} as const satisfies Record<string, SampleFace>;

export const stranger: SampleFace = sampleFaces.front2;

export const fileNameOf = (name: string): string => name.toLowerCase().replace(/\W+/g, '-');

/** A few photos of a face under different light and at different sizes: files that are no copies of each other. */
export async function writePhotos(folder: string, name: string, face: SampleFace): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const looks = [
    { brightness: 1, size: 1280 },
    { brightness: 0.86, size: 1100 },
    { brightness: 1.12, size: 960 },
    { brightness: 0.94, size: 1500 },
  ];
  const frame = await cameraFrame(face);
  return Promise.all(
    looks.map(async ({ brightness, size }, at) => {
      const path = join(folder, `${fileNameOf(name)}-${at + 1}.jpg`);
      writeFileSync(
        path,
        await sharp(frame)
          .modulate({ brightness })
          .resize(size)
          .rotate(at, { background: '#6f7a80' })
          .jpeg({ quality: 90 })
          .toBuffer(),
      );
      return path;
    }),
  );
}

/** As above, the last two in mirror image: the others are near-duplicates of each other, which prove nothing in a test. */
export async function writeDifferentPhotos(
  folder: string,
  name: string,
  face: SampleFace,
): Promise<string[]> {
  const paths = await writePhotos(folder, name, face);
  for (const path of paths.slice(2)) {
    writeFileSync(path, await sharp(readFileSync(path)).flop().jpeg({ quality: 90 }).toBuffer());
  }
  return paths;
}

/** So many photos of a face, each a little smaller than the one before: work for some seconds. */
export async function writeMany(folder: string, count: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const frame = await cameraFrame(sampleFaces.left);
  const paths: string[] = [];
  for (let at = 0; at < count; at++) {
    const path = join(folder, `many-${at}.jpg`);
    writeFileSync(
      path,
      await sharp(frame)
        .resize(1280 - at)
        .jpeg({ quality: 80 })
        .toBuffer(),
    );
    paths.push(path);
  }
  return paths;
}
