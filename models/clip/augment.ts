// Variants of a face crop for training: mirrored, turned and scaled a little, other light, less sharp. What varies is
// drawn from a seed first and then applied, so that a run can be repeated.
import { mirror } from '../image/mirror.ts';
import { warp } from '../image/warp.ts';
import type { RgbImage } from '../image/geometry.ts';
import type { Random } from '../random.ts';
import { blur } from '../image/blur.ts';

/** One variant. The identity has no flip, no JPEG, 0 for angle, shift and blur, and 1 for the factors. */
export interface Augmentation {
  readonly flip: boolean;
  /** Degrees, clockwise. */
  readonly rotation: number;
  /** Above 1 the face grows. */
  readonly scale: number;
  /** Right and down, as shares of the image's sides. */
  readonly shift: readonly [x: number, y: number];
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** Standard deviation in pixels. */
  readonly blur: number;
  /** Quality from 1 to 100 at which the result is to be stored as JPEG and read again (the caller's part, it needs a codec). */
  readonly jpeg?: number;
}

/** Half of all variants are mirrored; the rest varies less than faces do from photo to photo. */
export function drawAugmentation(random: Random): Augmentation {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  // All numbers are drawn whether they are used or not, so that one choice does not move the next variant.
  const flip = random.uniform() < 0.5;
  const rotation = between(-10, 10);
  const scale = between(0.9, 1.1);
  const shift = [between(-0.04, 0.04), between(-0.04, 0.04)] as const;
  const [brightness, contrast, saturation] = [between(0.7, 1.3), between(0.7, 1.3), between(0.7, 1.3)];
  const [isBlurred, blur] = [random.uniform() < 0.2, between(0.5, 1.5)];
  const [isStored, jpeg] = [random.uniform() < 0.2, Math.round(between(30, 90))];
  return {
    flip,
    rotation,
    scale,
    shift,
    brightness,
    contrast,
    saturation,
    blur: isBlurred ? blur : 0,
    ...(isStored && { jpeg }),
  };
}

/** A variant of the same size; beyond the border the nearest pixel is repeated. `jpeg` is left to the caller. */
export function augment(image: RgbImage, augmentation: Augmentation): RgbImage {
  const mirrored = augmentation.flip ? mirror(image) : image;
  const recoloured = recolour(move(mirrored, augmentation), augmentation);
  return augmentation.blur === 0 ? recoloured : blur(recoloured, augmentation.blur);
}

/** Rotation and scale about the middle, then the shift. */
function move(image: RgbImage, { rotation, scale, shift }: Augmentation): RgbImage {
  if (rotation === 0 && scale === 1 && shift[0] === 0 && shift[1] === 0) return image;
  const { width, height } = image;
  const angle = (-rotation * Math.PI) / 180;
  const a = Math.cos(angle) / scale;
  const b = Math.sin(angle) / scale;
  // The pixel at the middle plus the shift shows the middle.
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const [x, y] = [middleX + shift[0] * width, middleY + shift[1] * height];
  return warp(image, { a, b, tx: middleX - a * x + b * y, ty: middleY - b * x - a * y }, width, height);
}

/** Brightness, contrast and saturation in this order, as torchvision's `adjust_...` define them. */
function recolour(image: RgbImage, { brightness, contrast, saturation }: Augmentation): RgbImage {
  if (brightness === 1 && contrast === 1 && saturation === 1) return image;
  const { data } = image;
  const lit = data.slice();
  if (brightness !== 1) {
    const brighter = Uint8ClampedArray.from({ length: 256 }, (_, value) => value * brightness);
    for (let at = 0; at < data.length; at++) lit[at] = brighter[data[at]];
  }
  let total = 0;
  for (let at = 0; at < data.length; at += 3) total += luma(lit[at], lit[at + 1], lit[at + 2]);
  // Contrast draws a value to the mean grey, saturation then to its own pixel's: both are sums of shares.
  const [own, grey] = [contrast * saturation, contrast * (1 - saturation)];
  const mean = ((total * 3) / data.length) * (1 - contrast);
  const result = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = [lit[at], lit[at + 1], lit[at + 2]];
    const common = luma(red, green, blue) * grey + mean;
    result[at] = red * own + common;
    result[at + 1] = green * own + common;
    result[at + 2] = blue * own + common;
  }
  return { ...image, data: new Uint8Array(result.buffer) };
}

/** ITU-R BT.601's grey of a pixel. */
const luma = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue;
