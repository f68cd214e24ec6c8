// Finds the five landmarks anew with the 68-point network, and says when that network cannot be trusted.
import type { Landmarks, Point, RgbImage } from '../../image/geometry.ts';
import { moveLandmarks } from '../align.ts';
import type { NetworkInput, NetworkOutputs, RunNetwork } from './decoder.ts';
import { LANDMARK_INPUT, LANDMARK_NAMES } from './nets/landmarkNames.ts';
import { mirror } from '../../image/mirror.ts';
import { fitSimilarity, invert } from '../../image/similarity.ts';
import { placeFace } from '../templates.ts';
import { writeTensor, type PixelFormat } from '../../image/tensor.ts';
import { warp } from '../../image/warp.ts';

const format: PixelFormat = {
  layout: 'NCHW',
  channels: 'RGB',
  mean: [122.782, 117.001, 104.298],
  std: [255, 255, 255],
};

/** The framing that the network repeats best: measured over eye distances from 28 to 52 of its 112 pixels. */
const eyeDistance = 42;
const template = placeFace(55.5, 33, eyeDistance);

/**
 * How far the network's answers for the face and for its mirror image may lie apart, in eye distances. On frontal
 * faces 0.03 to 0.08; on profiles, which it never learned, 0.1 and much more.
 */
const mostDisagreement = 0.09;

/** Indices into the 68 points (300-W order). */
const leftEye = [36, 37, 38, 39, 40, 41];
const rightEye = [42, 43, 44, 45, 46, 47];
const noseTip = [30];
const leftMouth = [48];
const rightMouth = [54];

/** The point that takes each point's place in the mirror. */
const mirrored = [
  ...[16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
  ...[26, 25, 24, 23, 22, 21, 20, 19, 18, 17],
  ...[27, 28, 29, 30, 35, 34, 33, 32, 31],
  ...[45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40],
  ...[54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65],
];

/** The face and its mirror image as one batch, `[2, 3, 112, 112]`. */
export function landmarkInput(face: RgbImage): NetworkInput {
  const one = 3 * LANDMARK_INPUT * LANDMARK_INPUT;
  const data = new Float32Array(2 * one);
  writeTensor(face, format, data);
  writeTensor(mirror(face), format, data, one);
  return { data, dims: [2, 3, LANDMARK_INPUT, LANDMARK_INPUT] };
}

/** The five landmarks among the 68 points of one row of the output, in pixels of the input. */
function fivePoints(shares: ArrayLike<unknown>, row: number, index: (i: number) => number): Landmarks {
  const mean = (indices: readonly number[]): Point => {
    let [x, y] = [0, 0];
    for (const i of indices) {
      x += Number(shares[row * 136 + 2 * index(i)]);
      y += Number(shares[row * 136 + 2 * index(i) + 1]);
    }
    const scale = LANDMARK_INPUT / indices.length;
    return [x * scale - 0.5, y * scale - 0.5];
  };
  return [mean(leftEye), mean(rightEye), mean(noseTip), mean(leftMouth), mean(rightMouth)];
}

function read(outputs: NetworkOutputs): { readonly mean: Landmarks; readonly disagreement: number } {
  const output = outputs[LANDMARK_NAMES.output] as NetworkOutputs[string] | undefined;
  if (!output) throw new Error(`the landmark network has no output named ${LANDMARK_NAMES.output}`);
  const plain = fivePoints(output.data, 0, (i) => i);
  const other = fivePoints(output.data, 1, (i) => mirrored[i]);
  const turned = other.map(([x, y]): Point => [LANDMARK_INPUT - 1 - x, y]);
  const apart = plain.map(([x, y], i) => Math.hypot(x - turned[i][0], y - turned[i][1]));
  const middle = (i: number): Point => [(plain[i][0] + turned[i][0]) / 2, (plain[i][1] + turned[i][1]) / 2];
  return {
    mean: [middle(0), middle(1), middle(2), middle(3), middle(4)],
    disagreement: Math.hypot(...apart) / Math.sqrt(apart.length) / eyeDistance,
  };
}

/** What the 68-point network says of a face. */
export interface SecondOpinion {
  /** Its landmarks, in pixels of the photo. Where it contradicts itself, as on profiles, those that it was given. */
  readonly landmarks: Landmarks;
  /** Whether it agrees with itself. */
  readonly trusted: boolean;
  /** How far its answers for the face and for its mirror image lie apart, in eye distances. */
  readonly disagreement: number;
}

/** Looks at a face near the landmarks of a detector. */
export async function refineLandmarks(
  image: RgbImage,
  landmarks: Landmarks,
  run: RunNetwork,
): Promise<SecondOpinion> {
  const toPhoto = invert(fitSimilarity(landmarks, template));
  const { mean, disagreement } = read(
    await run(landmarkInput(warp(image, toPhoto, LANDMARK_INPUT, LANDMARK_INPUT))),
  );
  const trusted = disagreement <= mostDisagreement;
  return { landmarks: trusted ? moveLandmarks(mean, toPhoto) : landmarks, trusted, disagreement };
}

/** Looks at faces, and at the same landmarks once. */
export function landmarkRefiner(
  image: RgbImage,
  run: RunNetwork,
): (landmarks: Landmarks) => Promise<SecondOpinion> {
  const known = new WeakMap<Landmarks, Promise<SecondOpinion>>();
  return (landmarks) => {
    const opinion = known.get(landmarks) ?? refineLandmarks(image, landmarks, run);
    known.set(landmarks, opinion);
    return opinion;
  };
}
