// Heads of people of LFW as pictures with soft edges, to be laid on other pictures at any size and roll.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { faces } from '../shared.ts';

/** Where the photos are, which the project never ships. */
export const lfw = `${faces}/lfw`;
/** LFW's photos are squares of 250 pixels whose face, as detectors box it, is this wide. */
export const SIDE = 250;
const FACE = 105;
/** The head within them; its middle is near the face's. */
const HEAD = { x: 125, y: 120, across: 68, down: 98, soft: 6 } as const;

export interface Head {
  /** Width of the face in pixels. */
  readonly face: number;
  /** Degrees clockwise, -180 to 180. */
  readonly roll: number;
  /** Middle of the photo that the head is cut from. */
  readonly x: number;
  readonly y: number;
}

/** Pixels of LFW's photo where its face is so wide. */
export const tileOf = (face: number): number => Math.round((face * SIDE) / FACE);

/** One photo of each person, in the order of their names; none where the photos are missing. */
export const people = (): string[] =>
  existsSync(lfw)
    ? readdirSync(lfw)
        .sort()
        .map((name) => join(lfw, name, `${name}_0001.jpg`))
        .filter(existsSync)
    : [];

const mask = Buffer.from(
  `<svg width="${SIDE}" height="${SIDE}"><filter id="s"><feGaussianBlur stdDeviation="${HEAD.soft}"/></filter>` +
    `<ellipse cx="${HEAD.x}" cy="${HEAD.y}" rx="${HEAD.across}" ry="${HEAD.down}" fill="white" filter="url(#s)"/></svg>`,
);

/** The head with its corners, where it goes. What lies outside of the picture, `width` by `height`, is cut off. */
export async function cutHead(
  photo: string,
  { face, roll, x, y }: Head,
  width: number,
  height: number,
): Promise<{ readonly input: Buffer; readonly left: number; readonly top: number }> {
  const tile = tileOf(face);
  const soft = await sharp(photo)
    .composite([{ input: mask, blend: 'dest-in' }])
    .png()
    .toBuffer();
  const large = await sharp(soft).resize(tile, tile).png({ compressionLevel: 0 }).toBuffer();
  const { data, info } = await sharp(large)
    .rotate(roll, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round(x - info.width / 2), Math.round(y - info.height / 2)];
  const [cutLeft, cutTop] = [Math.max(0, -left), Math.max(0, -top)];
  const cut = {
    left: cutLeft,
    top: cutTop,
    width: Math.min(info.width, width - left) - cutLeft,
    height: Math.min(info.height, height - top) - cutTop,
  };
  const input = await sharp(data).extract(cut).png({ compressionLevel: 0 }).toBuffer();
  return { input, left: Math.max(0, left), top: Math.max(0, top) };
}
