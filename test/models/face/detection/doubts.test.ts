import { expect, test } from 'vitest';
import { blazeface } from '../../../../models/face/detection/blazeface.ts';
import type { Decoder } from '../../../../models/face/detection/decoder.ts';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import type { Detection } from '../../../../models/face/face.ts';
import { scaleOf } from '../../../../models/image/similarity.ts';
import { seededRandom } from '../../../../models/random.ts';

const face: Omit<Detection, 'score'> = {
  box: [400, 400, 200, 200],
  landmarks: [
    [460, 460],
    [540, 460],
    [500, 500],
    [470, 550],
    [530, 550],
  ],
};

/** A network that sees one face, this surely: in a look from `step` pixels of the photo a pixel on, and in finer ones. */
const seeing = (step: number, coarse: number | null, fine: number): Decoder => {
  const { hints, ...decoder } = blazeface;
  expect(hints).toBeDefined();
  return {
    ...decoder,
    decode(_, toImage) {
      const score = scaleOf(toImage) > step ? coarse : fine;
      return score === null ? [] : [{ ...face, score }];
    },
  };
};

/** A landmark network that contradicts itself about every face. */
const runLandmarks = () => {
  const data = Float32Array.from({ length: 2 * 136 }, (_, i) => (i < 136 ? 0.2 : 0.7));
  return Promise.resolve({ points: { data, dims: [2, 136] } });
};

const random = seededRandom(1, 'noise');
const photo = () => ({
  data: Uint8Array.from({ length: 3_000_000 }, () => random.integer(256)),
  ...{ width: 1000, height: 1000 },
});

test('a face that only a level shows, and not surely, needs landmarks that agree', async () => {
  const decoder = seeing(3, null, 0.77);
  expect(await detectFaces(photo(), { decoder, run: () => Promise.resolve({}), runLandmarks })).toEqual([]);
});

test('a face that the whole photo shows is not lost where a level shows it better', async () => {
  const decoder = seeing(3, 0.72, 0.77);
  const found = await detectFaces(photo(), { decoder, run: () => Promise.resolve({}), runLandmarks });
  expect(found.map(({ score }) => score)).toEqual([0.77]);
});
