// Gaussian blur of pictures.
import type { RgbImage } from './geometry.ts';
import { bytesOf, kernel } from '../kernel.ts';

/** What `blur.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABCgFgBn9/f39/fwADAgEABQMBAAEHFQIGbWVtb3J5AgAIY29udm9sdmUAAAp/AX0CBH8BeyAFIAFqIQYgAyAEQQJ0aiEJA0D9DAAAAAAAAAAAAA' +
  'AAAAAAAAAhCiAAIQcgAyEIA0AgCiAH/QAEACAI/QkCAP3mAf3kASEKIAcgAmohByAIQQRqIgggCUkNAAsgBSAK/QsEACAAQRBqIQAgBUEQaiIFIAZJDQALCw==';

const open = kernel<'convolve'>(KERNEL);

/** Bytes of a number, and of the four that the kernel takes at a time. */
const [NUMBER, FOUR] = [4, 16];

/** Rows, then columns; beyond the border the nearest pixel is repeated. `deviation` is in pixels, above 0. */
export function blur({ data, width, height }: RgbImage, deviation: number): RgbImage {
  const weights = bellOf(deviation);
  const margin = (weights.length - 1) / 2;
  const stride = 3 * (width + 2 * margin);
  const [all, wide] = [stride * (height + 2 * margin), stride * height];
  const bytes = (numbers: number) => FOUR * Math.ceil((numbers * NUMBER) / FOUR);
  // Sums at the end reach beyond it: what is there counts for numbers that nobody reads.
  const slack = weights.length * 3 * NUMBER + FOUR;
  const atAcross = bytes(all) + bytes(slack);
  const atWeights = atAcross + bytes(all);
  const { memory, functions } = open();
  bytesOf(memory, atWeights + bytes(weights.length));
  const numbers = new Float32Array(memory.buffer);
  numbers.set(weights, atWeights / NUMBER);
  writeFramed({ data, width, height }, margin, numbers);
  functions.convolve(0, bytes(all), 3 * NUMBER, atWeights, weights.length, atAcross);
  functions.convolve(atAcross, bytes(wide), stride * NUMBER, atWeights, weights.length, 0);
  const blurred = new Uint8ClampedArray(data.length);
  for (let row = 0; row < height; row++) {
    blurred.set(numbers.subarray(row * stride, row * stride + 3 * width), 3 * row * width);
  }
  return { data: new Uint8Array(blurred.buffer), width, height };
}

/** Weights of the pixels around one, up to three deviations away; their sum is 1. */
function bellOf(deviation: number): readonly number[] {
  const radius = Math.ceil(3 * deviation);
  const bell = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.exp(-(((at - radius) / deviation) ** 2) / 2),
  );
  const sum = bell.reduce((total, weight) => total + weight, 0);
  return bell.map((weight) => weight / sum);
}

/** The image with its border's pixels repeated `margin` times on every side. */
function writeFramed({ data, width, height }: RgbImage, margin: number, framed: Float32Array): void {
  const [row, left] = [3 * width, 3 * margin];
  const stride = row + 2 * left;
  for (let y = 0; y < height + 2 * margin; y++) {
    const from = row * Math.min(Math.max(y - margin, 0), height - 1);
    const line = data.subarray(from, from + row);
    framed.set(line, y * stride + left);
    for (let at = 0; at < left; at++) {
      framed[y * stride + at] = line[at % 3];
      framed[y * stride + left + row + at] = line[row - 3 + (at % 3)];
    }
  }
}
