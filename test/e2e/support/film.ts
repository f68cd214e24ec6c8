// Films for a fake camera, made of faces in the sample photos of @vladmandic/face-api.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const samples = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

/** The sample photo of that number, 1 to 6. */
export const sample = (number: number): string => join(samples, `sample${number}.jpg`);

/** A face of the sample photos: number of the photo, and the box around the face in it. */
export type SampleFace = readonly [photo: number, x: number, y: number, side: number, mirrored?: 'mirrored'];

export const sampleFaces = {
  front: [5, 352, 923, 243],
  left: [6, 659, 373, 254],
  right: [5, 573, 465, 196],
  right2: [4, 222, 237, 198],
  up: [5, 1111, 256, 184],
  up2: [3, 25, 58, 99],
  down: [6, 1146, 348, 239],
  down2: [6, 237, 531, 234],
  front2: [1, 1483, 255, 171],
  left2: [3, 576, 370, 232],
} as const satisfies Record<string, SampleFace>;

const WIDTH = 1280;
const HEIGHT = 720;
/** Side of the face in the film, in pixels. */
const SIDE = 230;

/** The face with its surroundings in the middle of a camera picture; `shift` moves it, as living heads move. */
export async function cameraFrame([photo, x, y, side, mirrored]: SampleFace, shift = 0): Promise<Buffer> {
  const file = sharp(sample(photo));
  const { width, height } = await file.metadata();
  const margin = side * 0.5;
  const left = Math.max(0, Math.round(x - margin));
  const top = Math.max(0, Math.round(y - margin * 0.8));
  const region = {
    left,
    top,
    width: Math.min(width - left, Math.round(side + 2 * margin)),
    height: Math.min(height - top, Math.round(side + 1.8 * margin)),
  };
  const scale = Math.min(SIDE / side, HEIGHT / region.height);
  const face = await file
    .extract(region)
    .flop(mirrored !== undefined)
    .resize(Math.round(region.width * scale), Math.round(region.height * scale))
    .toBuffer();
  const placed = {
    input: face,
    left: Math.round((WIDTH - region.width * scale) / 2) + shift,
    top: Math.round((HEIGHT - region.height * scale) / 2),
  };
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#6f7a80' } })
    .composite([placed])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** Writes a motion-JPEG file, which Chromium plays in a loop as a camera of 30 frames a second. */
export async function writeFilm(
  path: string,
  faces: readonly SampleFace[],
  framesEach: number,
): Promise<void> {
  const frames: Buffer[] = [];
  for (const face of faces) {
    const swing = await Promise.all([0, 2, 4, 6, 8, 10, 12, 14].map((shift) => cameraFrame(face, shift)));
    for (let at = 0; at < framesEach; at++)
      frames.push(...swing.slice(Math.floor(at / 4) % swing.length).slice(0, 1));
  }
  writeFileSync(path, Buffer.concat(frames));
}
