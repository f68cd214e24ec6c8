// Cuts a picture out of another one under a similarity transform: the one resampler of all faces and networks.
import type { RgbImage } from './face.ts';
import { halveRows, levelOf, pixelsOf } from './pyramid.ts';
import { scaleOf, type Similarity } from './similarity.ts';

const clamp = (value: number, limit: number) => (value < 0 ? 0 : value >= limit ? limit - 1 : value);

/** More than what rounding can add up to along a row. */
const MARGIN = 1e-6;

/** Steps up to this many pixels are taken without averaging. */
const FINE = Math.SQRT2;

/** A picture, where its pixels are sampled, and its bytes in a view that reads a pixel at once. */
interface Sampled {
  readonly source: RgbImage;
  readonly at: Similarity;
  readonly pixels: DataView;
}

/** One bilinear sample for each pixel of a row; beyond the border the nearest pixel of the picture counts. */
function sampleRow(
  { source, at: { a, b, tx, ty }, pixels }: Sampled,
  row: number,
  width: number,
  into: Uint8Array,
  to: number,
): void {
  const stride = source.width * 3;
  const [lastX, lastY] = [source.width - 1, source.height - 1];
  let x = tx - b * row;
  let y = ty + a * row;
  const [endX, endY] = [x + a * (width - 1), y + b * (width - 1)];
  const inside =
    Math.min(x, endX) >= MARGIN &&
    Math.max(x, endX) < lastX - MARGIN &&
    Math.min(y, endY) >= MARGIN &&
    // A pixel is read with a byte of the next one, which the picture's last pixel does not have.
    Math.max(y, endY) < lastY - 1 - MARGIN;
  for (let column = 0; column < width; column++) {
    // Inside, nothing is negative: cutting off the fraction is enough, and quicker.
    const x0 = inside ? x | 0 : Math.floor(x);
    const y0 = inside ? y | 0 : Math.floor(y);
    let p: number;
    let q: number;
    let r: number;
    let s: number;
    if (inside) {
      const above = y0 * stride + x0 * 3;
      p = pixels.getInt32(above, true);
      q = pixels.getInt32(above + 3, true);
      r = pixels.getInt32(above + stride, true);
      s = pixels.getInt32(above + stride + 3, true);
    } else {
      const left = clamp(x0, source.width) * 3;
      const right = clamp(x0 + 1, source.width) * 3;
      const top = clamp(y0, source.height) * stride;
      const bottom = clamp(y0 + 1, source.height) * stride;
      p = pixelAt(source.data, top + left);
      q = pixelAt(source.data, top + right);
      r = pixelAt(source.data, bottom + left);
      s = pixelAt(source.data, bottom + right);
    }
    const u = x - x0;
    const v = y - y0;
    const wp = (1 - u) * (1 - v);
    const wq = u * (1 - v);
    const wr = (1 - u) * v;
    const ws = u * v;
    into[to] = ((p & 255) * wp + (q & 255) * wq + (r & 255) * wr + (s & 255) * ws + 0.5) | 0;
    into[to + 1] =
      (((p >> 8) & 255) * wp + ((q >> 8) & 255) * wq + ((r >> 8) & 255) * wr + ((s >> 8) & 255) * ws + 0.5) |
      0;
    into[to + 2] =
      (((p >> 16) & 255) * wp +
        ((q >> 16) & 255) * wq +
        ((r >> 16) & 255) * wr +
        ((s >> 16) & 255) * ws +
        0.5) |
      0;
    to += 3;
    x += a;
    y += b;
  }
}

const pixelAt = (data: Uint8Array, at: number): number =>
  data[at] | (data[at + 1] << 8) | (data[at + 2] << 16);

/**
 * The picture whose pixel p shows `image` at `toImage(p)`. Where that shrinks, each pixel is the mean of the area
 * that it covers (a halved copy of the picture, then 2 x 2 bilinear samples); where it does not, one bilinear
 * sample. Beyond the border the nearest pixel of the picture is repeated.
 */
export function warp(image: RgbImage, toImage: Similarity, width: number, height: number): RgbImage {
  const step = scaleOf(toImage);
  const { image: source, level } = levelOf(image, Math.max(0, Math.floor(Math.log2(step))));
  const shrink = 2 ** -level;
  // A halved pixel's centre lies between four pixels: coordinates of a level are (x + 0.5) / 2^level - 0.5.
  const at = {
    a: toImage.a * shrink,
    b: toImage.b * shrink,
    tx: (toImage.tx + 0.5) * shrink - 0.5,
    ty: (toImage.ty + 0.5) * shrink - 0.5,
  };
  const pixels = pixelsOf(source.data);
  const data = new Uint8Array(width * height * 3);
  if (step * shrink <= FINE) {
    for (let row = 0; row < height; row++)
      sampleRow({ source, at, pixels }, row, width, data, row * width * 3);
    return { data, width, height };
  }
  // Twice as dense: pixel u of the dense picture lies at (u - 0.5) / 2.
  const dense = {
    a: at.a / 2,
    b: at.b / 2,
    tx: at.tx - (at.a - at.b) / 4,
    ty: at.ty - (at.b + at.a) / 4,
  };
  const stride = 2 * width * 3;
  const rows = new Uint8Array(2 * stride);
  const rowPixels = pixelsOf(rows);
  for (let row = 0; row < height; row++) {
    sampleRow({ source, at: dense, pixels }, 2 * row, 2 * width, rows, 0);
    sampleRow({ source, at: dense, pixels }, 2 * row + 1, 2 * width, rows, stride);
    halveRows(rowPixels, 0, stride, 2 * width, data, row * width * 3);
  }
  return { data, width, height };
}
