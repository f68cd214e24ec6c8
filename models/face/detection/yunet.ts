// YuNet (Wu et al., 2023) as OpenCV's model zoo publishes it: 640 pixels, no anchors, scores already squashed.
import type { Point } from '../../image/geometry.ts';
import { fromNetwork, namedOutput, type Decoder, type InputSize, type NetworkOutputs } from './decoder.ts';
import type { Detection } from '../face.ts';
import { strongAndWeak } from './candidates.ts';
import { keepBest } from './overlap.ts';
import type { Similarity } from '../../image/similarity.ts';
import type { PixelFormat } from '../../image/tensor.ts';

const size = 640;
const format: PixelFormat = { layout: 'NCHW', channels: 'BGR', mean: [0, 0, 0], std: [1, 1, 1] };
const strides = [8, 16, 32] as const;
const scoreThreshold = 0.6;
/** What may be a face, to be looked at again. */
const weakThreshold = 0.3;
const overlapThreshold = 0.3;

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
    const read = (name: string, width: number) =>
      namedOutput(outputs, `${name}_${stride}`, cells * cells * width);
    const [classes, objects, boxes, points] = [
      read('cls', 1),
      read('obj', 1),
      read('bbox', 4),
      read('kps', 10),
    ];
    for (let i = 0; i < cells * cells; i++) {
      const score = Math.sqrt(Math.max(0, classes[i] * objects[i]));
      if (score < least) continue;
      const column = i % cells;
      const row = Math.floor(i / cells);
      const width = Math.exp(boxes[i * 4 + 2]) * stride;
      const height = Math.exp(boxes[i * 4 + 3]) * stride;
      const x = (column + boxes[i * 4]) * stride - width / 2;
      const y = (row + boxes[i * 4 + 1]) * stride - height / 2;
      const point = (k: number): Point => [
        (column + points[i * 10 + 2 * k]) * stride,
        (row + points[i * 10 + 2 * k + 1]) * stride,
      ];
      const landmarks = [point(0), point(1), point(2), point(3), point(4)] as const;
      candidates.push(fromNetwork({ box: [x, y, width, height], landmarks, score }, toImage));
    }
  }
  return strongAndWeak(candidates, scoreThreshold, (some) => keepBest(some, overlapThreshold));
}

export const yunet: Decoder = {
  format,
  size,
  closeUp: size,
  sides: { step: size, most: size, area: size * size },
  smallestFace: 12,
  decode,
};
