// Cuts a picture out of another one under a similarity transform: the one resampler of all faces and networks.
import type { RgbImage } from './face.ts';
import { halve, levelOf } from './pyramid.ts';
import { scaleOf, type Similarity } from './similarity.ts';

const clamp = (value: number, limit: number) => (value < 0 ? 0 : value >= limit ? limit - 1 : value);

/** More than what rounding can add up to along a row. */
const MARGIN = 1e-6;

/** Steps up to this many pixels are taken without averaging. */
const FINE = Math.SQRT2;

/** One bilinear sample per pixel; beyond the border the nearest pixel of the picture counts. */
function sample(source: RgbImage, at: Similarity, width: number, height: number): RgbImage {
  const { a, b, tx, ty } = at;
  const from = source.data;
  const stride = source.width * 3;
  const [lastX, lastY] = [source.width - 1, source.height - 1];
  const data = new Uint8Array(width * height * 3);
  let to = 0;
  for (let row = 0; row < height; row++) {
    let x = tx - b * row;
    let y = ty + a * row;
    const [endX, endY] = [x + a * (width - 1), y + b * (width - 1)];
    const inside =
      Math.min(x, endX) >= MARGIN &&
      Math.max(x, endX) < lastX - MARGIN &&
      Math.min(y, endY) >= MARGIN &&
      Math.max(y, endY) < lastY - MARGIN;
    for (let column = 0; column < width; column++) {
      // Inside, nothing is negative: cutting off the fraction is enough, and quicker.
      const x0 = inside ? x | 0 : Math.floor(x);
      const y0 = inside ? y | 0 : Math.floor(y);
      const u = x - x0;
      const v = y - y0;
      let p = y0 * stride + x0 * 3;
      let q = p + 3;
      let r = p + stride;
      let s = r + 3;
      if (!inside) {
        const left = clamp(x0, source.width) * 3;
        const right = clamp(x0 + 1, source.width) * 3;
        const top = clamp(y0, source.height) * stride;
        const bottom = clamp(y0 + 1, source.height) * stride;
        p = top + left;
        q = top + right;
        r = bottom + left;
        s = bottom + right;
      }
      const wp = (1 - u) * (1 - v);
      const wq = u * (1 - v);
      const wr = (1 - u) * v;
      const ws = u * v;
      data[to] = (from[p] * wp + from[q] * wq + from[r] * wr + from[s] * ws + 0.5) | 0;
      data[to + 1] = (from[p + 1] * wp + from[q + 1] * wq + from[r + 1] * wr + from[s + 1] * ws + 0.5) | 0;
      data[to + 2] = (from[p + 2] * wp + from[q + 2] * wq + from[r + 2] * wr + from[s + 2] * ws + 0.5) | 0;
      to += 3;
      x += a;
      y += b;
    }
  }
  return { data, width, height };
}

/**
 * The picture whose pixel p shows `image` at `toImage(p)`. Where that shrinks, each pixel is the mean of the area
 * that it covers (a halved copy of the picture, then 2 x 2 bilinear samples); where it does not, one bilinear
 * sample. Beyond the border the nearest pixel of the picture is repeated.
 */
export function warp(image: RgbImage, toImage: Similarity, width: number, height: number): RgbImage {
  const stride = scaleOf(toImage);
  const { image: source, level } = levelOf(image, Math.max(0, Math.floor(Math.log2(stride))));
  const shrink = 2 ** -level;
  // A halved pixel's centre lies between four pixels: coordinates of a level are (x + 0.5) / 2^level - 0.5.
  const at = {
    a: toImage.a * shrink,
    b: toImage.b * shrink,
    tx: (toImage.tx + 0.5) * shrink - 0.5,
    ty: (toImage.ty + 0.5) * shrink - 0.5,
  };
  if (stride * shrink <= FINE) return sample(source, at, width, height);
  // Twice as dense: pixel u of the dense picture lies at (u - 0.5) / 2.
  const dense = {
    a: at.a / 2,
    b: at.b / 2,
    tx: at.tx - (at.a - at.b) / 4,
    ty: at.ty - (at.b + at.a) / 4,
  };
  return halve(sample(source, dense, 2 * width, 2 * height));
}
