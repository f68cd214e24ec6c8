// Pixels to faces: detect, align, measure, keep, embed. Whoever has the networks near lends them as functions.
import { alignFace, cutInput, type AlignedFace } from '../../models/face/align.ts';
import { detectFaces, type DetectOptions, type FaceDetector } from '../../models/face/detect.ts';
import type { RgbImage } from '../../models/face/face.ts';
import { differenceHash } from '../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../models/face/pose.ts';
import { measureQuality } from '../../models/face/quality.ts';
import type { EncoderInput } from '../../models/manifest.ts';
import type { AlignedCrop, FoundFace } from './engine.ts';

export interface Eyes {
  readonly detector: FaceDetector;
  readonly options?: DetectOptions;
  /** Where faces are embedded: how they are cut for the encoder, and the encoder itself. */
  readonly encoder?: {
    readonly input: EncoderInput;
    readonly embed: (images: readonly RgbImage[]) => Promise<Float32Array[]>;
  };
  /** Where crops are kept. */
  readonly keep?: (crop: RgbImage) => Promise<AlignedCrop>;
}

/** How a camera's frame is searched: less closely than a still photo, for the next one follows. */
export const live = { tiles: 0 } as const satisfies DetectOptions;

/** Embeddings and kept crops are made side by side. Rejects where the networks do. */
export async function lookAt(
  image: RgbImage,
  { detector, options, encoder, keep }: Eyes,
): Promise<FoundFace[]> {
  const detections = await detectFaces(image, detector, options);
  const aligned = detections.map(({ landmarks }) => alignFace(image, landmarks));
  // From the same crops, by the same cut, as faces that are embedded from the library.
  const cut = (input: EncoderInput) =>
    aligned.map(({ crop, landmarks }: AlignedFace) => cutInput(crop, landmarks, input));
  const [embeddings, crops] = await Promise.all([
    encoder && aligned.length > 0 ? encoder.embed(cut(encoder.input)) : [],
    keep ? Promise.all(aligned.map(({ crop }) => keep(crop))) : [],
  ]);
  return detections.map((detection, i): FoundFace => {
    const { box, landmarks } = detection;
    return {
      box,
      landmarks,
      cropLandmarks: aligned[i].landmarks,
      pose: estimatePose(landmarks),
      quality: measureQuality(image, detection, aligned[i]),
      differenceHash: differenceHash(aligned[i].crop),
      ...(keep && { crop: crops[i] }),
      ...(encoder && { embedding: embeddings[i] }),
    };
  });
}
