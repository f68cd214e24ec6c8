import { expect, test } from 'vitest';
import { detectFaces } from '../../../models/face/detection/detect.ts';
import { estimatePose } from '../../../models/face/pose.ts';
import { cropTemplate } from '../../../models/face/templates.ts';
import type { Landmarks, Point } from '../../../models/image/geometry.ts';
import { faces, needs } from '../../support/shared.ts';
import { loadPhoto, makeStarter, openDetector } from './support/starter.ts';

/** A head in three dimensions: x to the right, y down, z towards the viewer. */
const head = [
  [-31, 0, 0],
  [31, 0, 0],
  [0, 35, 26],
  [-27, 66, 2],
  [27, 66, 2],
] as const;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Turns to the image's right by `yaw`, up by `pitch`, clockwise by `roll`, then looks from far away. */
function landmarksOf(yaw: number, pitch: number, roll: number): Landmarks {
  const [cy, sy] = [Math.cos(radians(yaw)), Math.sin(radians(yaw))];
  const [cp, sp] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
  const [cr, sr] = [Math.cos(radians(roll)), Math.sin(radians(roll))];
  return head.map(([x, y, z]): Point => {
    const [x1, z1] = [x * cy + z * sy, z * cy - x * sy];
    const y1 = y * cp - z1 * sp;
    return [500 + 1.7 * (x1 * cr - y1 * sr), 300 + 1.7 * (x1 * sr + y1 * cr)];
  }) as unknown as Landmarks;
}

test.each([
  [0, 0, 0],
  [30, 0, 0],
  [-60, 0, 0],
  [0, 20, 0],
  [0, -25, 0],
  [0, 0, 40],
  [0, 0, -80],
  [45, 15, -20],
  [-80, -10, 10],
])('yaw %i, pitch %i, roll %i', (yaw, pitch, roll) => {
  const pose = estimatePose(landmarksOf(yaw, pitch, roll));
  expect(Math.abs(pose.yaw - yaw)).toBeLessThan(4);
  expect(Math.abs(pose.pitch - pitch)).toBeLessThan(4);
  expect(Math.abs(pose.roll - roll)).toBeLessThan(4);
});

test('the template of the crop looks straight ahead', () => {
  const { yaw, pitch, roll } = estimatePose(cropTemplate);
  expect([yaw, roll].map(Math.abs)).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
  expect(Math.abs(pitch)).toBeLessThan(3);
});

test('a head that turns from profile towards the camera', async (context) => {
  needs(context, `${faces}/umist`);
  const detector = await openDetector(makeStarter());
  for (const person of ['s05', 's08', 's13']) {
    const yaws: number[] = [];
    for (const number of ['03', '09', '15', '19']) {
      const [face] = await detectFaces(await loadPhoto(`${faces}/umist/${person}/${number}.png`), detector);
      yaws.push(estimatePose(face.landmarks).yaw);
    }
    expect(yaws).toEqual([...yaws].sort((a, b) => b - a));
    expect(yaws[0]).toBeGreaterThan(55);
    expect(yaws[3]).toBeLessThan(yaws[0] - 15);
  }
});
