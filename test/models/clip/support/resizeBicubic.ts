// Bicubic resizing with antialiasing, to the byte as Pillow does it: OpenAI's CLIP was trained on such pixels.
import type { RgbImage } from '../../../../models/image/geometry.ts';
/** Pillow's fixed point: 8 bits for the pixel, 2 for overshoot, the rest of 32 for the weight's fraction. */
const PRECISION_BITS = 32 - 8 - 2;

/** Keys' cubic with a = -0.5. */
function cubic(x: number): number {
  const at = Math.abs(x);
  if (at < 1) return (1.5 * at - 2.5) * at * at + 1;
  if (at < 2) return ((-0.5 * at + 2.5) * at - 4) * at + 2;
  return 0;
}

interface Taps {
  /** First input pixel. */
  readonly first: number;
  /** Fixed-point weights of the input pixels from there on. */
  readonly weights: readonly number[];
}

/** What each output pixel of `[from, from + count)` is made of when `size` pixels become `resized`. */
function taps(size: number, resized: number, from: number, count: number): Taps[] {
  const scale = size / resized;
  // Enlarging interpolates; shrinking widens the filter to cover every pixel once.
  const widening = Math.max(scale, 1);
  const support = 2 * widening;
  return Array.from({ length: count }, (_, at) => {
    const centre = (from + at + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(size, Math.trunc(centre + support + 0.5));
    const weights = Array.from({ length: end - first }, (_, tap) =>
      cubic((tap + first - centre + 0.5) / widening),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return {
      first,
      weights: weights.map((weight) => roundAwayFromZero((weight / total) * 2 ** PRECISION_BITS)),
    };
  });
}

const roundAwayFromZero = (x: number): number => Math.trunc(x < 0 ? x - 0.5 : x + 0.5);

const toByte = (sum: number): number =>
  Math.min(255, Math.max(0, (sum + 2 ** (PRECISION_BITS - 1)) >> PRECISION_BITS));

/** A part of the resized image: its corner and its size. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * `image` resized to `width` x `height`, of which only `window` is computed and returned. Rows first, then columns,
 * rounded to bytes in between, as Pillow's `Image.resize(..., BICUBIC)` does.
 */
export function resizeBicubic(image: RgbImage, width: number, height: number, window: Window): RgbImage {
  const across = taps(image.width, width, window.left, window.width);
  const down = taps(image.height, height, window.top, window.height);
  const firstRow = down[0].first;
  const rows = Math.max(...down.map(({ first, weights }) => first + weights.length)) - firstRow;

  const stride = window.width * 3;
  const narrowed = new Uint8Array(rows * stride);
  for (let row = 0; row < rows; row++) {
    const source = (firstRow + row) * image.width * 3;
    across.forEach(({ first, weights }, column) => {
      let red = 0;
      let green = 0;
      let blue = 0;
      let at = source + first * 3;
      for (const weight of weights) {
        red += image.data[at++] * weight;
        green += image.data[at++] * weight;
        blue += image.data[at++] * weight;
      }
      const to = row * stride + column * 3;
      narrowed[to] = toByte(red);
      narrowed[to + 1] = toByte(green);
      narrowed[to + 2] = toByte(blue);
    });
  }

  const data = new Uint8Array(window.height * stride);
  const sums = new Float64Array(stride);
  down.forEach(({ first, weights }, row) => {
    sums.fill(0);
    weights.forEach((weight, tap) => {
      const source = (first - firstRow + tap) * stride;
      for (let at = 0; at < stride; at++) sums[at] += narrowed[source + at] * weight;
    });
    for (let at = 0; at < stride; at++) data[row * stride + at] = toByte(sums[at]);
  });
  return { data, width: window.width, height: window.height };
}
