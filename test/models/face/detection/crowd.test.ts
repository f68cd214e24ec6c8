import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test, type TestContext } from 'vitest';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { overlap } from '../../../../models/face/detection/overlap.ts';
import { estimatePose } from '../../../../models/face/pose.ts';
import { lfw } from '../../../support/crowd/heads.ts';
import { compose, judge, rows } from '../../../support/crowd/scenes.ts';
import { needs } from '../../../support/shared.ts';
import { loadPhoto, makeStarter, openDetector } from '../support/starter.ts';

const detector = await openDetector(makeStarter());
const needsLfw = (context: TestContext): void => needs(context, lfw);

test('forty people upside down are found the right way up', { timeout: 120_000 }, async (context) => {
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

test.for([
  ['Ishaq_Shahryar', [193, 72, 111, 111]],
  ['Branko_Crvenkovski', [207, 92, 87, 87]],
  ['Marcus_Garrettson', [-57, -22, 129, 129]],
  // Half of their boxes lie in that of the face before them.
  ['Franko_Simatovic', [6, 103, 78, 78]],
  ['Qazi_Afzal', [154, 75, 82, 82]],
  // Blurred.
  ['Amy_Brenneman', [191, 146, 42, 42]],
] as const)(
  'a bystander in profile, half hidden, blurred or cut by the border is found beside %s',
  async ([name, box], context) => {
    needsLfw(context);
    const photo = await loadPhoto(`${lfw}/${name}/${name}_0001.jpg`);
    const found = await detectFaces(photo, detector);
    expect(
      found
        .map((face) => overlap(face.box, box))
        .sort()
        .at(-1),
    ).toBeGreaterThan(0.5);
  },
);

test(
  'hints lead to a crowd that an exhaustive search finds, and look at much less',
  { timeout: 120_000 },
  async (context) => {
    needsLfw(context);
    const [width, height] = [3000, 2000];
    const heads = rows(48, 200, 24, width, height);
    const { photo } = await compose(3, width, height, heads);
    const search = async (exhaustive: boolean) => {
      const sizes: number[] = [];
      const counting = {
        ...detector,
        run: (...[input]: Parameters<typeof detector.run>) => {
          sizes.push(input.data.length / 3);
          return detector.run(input);
        },
      };
      const { found } = judge(heads, await detectFaces(photo, counting, { exhaustive }));
      return { found: found.filter(Boolean).length, pixels: sizes.reduce((sum, size) => sum + size, 0) };
    };
    const [hinted, everywhere] = [await search(false), await search(true)];
    expect(hinted.found).toBeGreaterThanOrEqual(everywhere.found);
    expect(hinted.pixels).toBeLessThan(everywhere.pixels);
  },
);
