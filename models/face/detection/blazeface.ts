// MediaPipe's BlazeFace, back camera model (256 pixels), as exported without its post-processing.
import type { Landmarks, Point } from '../../image/geometry.ts';
import { fromNetwork, namedOutput, type Decoder, type InputSize, type NetworkOutputs } from './decoder.ts';
import type { Detection } from '../face.ts';
import { strongAndWeak } from './candidates.ts';
import { blend } from './overlap.ts';
import { transform, type Similarity } from '../../image/similarity.ts';

/** Two grids of anchors: a cell of 16 pixels has 2, one of 32 pixels 6. In 256 x 256 pixels that makes 896. */
const grids = [
  { name: 'fine', side: 16, anchors: 2 },
  { name: 'coarse', side: 32, anchors: 6 },
] as const;

/** Numbers of an anchor: centre and size of the box, then x and y of eyes, nose, mouth centre and ears. */
const stride = 16;
const scoreThreshold = 0.5;
/** Turned faces of 12 pixels score as little: at 0.2 two in 300 of the crowds' faces were lost. */
const weakThreshold = 0.15;
const overlapThreshold = 0.3;
/** Score before the sigmoid from which a place is worth a closer look. */
const HINT = -2.6;

/** Mouth corners stand this far from the mouth's centre, in eye distances (the mean of dlib's five-point template). */
const mouthHalfWidth = 0.446;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const logit = (share: number) => Math.log(share / (1 - share));
/** More than what rounding can make of a logit. */
const MARGIN = 1e-6;

/** Where there is `least` and more: few of thousands, so that V8 compiles this loop and not all that is done with them. */
function placesFrom(scores: Float32Array, least: number): number[] {
  const places: number[] = [];
  for (let i = 0; i < scores.length; i++) if (!(scores[i] < least)) places.push(i);
  return places;
}

/** BlazeFace knows the mouth's centre only: its corners are put along the line of the eyes. */
function fivePoints(left: Point, right: Point, nose: Point, mouth: Point): Landmarks {
  const dx = (right[0] - left[0]) * mouthHalfWidth;
  const dy = (right[1] - left[1]) * mouthHalfWidth;
  return [left, right, nose, [mouth[0] - dx, mouth[1] - dy], [mouth[0] + dx, mouth[1] + dy]];
}

function decode(
  outputs: NetworkOutputs,
  toImage: Similarity,
  { width, height }: InputSize,
  weak = false,
): Detection[] {
  const candidates: Detection[] = [];
  const least = weak ? weakThreshold : scoreThreshold;
  for (const { name, side, anchors } of grids) {
    const columns = width / side;
    const count = columns * (height / side) * anchors;
    const scores = namedOutput(outputs, `${name}Scores`, count);
    const numbers = namedOutput(outputs, `${name}Boxes`, count * stride);
    for (const i of placesFrom(scores, logit(least) - MARGIN)) {
      const score = sigmoid(scores[i]);
      if (score < least) continue;
      const cell = Math.floor(i / anchors);
      const centreX = ((cell % columns) + 0.5) * side;
      const centreY = (Math.floor(cell / columns) + 0.5) * side;
      const at = (k: number) => numbers[i * stride + k];
      const point = (k: number): Point => [centreX + at(4 + 2 * k), centreY + at(5 + 2 * k)];
      const [w, h] = [at(2), at(3)];
      const box = [centreX + at(0) - w / 2, centreY + at(1) - h / 2, w, h] as const;
      const landmarks = fivePoints(point(0), point(1), point(2), point(3));
      candidates.push(fromNetwork({ box, landmarks, score }, toImage));
    }
  }
  return strongAndWeak(candidates, scoreThreshold, (some) => blend(some, overlapThreshold));
}

function hints(outputs: NetworkOutputs, toImage: Similarity, { width, height }: InputSize): Point[] {
  const [{ name, side, anchors }] = grids;
  const columns = width / side;
  const count = columns * (height / side) * anchors;
  const scores = namedOutput(outputs, `${name}Scores`, count);
  const numbers = namedOutput(outputs, `${name}Boxes`, count * stride);
  const places: Point[] = [];
  for (const i of placesFrom(scores, HINT)) {
    const cell = Math.floor(i / anchors);
    const centreX = ((cell % columns) + 0.5) * side;
    const centreY = (Math.floor(cell / columns) + 0.5) * side;
    const at: Point = [centreX + numbers[i * stride] - 0.5, centreY + numbers[i * stride + 1] - 0.5];
    places.push(transform(toImage, at));
  }
  return places;
}

/** What fits into a processor's second cache: 512 x 512 pixels take 1.3 to 2 times as long a pixel as 384 x 384. */
const MOST_PIXELS = 150_000;

export const blazeface: Decoder = {
  format: 'bytes',
  size: 256,
  closeUp: 160,
  sides: { step: 32, most: 768, area: MOST_PIXELS },
  smallestFace: 12,
  decode,
  hints,
};
