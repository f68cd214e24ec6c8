import type { Box, RgbImage } from '../../image/geometry.ts';

// Finds every face of a photo with a network that sees some hundred pixels: near and far, large and small, any way up.
import type { Detection } from '../face.ts';
import { mergeViews, SAME_FACE, STRONG, type Candidate } from './candidates.ts';
import { confirm, SURE, type Look } from './confirm.ts';
import { inputOf, letterbox, type Decoder, type RunNetwork } from './decoder.ts';
import { contrastOf } from './detail.ts';
import { refineLandmarks } from './landmarks68.ts';
import { levelsOf, smallestFaceOf, type FaceMode } from './levels.ts';
import { containment, keepOutermost, overlap } from './overlap.ts';
import { scanBlock } from './scan.ts';

/** Changes whenever the same photo and network may give other faces: what is remembered of a search goes by it. */
export const SEARCH = 2;

/** A detector as its caller holds it: what the network means, and how to run it. */
export interface FaceDetector {
  readonly decoder: Decoder;
  readonly run: RunNetwork;
  /** The 68-point network, where the detector's own points are too coarse. */
  readonly runLandmarks?: RunNetwork;
}

export interface DetectOptions {
  /** Which faces are looked for: `all` where it is left out. */
  readonly faces?: FaceMode;
  /** Width of the smallest face that is looked for, in pixels of the photo. */
  readonly minFace?: number;
  /** A camera's next frame follows: what is sure from afar is enough, and levels are for frames without that. */
  readonly hurried?: boolean;
  /** Asked between looks at parts of the photo's levels: false ends the search with what is found so far. */
  readonly goOn?: () => boolean;
  /** Leave no part of the photo out, whatever its detail. */
  readonly exhaustive?: boolean;
}

/** A face larger than this share of the view is one that networks place badly or overlook. */
const TOO_NEAR = 0.4;

/** Faces of levels that are less sure get a second opinion: badges and elbows reach 0.78, faces mostly 0.8 and more. */
const NEEDS_OPINION = 0.8;
/** How far the 68-point network may contradict itself about them, in eye distances: on faces it seldom does by 0.15. */
const MOST_DISAGREEMENT = 0.15;

const sideOf = ([, , width, height]: Box) => Math.max(width, height);

/**
 * All faces, surest first, down to `smallestFaceOf`. The whole photo is looked at first, from further away where a face
 * fills it or none is found; then the levels of its pyramid, from coarse to fine, where they have the detail of a face.
 * What may be a face is looked at again, alone and upright, before the next level; last, landmarks are refined.
 */
