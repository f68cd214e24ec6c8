// Photos as other cameras would have taken them: what a cohort's people look like when they share one.
import { seededRandom } from '../../../models/random.ts';
import type { Box, RgbImage } from '../../../models/image/geometry.ts';
import { blurred, scaled } from '../../images/damage.ts';
import { throughJpeg } from '../../images/encode.ts';

export interface SimulatedCamera {
  readonly name: string;
  /** @param image a face, and as much again around it */
  readonly shoot: (image: RgbImage) => RgbImage | Promise<RgbImage>;
}

/** Pixels that a face is wide before anything happens to it, and to a security camera. */
const FACE = 150;
const FAR_FACE = 40;
const SEED = 0;

/** Every pixel, its channels and its place: x and y from -1 to 1. */
function perPixel(
  { data, width, height }: RgbImage,
  change: (pixel: readonly [number, number, number], x: number) => readonly [number, number, number],
): RgbImage {
  const changed = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const x = (2 * ((at / 3) % width)) / Math.max(1, width - 1) - 1;
    changed.set(change([data[at], data[at + 1], data[at + 2]], x), at);
  }
  return { data: new Uint8Array(changed.buffer), width, height };
}

const grey: SimulatedCamera = {
  name: 'grey',
  shoot: (image) =>
    perPixel(image, ([red, green, blue]) => {
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      return [luma, luma, luma];
    }),
};

const warm: SimulatedCamera = {
  name: 'warm light',
  shoot: (image) => perPixel(image, ([red, green, blue]) => [1.25 * red, green, 0.65 * blue]),
};

const dim: SimulatedCamera = {
  name: 'dim, with noise',
  shoot: (image) => {
    const random = seededRandom(SEED, 'noise');
    const noisy = (value: number): number => 0.35 * value + 10 * random.normal();
    return perPixel(image, ([red, green, blue]) => [noisy(red), noisy(green), noisy(blue)]);
  },
};

const side: SimulatedCamera = {
  name: 'light from one side',
  shoot: (image) =>
    perPixel(image, ([red, green, blue], x) => {
      const light = 0.8 - 0.55 * x;
      return [light * red, light * green, light * blue];
    }),
};

const security: SimulatedCamera = {
  name: 'security camera',
  shoot: async (image) => {
    const small = await throughJpeg(await blurred(await scaled(image, FAR_FACE / FACE), 0.7), 40);
    return scaled(small, FACE / FAR_FACE);
  },
};

/** A wide lens held near: what is in the middle grows, what is at the border is pressed together. */
const wide: SimulatedCamera = {
  name: 'wide lens, near',
  shoot: ({ data, width, height }) => {
    const bent = new Uint8Array(data.length);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [u, v] = [(2 * x) / width - 1, (2 * y) / height - 1];
        const factor = 0.72 + 0.28 * Math.min(1, u * u + v * v);
        const from = [u * factor, v * factor].map((part, axis) => {
          const side = axis === 0 ? width : height;
          return Math.min(side - 1, Math.max(0, Math.round(((part + 1) / 2) * side)));
        });
        const source = 3 * (from[1] * width + from[0]);
        bent.set(data.subarray(source, source + 3), 3 * (y * width + x));
      }
    return { data: bent, width, height };
  },
};

export const simulatedCameras: readonly SimulatedCamera[] = [grey, warm, dim, side, security, wide];

/** The face and as much again around it, the face about `FACE` pixels wide. */
export async function portraitOf(image: RgbImage, box: Box): Promise<RgbImage> {
  const { data, width, height } = image;
  const [x, y, across, down] = box;
  const [middleX, middleY] = [x + across / 2, y + down / 2];
  const half = Math.max(across, down);
  const [left, top] = [Math.max(0, Math.floor(middleX - half)), Math.max(0, Math.floor(middleY - half))];
  const [right, bottom] = [
    Math.min(width, Math.ceil(middleX + half)),
    Math.min(height, Math.ceil(middleY + half)),
  ];
  const part = new Uint8Array(3 * (right - left) * (bottom - top));
  for (let row = top; row < bottom; row++)
    part.set(
      data.subarray(3 * (row * width + left), 3 * (row * width + right)),
      3 * (row - top) * (right - left),
    );
  return scaled({ data: part, width: right - left, height: bottom - top }, FACE / across);
}
