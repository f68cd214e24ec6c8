// Halved copies of a picture, made once and kept as long as the picture: what shrinking reads instead of the original.
import type { RgbImage } from './face.ts';

/** Level k holds the picture at 1 / 2^k; pixel (x, y) of level k + 1 is the mean of four pixels of level k. */
const pyramids = new WeakMap<RgbImage, RgbImage[]>();

/** The mean of each 2 x 2 block; the last row and column of odd sizes stand alone. Exact, then rounded. */
export function halve(image: RgbImage): RgbImage {
  const { width, height, data } = image;
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  const half = new Uint8Array(halfWidth * halfHeight * 3);
  const fullColumns = width >> 1;
  let to = 0;
  for (let y = 0; y < halfHeight; y++) {
    let top = 2 * y * width * 3;
    let bottom = Math.min(2 * y + 1, height - 1) * width * 3;
    for (let x = 0; x < fullColumns; x++) {
      half[to] = (data[top] + data[top + 3] + data[bottom] + data[bottom + 3] + 2) >> 2;
      half[to + 1] = (data[top + 1] + data[top + 4] + data[bottom + 1] + data[bottom + 4] + 2) >> 2;
      half[to + 2] = (data[top + 2] + data[top + 5] + data[bottom + 2] + data[bottom + 5] + 2) >> 2;
      to += 3;
      top += 6;
      bottom += 6;
    }
    if (fullColumns < halfWidth) {
      half[to] = (data[top] + data[bottom] + 1) >> 1;
      half[to + 1] = (data[top + 1] + data[bottom + 1] + 1) >> 1;
      half[to + 2] = (data[top + 2] + data[bottom + 2] + 1) >> 1;
      to += 3;
    }
  }
  return { data: half, width: halfWidth, height: halfHeight };
}

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