export async function detectFaces(
  image: RgbImage,
  { decoder, run, runLandmarks }: FaceDetector,
  options: DetectOptions = {},
): Promise<Detection[]> {
  const { faces: mode, minFace, hurried = false, goOn = () => true, exhaustive = false } = options;
  const look = looker(image, decoder, run);
  const faces: Detection[] = [];
  const rejected: Detection[] = [];
  /** Those that no view of the whole photo showed. */
  const ofLevels = new Set<Detection>();

  const consider = async (candidates: readonly Candidate[]): Promise<void> => {
    for (const candidate of mergeViews(candidates).sort((a, b) => b.detection.score - a.detection.score)) {
      const { detection } = candidate;
      if (faces.some((face) => shows(face, detection)) || rejected.some((one) => isSame(one, detection)))
        continue;
      // A slow machine takes longer for a frame; it does not lose the faces that are sure.
      if (candidate.onLevel && !goOn()) return;
      const face = await confirm(candidate, look, !hurried);
      if (face === null) rejected.push(detection);
      else faces.push(face);
      if (face !== null && (candidate.onLevel || detection.score < STRONG)) ofLevels.add(face);
    }
  };

  const afar = await lookFromAfar(image, decoder, run, !hurried);
  await consider(afar);
  const smallest = smallestFaceOf(image, mode, minFace);
  const levels = hurried && faces.length > 0 ? [] : levelsOf(image, decoder, smallest);
  const contrast = contrastOf(letterbox(image, framed(image, 1), 0, 64).picture);
  for (const level of levels) {
    const sure = faces.filter(({ score }) => score > SURE).map(({ box }) => box);
    const found: Candidate[] = [];
    for (const block of level.blocks) {
      if (!goOn()) break;
      const scanned = { image, contrast, sure, weak: !hurried, exhaustive };
      for (const detection of await scanBlock(scanned, { decoder, run }, level, block))
        found.push({ detection, share: (sideOf(detection.box) * level.scale) / decoder.size, onLevel: true });
    }
    await consider(found.filter(({ share }) => share <= TOO_NEAR));
  }

  // What is smaller was seen by chance.
  const asked = mode === 'large' || minFace !== undefined;
  const kept = keepOutermost(faces).filter(({ box }) => !asked || sideOf(box) >= smallest);
  if (!runLandmarks) return kept;
  const refined: Detection[] = [];
  for (const face of kept) {
    const { landmarks, disagreement } = await refineLandmarks(image, face.landmarks, runLandmarks);
    const doubtful = ofLevels.has(face) && face.score < NEEDS_OPINION && disagreement > MOST_DISAGREEMENT;
    if (!doubtful) refined.push({ ...face, landmarks });
  }
  return refined;
}

/** Whether a face that was found is the one that a detection shows, or the whole that the detection is a part of. */
const shows = (face: Detection, { box, score }: Detection): boolean =>
  overlap(face.box, box) > SAME_FACE ||
  (face.score > Math.max(SURE, score) && box[2] < face.box[2] && containment(face.box, box) > 0.5);

/** Whether a detection says no more than one that was looked at again in vain. */
const isSame = (one: Detection, { box, score }: Detection): boolean =>
  overlap(one.box, box) > SAME_FACE && score < one.score + 0.1;

/** Looks closely: a small face fills no more pixels of the network's input than it has. */
function looker(image: RgbImage, decoder: Decoder, run: RunNetwork): Look {
  const { size, sides } = decoder;
  const least = Math.min(size, 4 * sides.step);
  return async (view, roll = 0, pixels = Math.max(least, sideOf(view))) => {
    const side = Math.min(size, Math.ceil(pixels / sides.step) * sides.step);
    const { picture, toImage } = letterbox(image, view, roll, side);
    return decoder.decode(await run(inputOf(picture, decoder)), toImage, { width: side, height: side });
  };
}

/** The photo in a frame `factor` times its size. */
const framed = ({ width, height }: RgbImage, factor: number): Box => [
  (width * (1 - factor)) / 2,
  (height * (1 - factor)) / 2,
  width * factor,
  height * factor,
];

/** The whole photo, and the photo in a wide frame where that may show more. */
async function lookFromAfar(
  image: RgbImage,
  decoder: Decoder,
  run: RunNetwork,
  weak: boolean,
): Promise<Candidate[]> {
  const { size } = decoder;
  const lookAt = async (factor: number): Promise<Candidate[]> => {
    const view = framed(image, factor);
    const { picture, toImage } = letterbox(image, view, 0, size);
    const detections = decoder.decode(
      await run(inputOf(picture, decoder)),
      toImage,
      { width: size, height: size },
      weak,
    );
    return detections.map((detection) => ({
      detection,
      share: sideOf(detection.box) / sideOf(view),
      onLevel: false,
    }));
  };
  const close = await lookAt(1);
  const fine = close.every(({ share }) => share <= TOO_NEAR);
  if (fine && close.some(({ detection }) => detection.score > SURE)) return close;
  const all = [...close, ...(await lookAt(2))];
  if (all.some(({ detection }) => detection.score >= STRONG)) return all;
  return [...all, ...(await lookAt(4))];
}
