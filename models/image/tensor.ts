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
  const [first, second, third] = [0, 1, 2].map((channel) => valuesOf(mean[channel], std[channel]));
  // Where the first and the third channel's bytes are.
  const [red, blue] = channels === 'RGB' ? [0, 2] : [2, 0];
  for (let from = 0, to = offset; from < 3 * pixels; from += 3, to += step) {
    tensor[to] = first[data[from + red]];
    tensor[to + plane] = second[data[from + 1]];
    tensor[to + 2 * plane] = third[data[from + blue]];
  }
}

/** What the network sees of each of a channel's 256 values. */
const valuesOf = (mean: number, std: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, value) => value * (1 / std) - mean * (1 / std));
