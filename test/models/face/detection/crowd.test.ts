import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test, type TestContext } from 'vitest';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { estimatePose } from '../../../../models/face/pose.ts';
import { lfw } from '../../../support/crowd/heads.ts';
import { needs } from '../../../support/shared.ts';
import { loadPhoto, makeStarter, openDetector } from '../support/starter.ts';

const detector = await openDetector(makeStarter());
const needsLfw = (context: TestContext): void => needs(context, lfw);

test('of forty people upside down at most one stays so', { timeout: 120_000 }, async (context) => {
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
  expect(wrong.length, wrong.join()).toBeLessThanOrEqual(1);
});
