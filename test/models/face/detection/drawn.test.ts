// Boxes that somebody drew: the face in each where there is one, else landmarks where a head's would be.
import { expect, test } from 'vitest';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { faceInBox } from '../../../../models/face/detection/drawn.ts';
import type { Box, Landmarks } from '../../../../models/image/geometry.ts';
import { groupPhoto, loadPhoto, makeStarter, openDetector } from '../support/starter.ts';

const detector = await openDetector(makeStarter());

const eyes = ([[ax, ay], [bx, by]]: Landmarks): number => Math.hypot(ax - bx, ay - by);

/** Around the head, as people draw it: with hair and chin. */
const headOf = ([x, y, w, h]: Box): Box => [x - 0.2 * w, y - 0.45 * h, 1.4 * w, 1.6 * h];

test('drawn around a face or around the whole head, its landmarks are those of the face', async () => {
  const image = await loadPhoto(groupPhoto(1));
  const found = await detectFaces(image, detector);
  expect(found).toHaveLength(3);
  for (const face of found) {
    for (const box of [face.box, headOf(face.box)]) {
      const drawn = await faceInBox(image, detector, box);
      expect(drawn.box).toEqual(box);
      expect(drawn.score).toBeGreaterThan(0.5);
      const apart = drawn.landmarks.map(([x, y], at) =>
        Math.hypot(x - (face.landmarks[at]?.[0] ?? 0), y - (face.landmarks[at]?.[1] ?? 0)),
      );
      expect(Math.max(...apart)).toBeLessThan(0.2 * eyes(face.landmarks));
    }
  }
});

test('where nothing looks like a face its score is 0, and the landmarks lie in the box', async () => {
  const image = await loadPhoto(groupPhoto(1));
  const box: Box = [40, 40, 120, 150];
  const { score, landmarks } = await faceInBox(image, detector, box);
  expect(score).toBe(0);
  for (const [x, y] of landmarks)
    expect(x > box[0] && x < box[0] + box[2] && y > box[1] && y < box[1] + box[3]).toBe(true);
  expect(eyes(landmarks)).toBeGreaterThan(30);
});
