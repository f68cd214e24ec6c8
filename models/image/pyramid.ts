// Smaller copies of a picture, made once and kept as long as the picture: what shrinking reads instead of the original.
import type { RgbImage } from './geometry.ts';
import { halve, quarter } from './resample.ts';

/** From 1 / 4 on, each half the size of the one before: pixel (x, y) of one is the mean of four pixels of the other. */
const pyramids = new WeakMap<RgbImage, RgbImage[]>();

/** What shows a picture at 1 / 2^level of its size. */
export interface PictureLevel {
  readonly level: number;
  readonly image: RgbImage;
  /** Whether `image` must be halved first: the copy at half the size is never made, as few parts of it are looked at. */
  readonly halved: boolean;
}

/**
 * The picture at 1 / 2^level of its size, or the smallest there is. Detection, landmarks and crops of one photo share the
 * copies, so a 12-megapixel photo is read once. A picture's pixels must not change after this.
 */
export function levelOf(image: RgbImage, level: number): PictureLevel {
  const short = Math.min(image.width, image.height);
  // The smallest copy's short side is a pixel.
  const reached = Math.min(level, Math.ceil(Math.log2(short)));
  if (reached < 2) return { level: reached, image, halved: reached === 1 };
  let copies = pyramids.get(image);
  if (!copies) pyramids.set(image, (copies = [quarter(image)]));
  while (copies.length < reached - 1) copies.push(halve(copies[copies.length - 1]));
  return { level: reached, image: copies[reached - 2], halved: false };
}
