// Pixels to faces: detect, align, measure, keep, embed. Whoever has the networks near lends them as functions.
import { alignFace, cutInput } from '../../../models/face/align.ts';
import { detectFaces, type DetectOptions, type FaceDetector } from '../../../models/face/detection/detect.ts';
import { faceInBox } from '../../../models/face/detection/drawn.ts';
import type { Detection, Pose, Quality } from '../../../models/face/face.ts';
import { differenceHash } from '../../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../../models/face/pose.ts';
import type { Box, RgbImage } from '../../../models/image/geometry.ts';
import { measureQuality } from '../../../models/face/quality.ts';
import { joinEmbeddings } from '../../../models/identity/fused/embeddings.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import type { AlignedCrop, FoundFace } from '../engine.ts';
import type { FaceRater } from '../networks/openModels.ts';

/** A face on its way to the encoder. */
export interface FaceToEmbed {
  readonly box: Box;
  readonly pose: Pose;
  readonly quality: Quality;
  /** An encoder's input. */
  readonly cut: (input: EncoderInput) => RgbImage;
}

export interface ImageAnalyser {
  readonly detector: FaceDetector;
  readonly options?: DetectOptions;
  /** Boxes that somebody drew, whose faces are described in place of a search. */
  readonly drawn?: readonly Box[];
  /** Rates faces in place of `measureQuality`. */
  readonly rater?: FaceRater;
  /** Where faces are embedded. */
  readonly embed?: (faces: readonly FaceToEmbed[]) => Promise<Float32Array[]>;
  /** Where crops are kept. */
  readonly keep?: (crop: RgbImage) => Promise<AlignedCrop>;
}

/** One embedding a face: of several encoders all in one (`joinEmbeddings`). */
export async function embedByAll(
  inputs: readonly EncoderInput[],
  faces: readonly FaceToEmbed[],
  embed: (which: number, images: readonly RgbImage[]) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  const all = await Promise.all(
    inputs.map((input, which) =>
      embed(
        which,
        faces.map(({ cut }) => cut(input)),
      ),
    ),
  );
  return all.length === 1 ? all[0] : faces.map((_, face) => joinEmbeddings(all.map((rows) => rows[face])));
}

/** Milliseconds after which nothing more is looked at in a camera's frame: the next one follows. */
const FRAME_TIME = 60;

/** How a camera's frame is searched: for faces that the network is sure of, as long as the frame's time lasts. */
export function live(): DetectOptions {
  const end = performance.now() + FRAME_TIME;
  return { hurried: true, goOn: () => performance.now() < end };
}

async function inBoxes(image: RgbImage, detector: FaceDetector, boxes: readonly Box[]): Promise<Detection[]> {
  const found: Detection[] = [];
  for (const box of boxes) found.push(await faceInBox(image, detector, box));
  return found;
}

/** Embeddings and kept crops are made side by side. Rejects where the networks do. */
export async function analyseImage(
  image: RgbImage,
  { detector, options, drawn, rater, embed, keep }: ImageAnalyser,
): Promise<FoundFace[]> {
  const detections = drawn
    ? await inBoxes(image, detector, drawn)
    : await detectFaces(image, detector, options);
  const measured = detections.map((detection) => {
    const { box, landmarks } = detection;
    const aligned = alignFace(image, landmarks);
    return {
      crop: aligned.crop,
      described: {
        box,
        landmarks,
        cropLandmarks: aligned.landmarks,
        pose: estimatePose(landmarks),
        quality: measureQuality(image, detection, aligned),
        differenceHash: differenceHash(aligned.crop),
      },
    };
  });
  const faces = rater === undefined ? measured : await rated(measured, rater);
  // From the same crops, by the same cut, as faces that are embedded from the library.
  const toEmbed = faces.map(({ crop, described: { box, pose, quality, cropLandmarks } }): FaceToEmbed => ({
    ...{ box, pose, quality },
    cut: (input) => cutInput(crop, cropLandmarks, input),
  }));
  const [embeddings, crops] = await Promise.all([
    embed && faces.length > 0 ? embed(toEmbed) : [],
    keep ? Promise.all(faces.map(({ crop }) => keep(crop))) : [],
  ]);
  return faces.map(({ described }, i): FoundFace => ({
    ...described,
    ...(keep && { crop: crops[i] }),
    ...(embed && { embedding: embeddings[i] }),
  }));
}

interface MeasuredFace {
  readonly crop: RgbImage;
  readonly described: Omit<FoundFace, 'crop' | 'embedding'>;
}

/**
 * The faces with the network's score. A box that somebody drew and the detector found nothing in keeps its own: the
 * network was trained on faces, and what it says of anything else means nothing.
 */
async function rated(
  faces: readonly MeasuredFace[],
  { input, rate }: FaceRater,
): Promise<readonly MeasuredFace[]> {
  const isFound = ({ described }: MeasuredFace) => described.quality.detection > 0;
  const cuts = faces
    .filter(isFound)
    .map(({ crop, described }) => cutInput(crop, described.cropLandmarks, input));
  const scores = cuts.length === 0 ? [] : await rate(cuts);
  return faces.map((face) => {
    const score = isFound(face) ? scores.shift() : undefined;
    if (score === undefined) return face;
    const { crop, described } = face;
    return { crop, described: { ...described, quality: { ...described.quality, score } } };
  });
}
