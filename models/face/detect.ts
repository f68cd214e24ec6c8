// Finds every face of a photo with a network that sees one small square: near and far, large and small.
import type { Decoder, RunNetwork } from './decoder.ts';
import type { Box, Detection, RgbImage } from './face.ts';
import { refineLandmarks } from './landmarks68.ts';
import { mergeViews, overlap, type Sighting } from './overlap.ts';
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
/** Views in which a face is looked at again are this many times as wide as the face. */
const again = 4;
/** A sighting that a second look does not confirm must be at least this sure. */
const sureEnough = 0.75;
/** How much two boxes of the same face overlap at least. */
const sameFace = 0.3;

/** The photo's own size times `factor`, around its middle. */
const around = ({ width, height }: RgbImage, factor: number): Box => [
  (width * (1 - factor)) / 2,
  (height * (1 - factor)) / 2,
  width * factor,
  height * factor,
];

const sideOf = ([, , width, height]: Box) => Math.max(width, height);

/**
 * All faces, surest first. The whole photo is looked at first; from further away where a face fills it or none is
 * found; then, in photos much larger than the network's input, tile by tile. Each face is looked at once more at the
 * size that the network knows best, and its landmarks are refined.
 */
export async function detectFaces(
  image: RgbImage,
  detector: FaceDetector,
  { tiles = mostTiles }: DetectOptions = {},
): Promise<Detection[]> {
  const { decoder, run } = detector;
  const look = async (view: Box): Promise<Sighting[]> => {
    const { input, toImage } = decoder.prepare(image, view);
    const detections = decoder.decode(await run(input), toImage);
    return detections.map((detection) => ({
      detection,
      share: sideOf(detection.box) / sideOf(view),
    }));
  };

  const sightings = await lookFromAfar(image, look);
  for (const level of tilesOf(image, decoder, tiles)) {
    if (!worthLooking(sightings, level.side, decoder)) break;
    for (const tile of level.tiles) sightings.push(...inside(await look(tile), tile, image));
  }

  const faces: Detection[] = [];
  for (const sighting of mergeViews(sightings)) {
    const face = await lookAgain(sighting, look);
    if (!face) continue;
    const { runLandmarks } = detector;
    const landmarks = runLandmarks && (await refineLandmarks(image, face.landmarks, runLandmarks));
    faces.push(landmarks ? { ...face, landmarks } : face);
  }
  return faces.sort((a, b) => b.score - a.score);
}

type Look = (view: Box) => Promise<Sighting[]>;

/** The whole photo, and the photo in a wide frame where that may help. */
async function lookFromAfar(image: RgbImage, look: Look): Promise<Sighting[]> {
  const close = await look(around(image, 1));
  if (close.length > 0 && close.every(({ share }) => share <= tooNear)) return close;
  const framed = await look(around(image, 2));
  if (close.length > 0 || framed.length > 0) return [...close, ...framed];
  return look(around(image, 4));
}

/** Smaller tiles are worth a look while there may be faces that the last views were too coarse for. */
function worthLooking(sightings: readonly Sighting[], side: number, { smallestFace }: Decoder): boolean {
  if (sightings.length === 0) return true;
  const smallest = Math.min(...sightings.map(({ detection }) => sideOf(detection.box)));
  return smallest < 4 * smallestFace * side;
}

/** Faces that a tile shows whole: one that its border cuts is whole in the next tile or in the photo. */
function inside(sightings: readonly Sighting[], [x, y, width, height]: Box, image: RgbImage): Sighting[] {
  return sightings.filter(({ share, detection: { box } }) => {
    if (share > tooNear) return false;
    const cut =
      (x > 0 && box[0] < x) ||
      (y > 0 && box[1] < y) ||
      (x + width < image.width && box[0] + box[2] > x + width) ||
      (y + height < image.height && box[1] + box[3] > y + height);
    return !cut;
  });
}

/** The same face seen at the size that suits the network; null where it turns out to be none. */
async function lookAgain({ detection, share }: Sighting, look: Look): Promise<Detection | null> {
  const { box, score } = detection;
  if (share > 0.5 / again && share < 1.6 / again && score > sureEnough) return detection;
  const side = again * sideOf(box);
  const view: Box = [box[0] + (box[2] - side) / 2, box[1] + (box[3] - side) / 2, side, side];
  const seen = (await look(view)).map((sighting) => sighting.detection);
  const [best] = seen
    .filter((one) => overlap(one.box, box) > sameFace)
    .sort((a, b) => overlap(b.box, box) - overlap(a.box, box));
  if (best as Detection | undefined) return { ...best, score: Math.max(best.score, score) };
  return score > sureEnough ? detection : null;
}
