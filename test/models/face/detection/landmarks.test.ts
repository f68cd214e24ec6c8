import { expect, test } from 'vitest';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { LANDMARK_INPUT, LANDMARK_NAMES } from '../../../../models/face/detection/nets/landmarkNames.ts';
import { refineLandmarks } from '../../../../models/face/detection/landmarks68.ts';
import type { Landmarks, Point } from '../../../../models/image/geometry.ts';
import { groupPhoto, loadPhoto, makeStarter, openDetector, openNetwork } from '../support/starter.ts';

const starter = makeStarter();
const detector = await openDetector(starter);
const network = await openNetwork(`${starter}/blazeface/landmarks.onnx`);

test('the network answers as TensorFlow.js runs it', async () => {
  const side = LANDMARK_INPUT;
  const data = new Float32Array(3 * side * side);
  const mean = [122.782, 117.001, 104.298];
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const value = 127.5 + 127.5 * Math.sin(0.11 * x * (c + 1) + 0.07 * y * (3 - c));
        data[(c * side + y) * side + x] = (value - mean[c]) / 255;
      }
  const { data: points } = (await network({ data, dims: [1, 3, side, side] }))[LANDMARK_NAMES.output];
  expect(points).toHaveLength(136);
  // @tensorflow/tfjs 4.22 on the same picture, with face-api's layers: the first four points and the last two.
  const first = [0.4217242, 0.4517184, 0.5146562, 0.5152419, 0.6204658, 0.5371831, 0.6445679, 0.5976219];
  const last = [0.6773193, 0.5230208, 0.6720604, 0.5329376];
  [...first, ...last].forEach((value, i) => {
    const at = i < 8 ? i : 132 + i - 8;
    expect(Number(points[at])).toBeCloseTo(value, 5);
  });
});

const photo = await loadPhoto(groupPhoto(6));
const people = await detectFaces(photo, detector);

test('landmarks that a detector places badly come back to where they belong', async () => {
  for (const { landmarks } of people) {
    const eyes = Math.hypot(landmarks[1][0] - landmarks[0][0], landmarks[1][1] - landmarks[0][1]);
    const spoilt = landmarks.map(([x, y], i): Point => [
      x + 0.12 * eyes * Math.sin(i + 1),
      y + 0.12 * eyes * Math.cos(3 * i),
    ]) as unknown as Landmarks;
    const { landmarks: refined } = await refineLandmarks(photo, spoilt, network);
    const error = (found: Landmarks) =>
      Math.max(...found.map(([x, y], i) => Math.hypot(x - landmarks[i][0], y - landmarks[i][1]))) / eyes;
    expect(error(spoilt)).toBeGreaterThan(0.11);
    expect(error(refined)).toBeLessThan(0.08);
  }
});

test('where there is no face the detector is believed', async () => {
  const legs: Landmarks = [
    [700, 1200],
    [760, 1200],
    [730, 1235],
    [705, 1265],
    [755, 1265],
  ];
  const opinion = await refineLandmarks(photo, legs, network);
  expect(opinion.landmarks).toBe(legs);
  expect(opinion.disagreement).toBeGreaterThan(0.15);
});

test('a network with another output is refused', async () => {
  const other = () => Promise.resolve({});
  await expect(refineLandmarks(photo, people[0].landmarks, other)).rejects.toThrow('no output named points');
});
