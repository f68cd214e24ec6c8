// A face whose box somebody drew, as the search had missed it: its landmarks are looked for there alone, and more willingly.
import type { Box, Landmarks, RgbImage } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';
import { placeFace } from '../templates.ts';
import type { FaceDetector } from './detect.ts';
import { landmarkRefiner } from './landmarks68.ts';
import { sideOf } from './overlap.ts';
import { steadyLandmarks } from '../steady.ts';
import { looker } from './views.ts';

/** Views so many times as wide as the box: those in which networks place faces best first. */
const VIEWS = [4, 2.5, 5.5, 8] as const;
/** The face is upright, or else the photo was never turned. */
const TURNS = [[0], [-30, 30, 90, -90, 180]] as const;
/** The middle of the face lies within this share of the box's side from the box's own. */
const NEAR = 0.4;
/** The detector's box, from brows to chin, in sides of one that somebody drew around a face or a whole head. */
const SIZES = [0.35, 1.8] as const;

/**
 * The face in a box. Where nothing in it looks like one, its `score` is 0 and its landmarks are estimated: those of the mean
 * face, upright, with the box around the head.
 *
 * @param box in pixels of the image; it stays as it was drawn
 */
export async function faceInBox(
  image: RgbImage,
  { decoder, run, runLandmarks }: FaceDetector,
  box: Box,
): Promise<Detection> {
  const look = looker(image, decoder, run);
  const [x, y, width, height] = box;
  for (const turns of TURNS) {
    let best: Detection | null = null;
    for (const factor of VIEWS) {
      const side = factor * sideOf(box);
      const view: Box = [x + (width - side) / 2, y + (height - side) / 2, side, side];
      for (const found of (await look(view, turns)).flat())
        if (isOf(found.box, box) && found.score > (best?.score ?? 0)) best = found;
    }
    if (best === null) continue;
    const { landmarks, score } = best;
    if (runLandmarks === undefined) return { box, landmarks, score };
    const opinion = await landmarkRefiner(image, runLandmarks)(landmarks);
    if (opinion.trusted) return { box, score, landmarks: opinion.landmarks };
    return { box, score, landmarks: await steadyLandmarks(image, best, decoder, run) };
  }
  return { box, landmarks: estimatedLandmarks(box), score: 0 };
}

function isOf(found: Box, drawn: Box): boolean {
  const side = sideOf(drawn);
  const apart = Math.hypot(
    found[0] + found[2] / 2 - drawn[0] - drawn[2] / 2,
    found[1] + found[3] / 2 - drawn[1] - drawn[3] / 2,
  );
  const size = sideOf(found) / side;
  return apart <= NEAR * side && size >= SIZES[0] && size <= SIZES[1];
}

/** Of a head that fills the box, eyes a little above its middle. */
function estimatedLandmarks([x, y, width, height]: Box): Landmarks {
  const eyes = 0.42 * Math.min(width, 0.85 * height);
  return placeFace(x + width / 2, y + 0.42 * height, eyes);
}
