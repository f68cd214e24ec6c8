// Detectors that a user adds go through the same pyramid, at their own input's size.
import { expect, test } from 'vitest';
import type { Decoder, NetworkInput, NetworkOutputs } from '../../../../models/face/detection/decoder.ts';
import { detectFaces } from '../../../../models/face/detection/detect.ts';
import { overlap } from '../../../../models/face/detection/overlap.ts';
import { scrfd } from '../../../../models/face/detection/scrfd.ts';
import { yunet } from '../../../../models/face/detection/yunet.ts';
import type { Box } from '../../../../models/image/geometry.ts';
import { seededRandom } from '../../../../models/random.ts';
import { lfw } from '../../../support/crowd/heads.ts';
import { compose, judge, rows } from '../../../support/crowd/scenes.ts';
import { needs, networks } from '../../../support/shared.ts';
import { openNetwork } from '../support/starter.ts';

/** In place of YuNet, with its outputs: takes a magenta square for a face where that is 12 of its pixels wide and more. */
function squares({ data, dims }: NetworkInput): NetworkOutputs {
  expect(dims).toEqual([1, 3, 640, 640]);
  const pixels = 640 * 640;
  let [left, top, right, bottom] = [640, 640, -1, -1];
  for (let i = 0; i < pixels; i++) {
    // Blue, green, red.
    if (data[i] < 200 || data[pixels + i] > 60 || data[2 * pixels + i] < 200) continue;
    const [x, y] = [i % 640, Math.floor(i / 640)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
  }
  const outputs: Record<string, { data: Float32Array; dims: number[] }> = {};
  for (const stride of [8, 16, 32])
    for (const [name, width] of [
      ['cls', 1],
      ['obj', 1],
      ['bbox', 4],
      ['kps', 10],
    ] as const) {
      const cells = (640 / stride) ** 2;
      outputs[`${name}_${stride}`] = { data: new Float32Array(cells * width), dims: [1, cells, width] };
    }
  const side = right - left + 1;
  if (side < 12 || bottom - top + 1 < 12) return outputs;
  const [x, y] = [(left + right + 1) / 2 / 8, (top + bottom + 1) / 2 / 8];
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const at = row * 80 + column;
  outputs['cls_8'].data[at] = outputs['obj_8'].data[at] = 0.95;
  outputs['bbox_8'].data.set([x - column, y - row, Math.log(side / 8), Math.log(side / 8)], at * 4);
  const eye = side / 4 / 8;
  const points = [-eye, -eye, eye, -eye, 0, 0, -eye / 2, eye, eye / 2, eye];
  outputs['kps_8'].data.set(
    points.map((offset, i) => offset + (i % 2 === 0 ? x - column : y - row)),
    at * 10,
  );
  return outputs;
}

test.each([
  ['in the middle of a block', 3000, 2000, [700, 420, 60, 60]],
  ['in the corner', 3000, 2000, [2930, 1930, 60, 60]],
  ['in a panorama, as small as documented', 6000, 1200, [4100, 610, 32, 32]],
] as const)('a detector of one input size finds a face %s', async (_, width, height, place) => {
  const random = seededRandom(1, 'grey');
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i += 3) data.fill(random.integer(150), i, i + 3);
  const [left, top, w, h] = place;
  for (let y = top; y < top + h; y++)
    for (let x = left; x < left + w; x++) data.set([255, 0, 255], (y * width + x) * 3);
  const run = (input: NetworkInput) => Promise.resolve(squares(input));
  const found = await detectFaces({ data, width, height }, { decoder: yunet, run });
  expect(found).toHaveLength(1);
  expect(overlap(found[0].box, place as Box)).toBeGreaterThan(0.8);
});

const added: readonly (readonly [string, Decoder, string])[] = [
  ['YuNet', yunet, `${networks}/face_detection_yunet_2023mar.onnx`],
  ['SCRFD', scrfd, `${networks}/scrfd_500m_kps.onnx`],
];

for (const [name, decoder, path] of added)
  test(`${name} finds a crowd of faces of 48 pixels`, { timeout: 120_000 }, async (context) => {
    needs(context, path);
    needs(context, lfw);
    const heads = rows(48, 200, 24, 3000, 2000);
    const { photo } = await compose(3, 3000, 2000, heads);
    const { found, extra } = judge(
      heads,
      await detectFaces(photo, { decoder, run: await openNetwork(path) }),
    );
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(23);
    expect(extra).toEqual([]);
  });
