// One face, several boxes: how much boxes overlap, and the two ways to make one of them.
import { sharedArea } from '../../image/boxes.ts';
import type { Box, Landmarks, Point } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';

/** How much two boxes of the same face overlap at least. */
export const SAME_FACE = 0.3;

/** The longer side of a box. */
export const sideOf = ([, , width, height]: Box): number => Math.max(width, height);

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

/** How much of the smaller box lies in the other one, 0 to 1. */
export function containment(a: Box, b: Box): number {
  const iou = overlap(a, b);
  const [areaA, areaB] = [a[2] * a[3], b[2] * b[3]];
  return (iou * (areaA + areaB)) / ((1 + iou) * Math.min(areaA, areaB));
}

/** A part that is no smaller than this share of the whole is one only where its middle lies well within. */
const LARGE_PART = 0.5;
/** How far within, as a share of the whole's side. */
const WITHIN = 0.15;

/**
 * Whether a smaller box shows a part of a face, such as an eye or an ear, and not somebody who stands behind it: of a neighbour's
 * face half may lie in the box, but its middle lies at the edge, and it is about as large.
 */
export function isPartOf(part: Box, whole: Box): boolean {
  if (sideOf(part) >= sideOf(whole) || containment(whole, part) <= 0.5) return false;
  if (sideOf(part) < LARGE_PART * sideOf(whole)) return true;
  const [x, y] = [part[0] + part[2] / 2, part[1] + part[3] / 2];
  const [left, top, width, height] = whole;
  const isWithin = (at: number, from: number, length: number) =>
    at > from + WITHIN * length && at < from + (1 - WITHIN) * length;
  return isWithin(x, left, width) && isWithin(y, top, height);
}

/** Whether two boxes are of one face: one of them is of a part, or both are of about the same. */
const isSameFace = (one: Box, other: Box): boolean => {
  const [whole, part] = sideOf(one) >= sideOf(other) ? [one, other] : [other, one];
  return overlap(one, other) > SAME_FACE || isPartOf(part, whole);
};

/** Groups detections around the best ones: each group's first member overlaps the others by `threshold` or more. */
function group(detections: readonly Detection[], threshold: number): Detection[][] {
  let rest = [...detections].sort((a, b) => b.score - a.score);
  const groups: Detection[][] = [];
  while (rest.length > 0) {
    const best = rest[0];
    const same = rest.filter(({ box }, i) => i === 0 || overlap(best.box, box) >= threshold);
    rest = rest.filter((one) => !same.includes(one));
    groups.push(same);
  }
  return groups;
}

/** Non-maximum suppression: of overlapping detections the best one stays. Best first. */
export const keepBest = (detections: readonly Detection[], threshold: number): Detection[] =>
  group(detections, threshold).map(([best]) => best);

/**
 * Weighted non-maximum suppression (BlazeFace, arXiv 1907.05047, section 4): overlapping detections become their
 * mean, weighted by score, which steadies boxes and landmarks; the best score stays. Best first.
 */
export const blend = (detections: readonly Detection[], threshold: number): Detection[] =>
  group(detections, threshold).map((same) => {
    const total = same.reduce((sum, { score }) => sum + score, 0);
    const mean = (read: (one: Detection) => number) =>
      same.reduce((sum, one) => sum + one.score * read(one), 0) / total;
    const point = (i: number): Point => [
      mean(({ landmarks }) => landmarks[i][0]),
      mean(({ landmarks }) => landmarks[i][1]),
    ];
    const box: Box = [
      mean((d) => d.box[0]),
      mean((d) => d.box[1]),
      mean((d) => d.box[2]),
      mean((d) => d.box[3]),
    ];
    const landmarks: Landmarks = [point(0), point(1), point(2), point(3), point(4)];
    return { box, landmarks, score: same[0].score };
  });

/**
 * One detection a face, surest first: besides the same face twice, an eye or an ear that was taken for a small face
 * within a face. Such a part stays only where it is clearly surer than the whole.
 */
export function keepOutermost(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  const weight = ({ box, score }: Detection) => score + 0.1 * Math.log2(box[2]);
  for (const one of [...detections].sort((a, b) => weight(b) - weight(a)))
    if (!kept.some(({ box }) => isSameFace(box, one.box))) kept.push(one);
  return kept.sort((a, b) => b.score - a.score);
}
