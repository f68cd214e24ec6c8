// A library as people have it, for pictures of the screens: more people, and photos that differ as photos of several
// days do, made from the sample photos of @vladmandic/face-api.
import { mkdirSync } from 'node:fs';
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
export async function writeShowcase(folder: string, { name, face, photos }: Person): Promise<string[]> {
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

async function photoOf([number, x, y, side]: SampleFace, look: Look): Promise<Sharp> {
  const { width, height } = await sharp(sample(number)).metadata();
  const margin = side * look.around;
  const left = Math.max(0, Math.round(x - margin));
  const top = Math.max(0, Math.round(y - margin));
  const extent = Math.round(side + 2 * margin);
  const square = await sharp(sample(number))
    .extract({ left, top, width: Math.min(width - left, extent), height: Math.min(height - top, extent) })
    .flop(look.mirrored)
    .affine([1, look.shear, 0, 1], { background: '#6f7a80' })
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
