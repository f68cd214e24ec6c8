// Halved copies of a picture, made once and kept as long as the picture: what shrinking reads instead of the original.
import type { RgbImage } from './face.ts';

/** Level k holds the picture at 1 / 2^k; pixel (x, y) of level k + 1 is the mean of four pixels of level k. */
const pyramids = new WeakMap<RgbImage, RgbImage[]>();

/** The mean of each 2 x 2 block; the last row and column of odd sizes stand alone. Exact, then rounded. */
export function halve({ width, height, data }: RgbImage): RgbImage {
  const halfWidth = (width + 1) >> 1;
  const halfHeight = (height + 1) >> 1;
  const half = new Uint8Array(halfWidth * halfHeight * 3);
  const pixels = pixelsOf(data);
  const stride = width * 3;
  for (let y = 0; y < halfHeight; y++) {
    const top = 2 * y * stride;
    const bottom = Math.min(2 * y + 1, height - 1) * stride;
    halveRows(pixels, top, bottom, width, half, y * halfWidth * 3);
  }
  return { data: half, width: halfWidth, height: halfHeight };
}

/** The same bytes, for reading a pixel's three at once, with a fourth. */
export const pixelsOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** Two rows of `width` pixels, from `top` and `bottom` on, become one of half as many, `into` from `to` on. */
export function halveRows(
  from: DataView,
  top: number,
  bottom: number,
  width: number,
  into: Uint8Array,
  to: number,
): void {
  for (let x = 1; x < width; x += 2) {
    const p = from.getInt32(top, true);
    const q = from.getInt32(top + 2, true) >> 8;
    const r = from.getInt32(bottom, true);
    const s = from.getInt32(bottom + 2, true) >> 8;
    // Red and blue are added up side by side: four bytes take ten bits, and have sixteen.
    const redAndBlue = (p & 0xff00ff) + (q & 0xff00ff) + (r & 0xff00ff) + (s & 0xff00ff) + 0x20002;
    const green = (p & 0xff00) + (q & 0xff00) + (r & 0xff00) + (s & 0xff00) + 0x200;
    into[to] = redAndBlue >> 2;
    into[to + 1] = green >> 10;
    into[to + 2] = redAndBlue >> 18;
    to += 3;
    top += 6;
    bottom += 6;
  }
  if (width % 2 === 0) return;
  for (let c = 0; c < 3; c++) into[to + c] = (from.getUint8(top + c) + from.getUint8(bottom + c) + 1) >> 1;
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
