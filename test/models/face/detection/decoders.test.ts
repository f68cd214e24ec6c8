import { expect, test } from 'vitest';
import { blazeface } from '../../../../models/face/detection/blazeface.ts';
import { inputOf, letterbox, turnView, type Decoder } from '../../../../models/face/detection/decoder.ts';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import type { Detection } from '../../../../models/face/face.ts';
import { overlap } from '../../../../models/face/detection/overlap.ts';
import { scrfd } from '../../../../models/face/detection/scrfd.ts';
import { yunet } from '../../../../models/face/detection/yunet.ts';
import { seededRandom } from '../../../../models/random.ts';
import { needs, networks } from '../../../support/shared.ts';
import { groupPhoto, loadPhoto, makeStarter, openNetwork } from '../support/starter.ts';

const starter = makeStarter();
const builtIn = await openNetwork(`${starter}/blazeface/detector.onnx`);
const image = await loadPhoto(groupPhoto(6));

/** Largest distance between landmarks of the same face, in widths of its box. */
function apart(a: Detection, b: Detection): number {
  const distances = a.landmarks.map(([x, y], i) => Math.hypot(x - b.landmarks[i][0], y - b.landmarks[i][1]));
  return Math.max(...distances) / a.box[2];
}

const added: readonly (readonly [string, Decoder, string])[] = [
  ['YuNet', yunet, `${networks}/face_detection_yunet_2023mar.onnx`],
  ['SCRFD', scrfd, `${networks}/scrfd_500m_kps.onnx`],
];

for (const [name, decoder, path] of added)
  test(`${name} and BlazeFace agree on four faces and their landmarks`, async (context) => {
    needs(context, path);
    const expected = await detectFaces(image, { decoder: blazeface, run: builtIn });
    expect(expected).toHaveLength(4);
    const found = await detectFaces(image, { decoder, run: await openNetwork(path) });
    expect(found).toHaveLength(4);
    for (const face of found) {
      const same = expected.find(({ box }) => overlap(box, face.box) > 0.3);
      expect(same && apart(face, same)).toBeLessThan(0.2);
      const [left, right, nose, leftMouth, rightMouth] = face.landmarks;
      expect(left[0] < right[0] && left[1] < nose[1] && nose[1] < leftMouth[1]).toBe(true);
      expect(leftMouth[0]).toBeLessThan(rightMouth[0]);
    }
  });

/** One candidate of score 1 at the anchor in column 3, row 5 of the coarse grid (stride 32), 64 pixels wide. */
function coarseOutputs() {
  const grid = (count: number, width: number) => ({
    data: new Float32Array(count * width),
    dims: [1, count, width],
  });
  const outputs = {
    fineScores: grid(512, 1),
    coarseScores: grid(384, 1),
    fineBoxes: grid(512, 16),
    coarseBoxes: grid(384, 16),
  };
  outputs.fineScores.data.fill(-100);
  outputs.coarseScores.data.fill(-100);
  const anchor = (5 * 8 + 3) * 6 + 2;
  outputs.coarseScores.data[anchor] = 100;
  outputs.coarseBoxes.data.set([0, 0, 64, 64, -16, -8, 16, -8, 0, 4, 0, 20, -30, 0, 30, 0], anchor * 16);
  return outputs;
}

test('BlazeFace: an anchor is the middle of its cell, and the view decides where that is in the photo', () => {
  // The view is twice as wide as high: the network's 256 pixels show 512 of the photo, from 50 pixels above it.
  const { picture, toImage } = letterbox(image, [100, 78, 512, 256], 0, { width: 256, height: 256 });
  expect(inputOf([picture], blazeface).dims).toEqual([1, 256, 256, 3]);
  const [face, ...others] = blazeface.decode(coarseOutputs(), toImage, picture);
  expect(others).toHaveLength(0);
  // Anchor at (112, 176) of the input, 224 and 352 pixels into a square that begins at (100, -50).
  expect(face.box).toEqual([100 + 224 - 64, -50 + 352 - 64, 128, 128]);
  expect(face.score).toBeCloseTo(1, 6);
  const [left, right, nose, leftMouth, rightMouth] = face.landmarks;
  expect(left).toEqual([324 - 32 - 0.5, 302 - 16 - 0.5]);
  expect(right).toEqual([324 + 32 - 0.5, 302 - 16 - 0.5]);
  expect(nose).toEqual([324 - 0.5, 302 + 8 - 0.5]);
  expect((leftMouth[0] + rightMouth[0]) / 2).toBeCloseTo(323.5, 9);
  expect(rightMouth[0] - leftMouth[0]).toBeCloseTo(0.892 * 64, 9);
});

test('a view that is turned is the view of what leans a quarter turn further', () => {
  const random = seededRandom(1, 'turned');
  const data = Uint8Array.from({ length: 300 * 200 * 3 }, () => random.integer(256));
  const photo = { data, width: 300, height: 200 };
  const [box, size] = [[90, 60, 130, 130] as const, { width: 64, height: 64 }];
  let view = letterbox(photo, box, 20, size);
  for (const roll of [110, 200, 290]) {
    view = turnView(view);
    const anew = letterbox(photo, box, roll, size);
    for (const name of ['a', 'b', 'tx', 'ty'] as const)
      expect(view.toImage[name]).toBeCloseTo(anew.toImage[name], 9);
    const apart = view.picture.data.map((value, i) => Math.abs(value - anew.picture.data[i]));
    expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  }
});

test('BlazeFace: what responds without being a face is a hint, where its anchor says', () => {
  const outputs = coarseOutputs();
  const here = { a: 2, b: 0, tx: 0.5, ty: 0.5 };
  const size = { width: 256, height: 256 };
  expect(blazeface.hints?.(outputs, here, size)).toEqual([]);
  // The anchor in column 3, row 5 of the fine grid (stride 16), at (56, 88), whose face lies 4 pixels to the right.
  const anchor = (5 * 16 + 3) * 2;
  outputs.fineScores.data[anchor] = -2;
  outputs.fineBoxes.data.set([4, 0, 7, 7], anchor * 16);
  expect(blazeface.hints?.(outputs, here, size)).toEqual([[2 * 60 - 0.5, 2 * 88 - 0.5]]);
});

test('a network with other outputs is told apart by name', () => {
  const here = { a: 1, b: 0, tx: 0, ty: 0 };
  expect(() => blazeface.decode({}, here, { width: 256, height: 256 })).toThrow('fineScores');
  expect(() => yunet.decode({}, here, { width: 640, height: 640 })).toThrow('cls_8');
  expect(() => blazeface.decode(coarseOutputs(), here, { width: 512, height: 256 })).toThrow(
    'fineScores has 512 numbers, not 1024',
  );
});
