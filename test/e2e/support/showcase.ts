// A library as people have it, for pictures of the screens: more people, and photos that differ as photos of several
// days do, made from the sample photos of @vladmandic/face-api.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { sample, sampleFaces, type SampleFace } from './film.ts';
import { fileNameOf } from './people.ts';

interface Person {
  readonly name: string;
  readonly face: SampleFace;
  readonly photos: number;
}

export const showcase: readonly Person[] = [
  { name: 'Ada Lovelace', face: sampleFaces.left, photos: 8 },
  { name: 'Grace Hopper', face: sampleFaces.front, photos: 7 },
  { name: 'Hedy Lamarr', face: sampleFaces.down2, photos: 6 },
  { name: 'Katherine Johnson', face: sampleFaces.right2, photos: 8 },
  { name: 'Lise Meitner', face: sampleFaces.front2, photos: 5 },
  { name: 'Maria Sibylla Merian', face: sampleFaces.left2, photos: 6 },
  { name: 'Radia Perlman', face: sampleFaces.right, photos: 2 },
];

/** One photo of a face that is as it is in `looks[0]`. */
interface Look {
  /** What is in the photo around the face, in sides of the face. */
  readonly around: number;
  readonly mirrored: boolean;
  /** Horizontal shear: a head that turns a little, or a camera that is held aslant. */
  readonly shear: number;
  /** The corner that the light comes from, as an SVG gradient's start and end. */
  readonly light: 'x1="0" x2="1"' | 'x1="1" x2="0"' | 'y1="0" y2="1" x2="0"' | 'y1="1" y2="0" x2="0"' | null;
  readonly brightness: number;
}

const looks: readonly Look[] = [
  { around: 0.8, mirrored: false, shear: 0, light: null, brightness: 1 },
  { around: 0.7, mirrored: true, shear: 0.05, light: 'x1="0" x2="1"', brightness: 1.05 },
  { around: 1, mirrored: false, shear: -0.12, light: 'x1="1" x2="0"', brightness: 0.95 },
  { around: 0.9, mirrored: true, shear: -0.08, light: 'y1="0" y2="1" x2="0"', brightness: 0.85 },
  { around: 0.6, mirrored: false, shear: 0.14, light: 'y1="1" y2="0" x2="0"', brightness: 1.1 },
  { around: 1.1, mirrored: true, shear: 0.1, light: 'x1="1" x2="0"', brightness: 0.9 },
  { around: 0.75, mirrored: false, shear: -0.04, light: 'x1="0" x2="1"', brightness: 1.12 },
  { around: 0.85, mirrored: true, shear: 0, light: 'y1="1" y2="0" x2="0"', brightness: 1 },
];

const SIZE = 900;

/** The photos of a person as files, taken a week from each other. */
export async function writePortraits(folder: string, { name, face, photos }: Person): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  return Promise.all(
    looks.slice(0, photos).map(async (look, at) => {
      const path = join(folder, `${fileNameOf(name)}-${at + 1}.jpg`);
      const taken = `2026:0${1 + at}:0${1 + at} 1${at}:30:00`;
      const photo = await photoOf(face, look);
      await photo
        .withExif({ IFD2: { DateTimeOriginal: taken } })
        .jpeg({ quality: 92 })
        .toFile(path);
      return path;
    }),
  );
}

/** A folder with a folder of photos for each person. */
export async function writeShowcase(folder: string): Promise<void> {
  for (const person of showcase) await writePortraits(join(folder, person.name), person);
}

async function photoOf([number, x, y, side]: SampleFace, look: Look): Promise<Sharp> {
  const { width, height } = await sharp(sample(number)).metadata();
  const { shear, around } = look;
  const sheared = await sharp(sample(number)).affine([1, shear, 0, 1]).jpeg({ quality: 97 }).toBuffer();
  /** Where a column of the sample is after the shear, in this row. */
  const moved = (column: number, row: number): number => column + shear * row - Math.min(0, shear * height);
  const top = Math.max(0, Math.round(y - side * around));
  const bottom = Math.min(height, Math.round(y + side * (1 + around)));
  const middle = moved(x + side / 2, (top + bottom) / 2);
  // No further than the photo reaches in every row: a photo has no empty corners.
  const left = Math.ceil(Math.max(moved(0, top), moved(0, bottom), middle - side * (0.5 + around)));
  const right = Math.floor(Math.min(moved(width, top), moved(width, bottom), middle + side * (0.5 + around)));
  const square = await sharp(sheared)
    .extract({ left, top, width: right - left, height: bottom - top })
    .flop(look.mirrored)
    .resize(SIZE, SIZE, { fit: 'cover' })
    .modulate({ brightness: look.brightness })
    .toBuffer();
  if (look.light === null) return sharp(square);
  const gradient = `<linearGradient id="light" ${look.light}><stop stop-color="#fff"/><stop offset="1"/></linearGradient>`;
  const input = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}"><defs>${gradient}</defs>` +
      `<rect width="100%" height="100%" fill="url(#light)" opacity="0.7"/></svg>`,
  );
  return sharp(square).composite([{ input, blend: 'soft-light' }]);
}

/** What the camera sees, as a part of a sample photo, 16 to 9. */
type Scene = readonly [photo: number, left: number, top: number, width: number];

export const scenes = {
  /** Lise Meitner, alone. */
  one: [1, 1190, 90, 730],
  /** Hedy Lamarr and Ada Lovelace, with two strangers. */
  several: [6, 0, 190, 1920],
  /** Maria Sibylla Merian, and Lise Meitner so that a strict camera does not name her. */
  doubtful: [3, 0, 0, 1920],
} as const satisfies Record<string, Scene>;

/** The same two, taken so much aslant and out of focus that Lise Meitner is near enough to be suggested and too far to be named. */
export async function writeDoubtful(path: string): Promise<string> {
  await sharp(sample(3)).affine([1, 0.25, 0, 1]).resize(1280).blur(2.8).jpeg({ quality: 90 }).toFile(path);
  return path;
}

/** Writes a film of it, held by a hand that is not quite still. */
export async function writeScene(path: string, [photo, left, top, width]: Scene): Promise<void> {
  const height = Math.round((width * 9) / 16);
  const moves = await Promise.all(
    [0, 2, 4, 2].map((shift) =>
      sharp(sample(photo))
        .extract({ left: left + (left > 0 ? -shift : 0), top: top + shift, width, height })
        .resize(1280, 720)
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  );
  const frames = Array.from(
    { length: 60 },
    (_, at) => moves[Math.floor(at / 4) % moves.length] ?? Buffer.of(),
  );
  writeFileSync(path, Buffer.concat(frames));
}
