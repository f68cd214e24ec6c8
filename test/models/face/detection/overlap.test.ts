import { expect, test } from 'vitest';
import type { Detection } from '../../../../models/face/face.ts';
import { blend, keepBest, keepOutermost, overlap } from '../../../../models/face/detection/overlap.ts';
import { mergeViews } from '../../../../models/face/detection/candidates.ts';
import type { Box } from '../../../../models/image/geometry.ts';

const face = (box: Box, score: number): Detection => {
  const at = (dx: number, dy: number) => [box[0] + dx * box[2], box[1] + dy * box[3]] as const;
  return { box, score, landmarks: [at(0.3, 0.4), at(0.7, 0.4), at(0.5, 0.6), at(0.35, 0.8), at(0.65, 0.8)] };
};

test('overlap is the shared part of the joint area', () => {
  expect(overlap([0, 0, 10, 10], [5, 0, 10, 10])).toBeCloseTo(1 / 3, 9);
  expect(overlap([0, 0, 10, 10], [10, 0, 10, 10])).toBe(0);
  expect(overlap([0, 0, 10, 10], [2, 2, 5, 5])).toBeCloseTo(0.25, 9);
});

test('suppression keeps the best of each group, and what does not overlap', () => {
  const faces = [face([1, 0, 10, 10], 0.7), face([0, 0, 10, 10], 0.9), face([30, 0, 10, 10], 0.6)];
  expect(keepBest(faces, 0.3)).toEqual([faces[1], faces[2]]);
});

test('blending is the mean by score', () => {
  const [one, ...others] = blend([face([0, 0, 10, 10], 0.9), face([3, 0, 10, 10], 0.6)], 0.3);
  expect(others).toHaveLength(0);
  expect(one.box[0]).toBeCloseTo((3 * 0.6) / 1.5, 9);
  expect(one.landmarks[0][0]).toBeCloseTo(3 + 1.2, 9);
  expect(one.score).toBe(0.9);
});

test('of two views of a face the better framed one stays, with the better score', () => {
  const small = { detection: face([100, 100, 50, 50], 0.9), share: 0.05, onLevel: false };
  const framed = { detection: face([102, 101, 48, 48], 0.8), share: 0.22, onLevel: true };
  expect(mergeViews([small, framed])).toEqual([
    { detection: { ...framed.detection, score: 0.9 }, share: 0.22, onLevel: false },
  ]);
});

test('an eye within a face is no face; a face before another one is', () => {
  const whole = face([0, 0, 100, 100], 0.8);
  expect(keepOutermost([face([10, 20, 30, 30], 0.85), whole])).toEqual([whole]);
  const child = face([70, 40, 60, 60], 0.8);
  expect(keepOutermost([whole, child])).toHaveLength(2);
});

test('somebody who stands half behind a face is no part of it; a large part of it, in its middle, is one', () => {
  const before = face([46, 85, 119, 119], 0.89);
  const behind = face([18, 104, 74, 74], 0.79);
  expect(keepOutermost([before, behind])).toEqual([before, behind]);
  // Eyes and nose without the mouth.
  expect(keepOutermost([before, face([66, 95, 74, 74], 0.79)])).toEqual([before]);
  // An ear, at the edge as well.
  expect(keepOutermost([before, face([36, 130, 30, 30], 0.79)])).toEqual([before]);
});
