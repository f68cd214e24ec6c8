// Cuts a picture out of another one under a similarity transform: the one resampler of all faces and networks.
import type { RgbImage } from './geometry.ts';
import { levelOf } from './pyramid.ts';
import { sample } from './resample.ts';
import { scaleOf, type Similarity } from './similarity.ts';

/** Steps up to this many pixels are taken without averaging. */
const FINE = Math.SQRT2;

/**
 * The picture whose pixel p shows `image` at `toImage(p)`. Where that shrinks, each pixel is the mean of the area
 * that it covers (a halved copy of the picture, then 2 x 2 bilinear samples); where it does not, one bilinear
 * sample. Beyond the border the nearest pixel of the picture is repeated.
 */
export function warp(image: RgbImage, toImage: Similarity, width: number, height: number): RgbImage {
  const step = scaleOf(toImage);
  const { image: source, level, halved } = levelOf(image, Math.max(0, Math.floor(Math.log2(step))));
  const shrink = 2 ** -level;
  // A halved pixel's centre lies between four pixels: coordinates of a level are (x + 0.5) / 2^level - 0.5.
  const at = {
    a: toImage.a * shrink,
    b: toImage.b * shrink,
    tx: (toImage.tx + 0.5) * shrink - 0.5,
    ty: (toImage.ty + 0.5) * shrink - 0.5,
  };
  if (step * shrink <= FINE) return sample(source, at, width, height, false, halved);
  // Twice as dense: pixel u of the dense picture lies at (u - 0.5) / 2.
  const dense = {
    a: at.a / 2,
    b: at.b / 2,
    tx: at.tx - (at.a - at.b) / 4,
    ty: at.ty - (at.b + at.a) / 4,
  };
  return sample(source, dense, width, height, true, halved);
}
