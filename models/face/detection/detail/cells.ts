// A picture's luminance, summed up by square cells.
import type { RgbImage } from '../../../image/geometry.ts';
import { bytesOf, kernel } from '../../../kernel.ts';

/** What `cells.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABEAJgA39/fwBgBn9/f39/fwADAwIAAQUDAQABBxgDBm1lbW9yeQIABWxpZ2h0AAADYWRkAAEKyQICmwEBAnsDQCAA/QAEACEDIAD9AAQIIQQgAyAE/Q' +
  '0AAwYJDA8aHQAAAAAAAAAA/YkBIAMgBP0NAgUICw4ZHB8AAAAAAAAAAP2JAf2OASADIAT9DQEEBwoNGBseAAAAAAAAAAD9iQFBAf2LAf2OAUEC/Y0BIQMgAiADIAP9' +
  'Zv1bAwAAIABBGGohACACQQhqIQIgAUEIayIBQQBKDQALC6kBAQF7A0AgAP0CAwAhBiADIAP9AAQAIAb9jgH9CwQAIAQgBP0ABAAgBiAA/QIDAf2RAf2AASAGIAH9Ag' +
  'MA/ZEB/YAB/Y4B/Y4B/QsEACAFIAX9AAQAIAYgBv2+Af2uAf0LBAAgBSAF/QAEECAGIAb9vwH9rgH9CwQQIABBCGohACABQQhqIQEgA0EQaiEDIARBEGohBCAFQSBq' +
  'IQUgAkEIayICQQBKDQALCw==';

const open = kernel<'light' | 'add'>(KERNEL);

/** Numbers of a cell. */
export const STATISTICS = 3;

/** Pixels beyond a row that the kernel may touch. */
const SLACK = 8;

/**
 * By cell: sums of luminance, of its square, and of its steps to the right and below. Columns of pixels are summed up first, in
 * numbers of 16 and 32 bits that hold those of 128 rows.
 */
export function cellsOf(
  { data, width, height }: RgbImage,
  cell: number,
  columns: number,
  rows: number,
): Float64Array {
  const cells = new Float64Array(columns * rows * STATISTICS);
  const long = SLACK * Math.ceil(width / SLACK) + SLACK;
  // Sums, steps and squares of columns; two rows of luminance; a row of the picture.
  const [sumsAt, stepsAt, squaresAt, lightAt, rowAt] = [0, 2 * long, 4 * long, 8 * long, 10 * long];
  const { memory, functions } = open();
  const bytes = bytesOf(memory, 13 * long);
  const sums = new Uint16Array(memory.buffer, sumsAt, long);
  const steps = new Uint16Array(memory.buffer, stepsAt, long);
  const squares = new Uint32Array(memory.buffer, squaresAt, long);
  const lightOf = (y: number): number => lightAt + (y % 2) * long;
  const readRow = (y: number) => {
    bytes.set(data.subarray(y * width * 3, (y + 1) * width * 3), rowAt);
    functions.light(rowAt, width, lightOf(y));
  };
  const [right, bottom] = [Math.min(columns * cell, width - 1), Math.min(rows * cell, height - 1)];
  if (right > 0 && bottom > 0) readRow(0);
  for (let top = 0, into = 0; top < bottom && right > 0; top += cell) {
    bytes.fill(0, sumsAt, lightAt);
    for (let y = top; y < Math.min(top + cell, bottom); y++) {
      readRow(y + 1);
      functions.add(lightOf(y), lightOf(y + 1), right, sumsAt, stepsAt, squaresAt);
    }
    for (let left = 0; left < columns * cell; left += cell, into += STATISTICS)
      for (let x = left; x < Math.min(left + cell, right); x++) {
        cells[into] += sums[x];
        cells[into + 1] += squares[x];
        cells[into + 2] += steps[x];
      }
  }
  return cells;
}
