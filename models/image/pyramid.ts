// Halved copies of a picture, made once and kept as long as the picture: what shrinking reads instead of the original.
import type { RgbImage } from './geometry.ts';
import { halve } from './resample.ts';

/** Level k holds the picture at 1 / 2^k; pixel (x, y) of level k + 1 is the mean of four pixels of level k. */
const pyramids = new WeakMap<RgbImage, RgbImage[]>();

/**
 * The picture at 1 / 2^level of its size, or the smallest there is. Detection, tiles, landmarks and crops of one
 * photo share the copies, so a 12-megapixel photo is read once. A picture's pixels must not change after this.
 */
export function levelOf(
  image: RgbImage,
  level: number,
): { readonly image: RgbImage; readonly level: number } {
  let levels = pyramids.get(image);
  if (!levels) pyramids.set(image, (levels = [image]));
  for (
    let last = levels.at(-1) as RgbImage;
    levels.length <= level && Math.min(last.width, last.height) > 1;
  ) {
    last = halve(last);
    levels.push(last);
  }
  const reached = Math.min(level, levels.length - 1);
  return { image: levels[reached], level: reached };
}
