import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test, type TestContext } from 'vitest';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { estimatePose } from '../../../../models/face/pose.ts';
import { lfw } from '../../../support/crowd/heads.ts';
import { compose, judge, rows, scatter } from '../../../support/crowd/scenes.ts';
import { needs } from '../../../support/shared.ts';
import { loadPhoto, makeStarter, openDetector } from '../support/starter.ts';

const detector = await openDetector(makeStarter());
const needsLfw = (context: TestContext): void => needs(context, lfw);

// The same seventy people, in the photo's every shape: what counts is the short side.
for (const [width, height] of [
  [4000, 3000],
  [3600, 3000],
  [5000, 1000],
  [1000, 5000],
] as const)
  test(`70 faces of 80 px in a photo of ${width} x ${height}`, { timeout: 120_000 }, async (context) => {
    needsLfw(context);
    const heads = rows(80, 190, 70, width, height);
    const { photo } = await compose(1, width, height, heads);
    const { found, extra } = judge(heads, await detectFaces(photo, detector));
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(69);
    expect(extra).toHaveLength(0);
  });

test('leaving out parts without detail loses nobody', { timeout: 120_000 }, async (context) => {
  needsLfw(context);
  const heads = scatter(3, 1600, 1200);
  const { photo } = await compose(3, 1600, 1200, heads);
  const everywhere = judge(heads, await detectFaces(photo, detector, { exhaustive: true }));
  const here = judge(heads, await detectFaces(photo, detector));
  expect(here.found.filter(Boolean).length).toBeGreaterThanOrEqual(everywhere.found.filter(Boolean).length);
});

test('bystanders beside a close-up', { timeout: 120_000 }, async (context) => {
  needsLfw(context);
  const heads = [
    { face: 1429, roll: 0, x: 2000, y: 1500 },
    ...[
      [250, 300],
      [3750, 300],
      [250, 2650],
      [3750, 2650],
    ].map(([x, y]) => ({ face: 150, roll: 0, x, y })),
  ];
  const { photo } = await compose(2, 4000, 3000, heads);
  expect(judge(heads, await detectFaces(photo, detector)).found).toEqual([true, true, true, true, true]);
});

test('forty people upside down, the right way up', { timeout: 120_000 }, async (context) => {
  needsLfw(context);
  const names = readdirSync(lfw).sort();
  const wrong: string[] = [];
  for (const name of names.filter((_, i) => i % Math.floor(names.length / 40) === 0).slice(0, 40)) {
    const turned = await sharp(`${lfw}/${name}/${name}_0001.jpg`).rotate(180).png().toBuffer();
    const found = await detectFaces(await loadPhoto(turned), detector);
    // The face in the middle.
    const [face] = found.sort((a, b) => b.box[2] - a.box[2]);
    if (face === undefined || Math.abs(estimatePose(face.landmarks).roll) < 135) wrong.push(name);
  }
  expect(wrong).toEqual([]);
});
