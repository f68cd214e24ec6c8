// SCRFD with landmarks (Guo et al., arXiv 2105.04714) as InsightFace exports it: 640 pixels, two anchors a cell.
import type { Point } from '../../image/geometry.ts';
import { fromNetwork, outputOf, type Decoder, type InputSize, type NetworkOutputs } from './decoder.ts';
import type { Detection } from '../face.ts';
import { strongAndWeak } from './candidates.ts';
import { keepBest } from './overlap.ts';
import type { Similarity } from '../../image/similarity.ts';
import type { PixelFormat } from '../../image/tensor.ts';

const size = 640;
const format: PixelFormat = {
  layout: 'NCHW',
  channels: 'RGB',
  mean: [127.5, 127.5, 127.5],
  std: [128, 128, 128],
};
const strides = [8, 16, 32] as const;
const anchors = 2;
const scoreThreshold = 0.5;
/** What may be a face, to be looked at again. */
const weakThreshold = 0.3;
const overlapThreshold = 0.4;

/** Exports differ in the names of their outputs, so each is known by its shape. */
function decode(
  outputs: NetworkOutputs,
  toImage: Similarity,
  { width: size }: InputSize,
  weak = false,
): Detection[] {
  const candidates: Detection[] = [];
  const least = weak ? weakThreshold : scoreThreshold;
  for (const stride of strides) {
    const cells = size / stride;
    const count = cells * cells * anchors;
    const scores = outputOf(outputs, count, 1);
    const boxes = outputOf(outputs, count, 4);
    const points = outputOf(outputs, count, 10);
    for (let i = 0; i < count; i++) {
      const score = scores[i];
      if (score < least) continue;
      const cell = Math.floor(i / anchors);
      const x = (cell % cells) * stride;
      const y = Math.floor(cell / cells) * stride;
      // Distances from the anchor to the four sides.
      const side = (k: number) => boxes[i * 4 + k] * stride;
      const point = (k: number): Point => [
        x + points[i * 10 + 2 * k] * stride,
        y + points[i * 10 + 2 * k + 1] * stride,
      ];
      const box = [x - side(0), y - side(1), side(0) + side(2), side(1) + side(3)] as const;
      const landmarks = [point(0), point(1), point(2), point(3), point(4)] as const;
      candidates.push(fromNetwork({ box, landmarks, score }, toImage));
    }
  }
  return strongAndWeak(candidates, scoreThreshold, (some) => keepBest(some, overlapThreshold));
}

export const scrfd: Decoder = {
  format,
  size,
  closeUp: size,
  sides: { step: size, most: size, area: size * size },
  smallestFace: 13,
  decode,
};
