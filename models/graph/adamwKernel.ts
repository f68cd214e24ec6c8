// The arithmetic of AdamW in WebAssembly: a JavaScript loop takes four times as long, which is a tenth of a training step.
import { kernel } from '../kernel.ts';

/** What `adamw.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABDQFgCX99fX19fX19fQADAgEABQMBAAEHEwIGbWVtb3J5AgAGdXBkYXRlAAAKswEBsAECAX8EewNAIAn9AAQAIQ0gCf0ABICAASEKIAX9Ey' +
  'AJ/QAEgIAC/eYBIAb9EyAK/eYB/eQBIQsgB/0TIAn9AASAgAP95gEgCP0TIAr95gEgCv3mAf3kASEMIAkgC/0LBICAAiAJIAz9CwSAgAMgCSANIA0gAf0T' +
  '/eYBIAL9EyALIAz94wEgA/0T/eYBIAT9E/3kAf3nAf3mAf3kAf3lAf0LBAAgCUEQaiIJIABJDQALCw==';

const open = kernel<'update'>(KERNEL);

/** Numbers of one array that the kernel takes at a time: four such blocks stay in the cache. */
const BLOCK = 4096;

/** What all numbers of a step are updated with. */
export interface Coefficients {
  /** The part of a weight that it loses. */
  readonly decay: number;
  /** The learning rate over the first moment's bias correction. */
  readonly rate: number;
  /** What the square root of the second moment is multiplied by: its bias correction. */
  readonly correction: number;
  readonly epsilon: number;
  readonly beta1: number;
  /** What a gradient is multiplied by before it is added to the first moment. */
  readonly share1: number;
  readonly beta2: number;
  /** What a gradient's square is multiplied by before it is added to the second moment. */
  readonly share2: number;
}

/**
 * Updates `weight`, `first` and `second` in place, each operation and each coefficient in float32:
 *
 *     first  = beta1 * first + share1 * gradient
 *     second = beta2 * second + (share2 * gradient) * gradient
 *     weight = weight - (weight * decay + rate * (first / (sqrt(second) * correction + epsilon)))
 *
 * All four are of one length.
 */
export function updateNumbers(
  weight: Float32Array,
  gradient: Float32Array,
  first: Float32Array,
  second: Float32Array,
  { decay, rate, correction, epsilon, beta1, share1, beta2, share2 }: Coefficients,
): void {
  const { memory, functions } = open();
  const blocks = [0, 1, 2, 3].map((at) => new Float32Array(memory.buffer, at * BLOCK * 4, BLOCK));
  for (let start = 0; start < weight.length; start += BLOCK) {
    const length = Math.min(BLOCK, weight.length - start);
    const parts = [weight, gradient, first, second].map((array) => array.subarray(start, start + length));
    parts.forEach((part, i) => blocks[i].set(part));
    // Numbers go in fours: what is computed of the last one's neighbours is left behind.
    const bytes = 16 * Math.ceil(length / 4);
    functions.update(bytes, decay, rate, correction, epsilon, beta1, share1, beta2, share2);
    for (const i of [0, 2, 3]) parts[i].set(length < BLOCK ? blocks[i].subarray(0, length) : blocks[i]);
  }
}
