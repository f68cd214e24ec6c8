// Pixels to the numbers that a network wants: layout, channel order, mean and standard deviation.
import type { RgbImage } from './geometry.ts';

/** How a network wants its pixels. */
export interface PixelFormat {
  readonly layout: 'NCHW' | 'NHWC';
  readonly channels: 'RGB' | 'BGR';
  /** Per channel, in the order of `channels`, on the 0-255 scale: the network sees (pixel - mean) / std. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** Writes `(pixel - mean) / std` into `tensor` from `offset` on, `[3, H, W]` or `[H, W, 3]` as the format says. */
export function writeTensor(
  image: RgbImage,
  { layout, channels, mean, std }: PixelFormat,
  tensor: Float32Array,
  offset = 0,
): void {
  const { data } = image;
  const pixels = image.width * image.height;
  const [step, plane] = layout === 'NCHW' ? [1, pixels] : [3, 1];
  for (let channel = 0; channel < 3; channel++) {
    const factor = 1 / std[channel];
    const shift = -mean[channel] * factor;
    let from = channels === 'RGB' ? channel : 2 - channel;
    let to = offset + channel * plane;
    for (let i = 0; i < pixels; i++, from += 3, to += step) tensor[to] = data[from] * factor + shift;
  }
}
