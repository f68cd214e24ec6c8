// THE alignment: from a photo to the stored crop, and from the crop to an encoder's input. Import and camera both
// go this way, so what an encoder learns from and what it is asked about cannot differ.
import type { Landmarks, RgbImage } from '../image/geometry.ts';
import type { EncoderInput } from '../manifest.ts';
import { fitSimilarity, invert, transform, type Similarity } from '../image/similarity.ts';
import { CROP_SIZE, cropTemplate } from './templates.ts';
import { warp } from '../image/warp.ts';

export interface AlignedFace {
  /** `CROP_SIZE` squared: the face upright, at one scale, with room around it. */
  readonly crop: RgbImage;
  /** The landmarks in pixels of the crop. */
  readonly landmarks: Landmarks;
}

/** All five points decide, so a profile, whose eyes nearly coincide, keeps its scale from eyes to mouth. */
export function alignFace(image: RgbImage, landmarks: Landmarks): AlignedFace {
  const toCrop = fitSimilarity(landmarks, cropTemplate);
  return {
    crop: warp(image, invert(toCrop), CROP_SIZE, CROP_SIZE),
    landmarks: moveLandmarks(landmarks, toCrop),
  };
}

/** The square that an encoder is fed with: `input.size` squared, landmarks as near its template as they can be. */
export function cutInput(
  crop: RgbImage,
  landmarks: Landmarks,
  input: Pick<EncoderInput, 'size' | 'template'>,
): RgbImage {
  return warp(crop, invert(fitSimilarity(landmarks, input.template)), input.size, input.size);
}

export function moveLandmarks([a, b, c, d, e]: Landmarks, by: Similarity): Landmarks {
  return [transform(by, a), transform(by, b), transform(by, c), transform(by, d), transform(by, e)];
}
