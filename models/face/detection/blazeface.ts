import type { Landmarks, Point } from '../../image/geometry.ts';

// MediaPipe's BlazeFace, back camera model (256 pixels), as exported without its post-processing.
import { fromNetwork, letterbox, outputOf, type Decoder, type NetworkOutputs } from './decoder.ts';
import type { Detection } from '../face.ts';
import { blend } from './overlap.ts';
import type { Similarity } from '../../image/similarity.ts';
import type { PixelFormat } from '../../image/tensor.ts';

const size = 256;
const format: PixelFormat = {
  layout: 'NHWC',
  channels: 'RGB',
  mean: [127.5, 127.5, 127.5],
  std: [127.5, 127.5, 127.5],
};

/** Two grids of anchors: 16 x 16 cells with 2 each, then 8 x 8 cells with 6 each: 896 in all. */
const grids = [
  { cells: 16, anchors: 2 },
  { cells: 8, anchors: 6 },
] as const;

/** Numbers of an anchor: centre and size of the box, then x and y of eyes, nose, mouth centre and ears. */
const stride = 16;
const scoreThreshold = 0.5;
const overlapThreshold = 0.3;

/** Mouth corners stand this far from the mouth's centre, in eye distances (the mean of dlib's five-point template). */
const mouthHalfWidth = 0.446;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** BlazeFace knows the mouth's centre only: its corners are put along the line of the eyes. */
function fivePoints(left: Point, right: Point, nose: Point, mouth: Point): Landmarks {
  const dx = (right[0] - left[0]) * mouthHalfWidth;
  const dy = (right[1] - left[1]) * mouthHalfWidth;
  return [left, right, nose, [mouth[0] - dx, mouth[1] - dy], [mouth[0] + dx, mouth[1] + dy]];
}

function decode(outputs: NetworkOutputs, toImage: Similarity): Detection[] {
  const candidates: Detection[] = [];
  for (const { cells, anchors } of grids) {
    const count = cells * cells * anchors;
    const scores = outputOf(outputs, count, 1);
    const numbers = outputOf(outputs, count, stride);
    for (let i = 0; i < count; i++) {
      const score = sigmoid(scores[i]);
      if (score < scoreThreshold) continue;
      const cell = Math.floor(i / anchors);
      const centreX = (((cell % cells) + 0.5) * size) / cells;
      const centreY = ((Math.floor(cell / cells) + 0.5) * size) / cells;
      const at = (k: number) => numbers[i * stride + k];
      const point = (k: number): Point => [centreX + at(4 + 2 * k), centreY + at(5 + 2 * k)];
      const [width, height] = [at(2), at(3)];
      const box = [centreX + at(0) - width / 2, centreY + at(1) - height / 2, width, height] as const;
      const landmarks = fivePoints(point(0), point(1), point(2), point(3));
      candidates.push(fromNetwork({ box, landmarks, score }, toImage));
    }
  }
  return blend(candidates, overlapThreshold);
}

export const blazeface: Decoder = {
  size,
  smallestFace: 0.08,
  prepare: (image, view, roll = 0) => letterbox(image, view, roll, size, format),
  decode,
};
