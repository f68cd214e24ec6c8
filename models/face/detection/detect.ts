import type { Box, RgbImage } from '../../image/geometry.ts';

// Finds every face of a photo with a network that sees one small square: near and far, large and small.
import type { Decoder, RunNetwork } from './decoder.ts';
import type { Detection } from '../face.ts';
import { refineLandmarks } from './landmarks68.ts';
import { keepOutermost, mergeViews, overlap, type ViewDetection } from './overlap.ts';
import { estimatePose } from '../pose.ts';
import { tilesOf } from './tiles.ts';

/** A detector as its caller holds it: what the network means, and how to run it. */
export interface FaceDetector {
  readonly decoder: Decoder;
  readonly run: RunNetwork;
  /** The 68-point network, where the detector's own points are too coarse. */
  readonly runLandmarks?: RunNetwork;
}

export interface DetectOptions {
  /** Most tiles to look at besides the whole photo; 0 for camera frames. */
  readonly tiles?: number;
}

/** Two levels of tiles over a photo of 4:3. */
const mostTiles = 26;

/** A face larger than this share of the view is one that networks place badly or overlook. */
const tooNear = 0.4;
/** Shares of the view at which networks place a face well enough to need no second look. */
const wellFramed = [0.15, 0.3] as const;
/** A face is looked at again in views that are this many times as wide. */
const again = [4, 5.5] as const;
/** What texture looks like a face now and then, it seldom does so twice, or this surely. */
const sure = 0.75;
/** Tiles show many times more texture than the whole photo, so their faces must be this sure on the second look. */
const sureInTile = 0.7;
/** Faces that lean more than this many degrees are looked at upright. */
const leaning = 15;
/** How much two boxes of the same face overlap at least. */
const sameFace = 0.3;

const sideOf = ([, , width, height]: Box) => Math.max(width, height);

/** Looks at a part of the photo, straightened by `roll` degrees. */
type Look = (view: Box, roll?: number) => Promise<ViewDetection[]>;

/**
 * All faces, surest first. The whole photo is looked at first; from further away where a face fills it or none is
 * found; then, in photos much larger than the network's input, tile by tile. A face that is not well framed, or not
 * sure, is looked at again, alone and upright; last, its landmarks are refined.
 */
export async function detectFaces(
  image: RgbImage,
  { decoder, run, runLandmarks }: FaceDetector,
  { tiles = mostTiles }: DetectOptions = {},
): Promise<Detection[]> {
  const look: Look = async (view, roll) => {
    const { input, toImage } = decoder.prepare(image, view, roll);
    const detections = decoder.decode(await run(input), toImage);
    return detections.map((detection) => ({
      detection,
      share: sideOf(detection.box) / sideOf(view),
      inTile: false,
    }));
  };

  const viewDetections = await lookFromAfar(image, look);
  for (const { side, tiles: level } of tilesOf(image, decoder, tiles)) {
    if (!mayHideFaces(viewDetections, side, decoder)) break;
    for (const tile of level) viewDetections.push(...whole(await look(tile), tile, image));
  }

  const faces: Detection[] = [];
  for (const viewDetection of mergeViews(viewDetections)) {
    const face = await lookAgain(viewDetection, look);
    if (face) faces.push(face);
  }
  const kept = keepOutermost(faces);
  if (!runLandmarks) return kept;
  const refined: Detection[] = [];
  for (const face of kept) {
    const landmarks = await refineLandmarks(image, face.landmarks, runLandmarks);
    refined.push({ ...face, landmarks });
  }
  return refined;
}

/** The photo in a frame `factor` times its size. */
const framed = ({ width, height }: RgbImage, factor: number): Box => [
  (width * (1 - factor)) / 2,
  (height * (1 - factor)) / 2,
  width * factor,
  height * factor,
];

/** The whole photo, and the photo in a wide frame where that may show more. */
async function lookFromAfar(image: RgbImage, look: Look): Promise<ViewDetection[]> {
  const close = await look(framed(image, 1));
  const fine = close.every(({ share }) => share <= tooNear);
  if (fine && close.some(({ detection }) => detection.score > sure)) return close;
  const all = [...close, ...(await look(framed(image, 2)))];
  return all.length > 0 ? all : look(framed(image, 4));
}

/** Whether there may be faces that the views so far, `side` pixels wide, were too coarse for. */
function mayHideFaces(
  viewDetections: readonly ViewDetection[],
  side: number,
  { smallestFace }: Decoder,
): boolean {
  const smallest = Math.min(...viewDetections.map(({ detection }) => sideOf(detection.box)));
  return viewDetections.length === 0 || smallest < 4 * smallestFace * side;
}

/** The faces that a tile shows whole: one that its border cuts is whole in the next tile or in the photo. */
function whole(
  viewDetections: readonly ViewDetection[],
  [left, top, width, height]: Box,
  image: RgbImage,
): ViewDetection[] {
  const cut = ([x, y, w, h]: Box) =>
    (left > 0 && x < left) ||
    (top > 0 && y < top) ||
    (left + width < image.width && x + w > left + width) ||
    (top + height < image.height && y + h > top + height);
  return viewDetections
    .filter(({ share, detection }) => share <= tooNear && !cut(detection.box))
    .map((viewDetection) => ({ ...viewDetection, inTile: true }));
}

/** The face alone, upright, at the size that suits the network; null where it turns out to be none. */
async function lookAgain({ detection, share, inTile }: ViewDetection, look: Look): Promise<Detection | null> {
  const { box, score, landmarks } = detection;
  const { roll } = estimatePose(landmarks);
  const leans = Math.abs(roll) > leaning;
  const well = share >= wellFramed[0] && share <= wellFramed[1] && score > sure;
  if (well && !leans && !inTile) return detection;
  // Landmarks of an unsure viewDetection may lean where the face does not.
  const [near, far] = again;
  const upright = leans ? roll : 0;
  const views = [[near, upright], ...(leans ? [[near, 0]] : []), [far, upright]] as const;
  for (const [factor, angle] of views) {
    const side = factor * sideOf(box);
    const view: Box = [box[0] + (box[2] - side) / 2, box[1] + (box[3] - side) / 2, side, side];
    const found = (await look(view, angle)).map((viewDetection) => viewDetection.detection);
    const best = nearest(found, box);
    if (best && (best.score > sureInTile || !inTile)) return { ...best, score: Math.max(best.score, score) };
  }
  return score > sure && !inTile ? detection : null;
}

/** The one that shows the face in `box`. */
const nearest = (detections: readonly Detection[], box: Box): Detection | undefined =>
  detections
    .filter((one) => overlap(one.box, box) > sameFace)
    .sort((a, b) => overlap(b.box, box) - overlap(a.box, box))
    .at(0);
