import sharp from 'sharp';
import { expect, test } from 'vitest';
import { filesBelow } from '../../../../main/files/below.ts';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { overlap } from '../../../../models/face/detection/overlap.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';
import { seededRandom } from '../../../../models/random.ts';
import { faces, needs } from '../../../support/shared.ts';
import { groupPhoto, loadPhoto, makeStarter, openDetector, toSharp } from '../support/starter.ts';

const detector = await openDetector(makeStarter());

test.each([
  [1, 3],
  [2, 3],
  [3, 3],
  [4, 4],
  [5, 5],
  [6, 4],
])('group photo %i: each of %i faces once, and nothing else', async (number, people) => {
  const found = await detectFaces(await loadPhoto(groupPhoto(number)), detector);
  expect(found).toHaveLength(people);
  for (const { score, landmarks, box } of found) {
    expect(score).toBeGreaterThan(0.7);
    const [, , [x, y]] = landmarks;
    expect(x > box[0] && x < box[0] + box[2] && y > box[1] && y < box[1] + box[3]).toBe(true);
  }
});

test('faces that are sure from afar, and that a level shows at the right size, are not looked at alone', async () => {
  const photo = await loadPhoto(groupPhoto(6));
  const { closeUp } = detector.decoder;
  let alone = 0;
  const run: typeof detector.run = (input) => {
    const [, height, width] = input.dims;
    if (width === closeUp && height === closeUp) alone++;
    return detector.run(input);
  };
  expect(await detectFaces(photo, { ...detector, run })).toHaveLength(4);
  expect(alone).toBe(0);
});

/** A group photo at `width` pixels in the lower right corner of a smooth 12-megapixel picture. */
async function farAway(
  width: number,
): Promise<{ photo: RgbImage; left: number; top: number; scale: number }> {
  const inset = await sharp(groupPhoto(6)).resize(width).toBuffer({ resolveWithObject: true });
  const [left, top] = [4000 - width - 150, 3000 - inset.info.height - 90];
  const sky = sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#7fa3c7' } });
  const photo = await loadPhoto(
    await sky
      .composite([{ input: inset.data, left, top }])
      .jpeg()
      .toBuffer(),
  );
  return { photo, left, top, scale: width / 1920 };
}

test('small faces in a large photo are found on a level of its pyramid, where they are', async () => {
  // 75 pixels of 4,000: 5 of the 256 that the network sees of the whole photo.
  const { photo, left, top, scale } = await farAway(600);
  const expected = await detectFaces(await loadPhoto(groupPhoto(6)), detector);
  const found = await detectFaces(photo, detector);
  expect(found).toHaveLength(4);
  for (const { box } of expected) {
    const moved = [left + box[0] * scale, top + box[1] * scale, box[2] * scale, box[3] * scale] as const;
    expect(found.some((one) => overlap(one.box, moved) > 0.6)).toBe(true);
  }
  expect(await detectFaces(photo, detector, { faces: 'large' })).toHaveLength(0);
  expect(await detectFaces(photo, detector, { minFace: 160 })).toHaveLength(0);
});

test('the work is bounded, whatever the photo', async () => {
  let pixels = 0;
  const counting = {
    ...detector,
    run: (...[input]: Parameters<typeof detector.run>) => {
      pixels += input.data.length / 3;
      return detector.run(input);
    },
  };
  const random = seededRandom(1, 'noise');
  const noise = { width: 3000, height: 500, data: new Uint8Array(4_500_000) };
  for (let i = 0; i < noise.data.length; i++) noise.data[i] = random.integer(256);
  expect(await detectFaces(noise, counting)).toHaveLength(0);
  // All of the finest level, at one enlarged pixel for each of the photo's, and a few looks at what may be a face.
  expect(pixels).toBeLessThan(3 * noise.width * noise.height);
});

test('no face in pictures of nothing, down to one pixel', async () => {
  for (const [width, height] of [
    [1, 1],
    [640, 3],
    [800, 600],
  ] as const) {
    const data = new Uint8Array(width * height * 3).map((_, i) => (i / 7) % 256);
    expect(await detectFaces({ data, width, height }, detector)).toHaveLength(0);
  }
});

test('a face that fills the photo to its borders', async () => {
  const photo = await loadPhoto(groupPhoto(6));
  const [{ box }] = await detectFaces(photo, detector);
  const [left, top, side] = [box[0], box[1], box[2]].map(Math.round);
  const cut = await toSharp(photo).extract({ left, top, width: side, height: side }).png().toBuffer();
  const found = await detectFaces(await loadPhoto(cut), detector);
  expect(found).toHaveLength(1);
  expect(overlap(found[0].box, [0, 0, side, side])).toBeGreaterThan(0.6);
});

test('heads that lean to either side', async () => {
  const upright = await loadPhoto(groupPhoto(6));
  for (const angle of [-35, 35]) {
    const leaning = await toSharp(upright).rotate(angle, { background: '#888' }).png().toBuffer();
    expect(await detectFaces(await loadPhoto(leaning), detector)).toHaveLength(4);
  }
});

for (const [set, step] of [
  ['orl', 37],
  ['umist', 19],
  ['lfw', 977],
  ['web7', 11],
] as const)
  test(`a face in every ${set} photo, one in ${step} tried`, async (context) => {
    needs(context, `${faces}/${set}`);
    const photos = filesBelow(`${faces}/${set}`)
      .filter((name) => /\.(jpe?g|png|webp)$/.test(name))
      .sort();
    const missed: string[] = [];
    for (const name of photos.filter((_, i) => i % step === 0)) {
      const found = await detectFaces(await loadPhoto(`${faces}/${set}/${name}`), detector);
      if (found.length === 0) missed.push(name);
    }
    expect(missed).toEqual([]);
  });

test('a hurried search that has no time left still has the faces that are sure from afar', async () => {
  const photo = await loadPhoto(groupPhoto(4));
  const found = await detectFaces(photo, detector, { hurried: true, goOn: () => false });
  expect(found.length).toBeGreaterThan(1);
});
