// A photo as OpenAI's CLIP wants it: the shorter side scaled to the model's resolution, the middle cut out,
import { CLIP_MEAN, CLIP_STD } from '../../../../models/face/templates.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';

// normalised (`clip/clip.py`, `_transform`).
import { resizeBicubic } from './resizeBicubic.ts';
/** Python's rounding, which torchvision's centre crop uses: halves go to the even neighbour. */
const roundToEven = (x: number): number => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

/**
 * Float32 `[3, resolution, resolution]`, channels first.
 *
 * @param resolution the model's: 224 for RN50, ViT-B/32, ViT-B/16 and ViT-L/14
 */
export function preprocess(image: RgbImage, resolution: number): Float32Array {
  const shorter = Math.min(image.width, image.height);
  const width = Math.trunc((resolution * image.width) / shorter);
  const height = Math.trunc((resolution * image.height) / shorter);
  const { data } = resizeBicubic(image, width, height, {
    left: roundToEven((width - resolution) / 2),
    top: roundToEven((height - resolution) / 2),
    width: resolution,
    height: resolution,
  });
  const pixels = resolution * resolution;
  const values = new Float32Array(3 * pixels);
  for (let channel = 0; channel < 3; channel++) {
    for (let at = 0; at < pixels; at++) {
      values[channel * pixels + at] = (data[at * 3 + channel] - CLIP_MEAN[channel]) / CLIP_STD[channel];
    }
  }
  return values;
}
