import { beforeAll, expect, test } from 'vitest';
import { alignFace, cutInput } from '../../../models/face/align.ts';
import { detectFaces } from '../../../models/face/detection/detect.ts';
import type { Detection } from '../../../models/face/face.ts';
import { differenceHash, hashDistance } from '../../../models/face/nearDuplicate.ts';
import { measureQuality } from '../../../models/face/quality.ts';
import { fitSimilarity, invert } from '../../../models/image/similarity.ts';
import { CROP_SIZE, cropTemplate, encoderInputs } from '../../../models/face/templates.ts';
import type { Landmarks, Point, RgbImage } from '../../../models/image/geometry.ts';
import { warp } from '../../../models/image/warp.ts';
import { groupPhoto, loadPhoto, makeStarter, openDetector, toSharp } from './support/starter.ts';

const detector = await openDetector(makeStarter());
let photo: RgbImage;
let people: readonly Detection[];

beforeAll(async () => {
  photo = await loadPhoto(groupPhoto(6));
  people = await detectFaces(photo, detector);
});

const apart = (a: Landmarks, b: Landmarks) =>
  Math.max(...a.map(([x, y], i) => Math.hypot(x - b[i][0], y - b[i][1])));

/** Root mean square difference of two pictures of one size, in grey levels. */
const difference = (a: RgbImage, b: RgbImage) =>
  Math.sqrt(a.data.reduce((sum, value, i) => sum + (value - b.data[i]) ** 2, 0) / a.data.length);

test('the crop shows the face upright at one scale, and says where its landmarks are', () => {
  expect(people).toHaveLength(4);
  for (const { landmarks } of people) {
    const { crop, landmarks: inside } = alignFace(photo, landmarks);
    expect([crop.width, crop.height]).toEqual([CROP_SIZE, CROP_SIZE]);
    expect(apart(inside, cropTemplate)).toBeLessThan(14);
    // What the landmarks of the crop point at is what those of the photo point at.
    const eye = (image: RgbImage, [x, y]: Point) => warp(image, { a: 1, b: 0, tx: x, ty: y }, 1, 1).data[0];
    const back = invert(fitSimilarity(landmarks, cropTemplate));
    const softened = warp(photo, { ...back, tx: landmarks[0][0], ty: landmarks[0][1] }, 1, 1);
    expect(Math.abs(eye(crop, inside[0]) - softened.data[0])).toBeLessThan(12);
  }
});

test('the way over the crop gives what a direct cut from the photo gives', () => {
  for (const input of [encoderInputs.starter, encoderInputs.arcface, encoderInputs.clip])
    for (const { landmarks } of people) {
      const { crop, landmarks: inside } = alignFace(photo, landmarks);
      const cut = cutInput(crop, inside, input);
      expect([cut.width, cut.height]).toEqual([input.size, input.size]);
      const direct = warp(photo, invert(fitSimilarity(landmarks, input.template)), input.size, input.size);
      expect(difference(cut, direct)).toBeLessThan(6);
    }
});

test('a photo that is turned and scaled gives the same crop', async () => {
  const turned = await toSharp(photo).resize(1500).rotate(20, { background: '#777' }).png().toBuffer();
  const again = await detectFaces(await loadPhoto(turned), detector);
  expect(again).toHaveLength(4);
  const hash = (image: RgbImage, { landmarks }: Detection) =>
    differenceHash(alignFace(image, landmarks).crop);
  const image = await loadPhoto(turned);
  for (const person of people) {
    const distances = again.map((one) => hashDistance(hash(photo, person), hash(image, one)));
    expect(Math.min(...distances)).toBeLessThanOrEqual(8);
  }
});

test('a profile, whose eyes nearly coincide, keeps the scale of its face', () => {
  // A frontal face and the same face in profile: everything as high, hardly anything wide, the nose to one side.
  const frontal = cropTemplate.map(([x, y]): Point => [x * 2, y * 2]) as unknown as Landmarks;
  const flat = frontal.map(([x, y]): Point => [300 + (x - 319) * 0.1, y]);
  flat[2] = [flat[2][0] + 45, flat[2][1]];
  const { landmarks } = alignFace(photo, flat as unknown as Landmarks);
  const height = (landmarks[3][1] + landmarks[4][1] - landmarks[0][1] - landmarks[1][1]) / 2;
  const expected = cropTemplate[3][1] - cropTemplate[0][1];
  expect(height / expected).toBeGreaterThan(0.8);
  expect(height / expected).toBeLessThan(1.1);
});

test('near-duplicates have nearly the same hash, other faces do not', async () => {
  const crops = people.map(({ landmarks }) => alignFace(photo, landmarks).crop);
  const hashes = crops.map(differenceHash);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{16}$/);
  for (const [i, crop] of crops.entries()) {
    const worse = await loadPhoto(
      await toSharp(crop).modulate({ brightness: 1.2 }).jpeg({ quality: 40 }).toBuffer(),
    );
    expect(hashDistance(differenceHash(worse), hashes[i])).toBeLessThanOrEqual(6);
    const others = hashes.filter((_, j) => j !== i).map((hash) => hashDistance(hash, hashes[i]));
    expect(Math.min(...others)).toBeGreaterThan(10);
  }
  expect(hashDistance('00000000000000ff', 'ff00000000000000')).toBe(16);
});

test('quality falls with blur, darkness, glare, size and what the border cuts off', async () => {
  const [face] = people;
  const measure = (image: RgbImage, detection = face) =>
    measureQuality(image, detection, alignFace(image, detection.landmarks));
  const change = async (step: (image: ReturnType<typeof toSharp>) => ReturnType<typeof toSharp>) =>
    measure(await loadPhoto(await step(toSharp(photo)).png().toBuffer()));
  const plain = measure(photo);
  expect(plain.score).toBeGreaterThan(0.8);
  expect(plain.pixels).toBeGreaterThan(100);
  expect(plain).toMatchObject({ clipped: 0, detection: face.score });

  const blurred = await change((image) => image.blur(8));
  expect(blurred.sharpness).toBeLessThan(0.3 * plain.sharpness);
  expect(blurred.score).toBeLessThan(0.75 * plain.score);
  const dark = await change((image) => image.linear(0.1, 0));
  expect(dark.exposure).toBeLessThan(0.2);
  expect(dark.score).toBeLessThan(0.6 * plain.score);
  const glare = await change((image) => image.linear(3, 60));
  expect(glare.exposure).toBeLessThan(0.3);

  const small = measure(warp(photo, { a: 6, b: 0, tx: 2, ty: 2 }, 320, 256), {
    ...face,
    landmarks: face.landmarks.map(([x, y]): Point => [(x - 2) / 6, (y - 2) / 6]) as unknown as Landmarks,
  });
  expect(small.pixels).toBeCloseTo(plain.pixels / 6, 3);
  expect(small.score).toBeLessThan(plain.score);

  const [, , width, height] = face.box;
  const atBorder = measure(photo, { ...face, box: [-width / 2, 100, width, height] });
  expect(atBorder.clipped).toBeCloseTo(0.5, 6);
  expect(atBorder.score).toBeLessThan(0.7 * plain.score);
});
