// How much a face can be relied on: its size, sharpness, exposure, what the border cuts off, the detector's word.
import type { Box, RgbImage } from '../image/geometry.ts';
import type { AlignedFace } from './align.ts';
import type { Detection, Quality } from './face.ts';
import { fitSimilarity, scaleOf } from '../image/similarity.ts';
import { CROP_SIZE, meanFace } from './templates.ts';

/** The face inside the crop, without hair and background: from brows to chin, cheek to cheek. */
const inner = { left: 96, top: 112, right: 224, bottom: 240 } as const;
const side = inner.right - inner.left;

/** A face is about this many eye distances wide. */
const faceWidth = 2;

/** Luminance (Rec. 601) of the inner face, row by row. */
function luminance({ data }: RgbImage): Float32Array {
  const light = new Float32Array(side * side);
  let to = 0;
  for (let y = inner.top; y < inner.bottom; y++) {
    let from = (y * CROP_SIZE + inner.left) * 3;
    for (let x = 0; x < side; x++, from += 3)
      light[to++] = 0.299 * data[from] + 0.587 * data[from + 1] + 0.114 * data[from + 2];
  }
  return light;
}

/**
 * How much detail a blur takes away, 0 to 1, along one axis: detail that is not there cannot be blurred away (Crete et
 * al., "The blur effect", 2007).
 */
function lostDetail(light: Float32Array, step: number, across: number): number {
  const radius = 4;
  let before = 0;
  let lost = 0;
  for (let line = 0; line < side; line++) {
    const start = line * across;
    for (let i = radius + 1; i < side - radius; i++) {
      const entering = light[start + (i + radius) * step];
      const leaving = light[start + (i - radius - 1) * step];
      const sharp = Math.abs(light[start + i * step] - light[start + (i - 1) * step]);
      const blurred = Math.abs(entering - leaving) / (2 * radius + 1);
      before += sharp;
      lost += Math.max(0, sharp - blurred);
    }
  }
  return before > 0 ? lost / before : 0;
}

const ramp = (value: number, low: number, high: number) =>
  Math.max(0, Math.min(1, (value - low) / (high - low)));

function sharpnessOf(light: Float32Array): number {
  return ramp(Math.min(lostDetail(light, 1, side), lostDetail(light, side, 1)), 0.1, 0.6);
}

/** Falls with the share of the face that is black or burnt out, and with a mean far from the middle. */
function exposureOf(light: Float32Array): number {
  let sum = 0;
  let lost = 0;
  for (const value of light) {
    sum += value;
    if (value < 8 || value > 250) lost++;
  }
  const mean = sum / light.length;
  return ramp(mean, 15, 70) * (1 - ramp(mean, 200, 250)) * (1 - ramp(lost / light.length, 0.05, 0.6));
}

function clippedShare([x, y, width, height]: Box, image: RgbImage): number {
  const outside = (start: number, length: number, limit: number) =>
    Math.min(length, Math.max(0, -start) + Math.max(0, start + length - limit)) / length;
  return 1 - (1 - outside(x, width, image.width)) * (1 - outside(y, height, image.height));
}

/** A factor that falls to `floor` and no further: one flaw alone does not make a face worthless. */
const flaw = (goodness: number, floor: number) => floor + (1 - floor) * goodness;

/** `aligned` is `alignFace` of the same detection in the same photo. */
export function measureQuality(image: RgbImage, detection: Detection, aligned: AlignedFace): Quality {
  const light = luminance(aligned.crop);
  const pixels = faceWidth * scaleOf(fitSimilarity(meanFace, detection.landmarks));
  const sharpness = sharpnessOf(light);
  const exposure = exposureOf(light);
  const clipped = clippedShare(detection.box, image);
  const product =
    ramp(pixels, 16, 80) *
    flaw(ramp(sharpness, 0, 0.6), 0.15) *
    flaw(exposure, 0.15) *
    flaw(1 - ramp(clipped, 0.05, 0.6), 0.1) *
    ramp(detection.score, 0.3, 0.9);
  return { score: Math.sqrt(product), pixels, sharpness, exposure, clipped, detection: detection.score };
}
