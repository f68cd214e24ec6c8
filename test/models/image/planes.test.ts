import { expect, test } from 'vitest';
import { rgbOfPlanes, type Planes } from '../../../models/image/planes.ts';

/** A 4x2 picture of one colour: Y, U, V. */
function picture(
  format: Planes['format'],
  fullRange: boolean,
  [y, u, v]: readonly [number, number, number],
): Planes {
  const chroma = format === 'I420' ? [u, u, v, v] : [u, v, u, v];
  return {
    format,
    fullRange,
    width: 4,
    height: 2,
    data: Uint8Array.from([...Array<number>(8).fill(y), ...chroma]),
  };
}

const colours: readonly (readonly [
  rgb: readonly [number, number, number],
  limited: readonly [number, number, number],
])[] = [
  // ITU-R BT.601-7, 75% and 100% bars.
  [
    [255, 255, 255],
    [235, 128, 128],
  ],
  [
    [0, 0, 0],
    [16, 128, 128],
  ],
  [
    [255, 0, 0],
    [81, 90, 240],
  ],
  [
    [0, 255, 0],
    [145, 54, 34],
  ],
  [
    [0, 0, 255],
    [41, 240, 110],
  ],
];

test.each(['I420', 'NV12'] as const)('%s in the range of television is the colour it should be', (format) => {
  for (const [rgb, yuv] of colours) {
    const { data, width, height } = rgbOfPlanes(picture(format, false, yuv));
    expect([width, height, data.length]).toEqual([4, 2, 24]);
    for (const [channel, value] of rgb.entries()) {
      expect(Math.abs((data[21 + channel] ?? -9) - value)).toBeLessThanOrEqual(2);
    }
  }
});

/** BT.601 in 16-bit fixed point, one pixel at a time. */
function plain({ format, width, height, fullRange, data }: Planes): number[] {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const [luma, rv, gu, gv, bu] = fullRange
    ? [65536, 91881, 22554, 46802, 116130]
    : [76309, 104597, 25675, 53279, 132201];
  return Array.from({ length: width * height }, (_, pixel) => {
    const pair = ((pixel / width) >> 1) * ((width + 1) >> 1) + ((pixel % width) >> 1);
    const at = width * height + (format === 'NV12' ? 2 * pair : pair);
    const [u, v] = [data[at] - 128, data[at + (format === 'NV12' ? 1 : chroma)] - 128];
    const light = (data[pixel] - (fullRange ? 0 : 16)) * luma + 32768;
    const rgb = [light + rv * v, light - gu * u - gv * v, light + bu * u];
    return rgb.map((value) => Math.min(255, Math.max(0, value >> 16)));
  }).flat();
}

test.each([
  [1, 1],
  [7, 3],
  [8, 2],
  [23, 5],
  [4097, 3],
])('every pixel of %i x %i is what the formula says', (width, height) => {
  const size = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1);
  const data = Uint8Array.from({ length: size }, (_, i) => (i * 193 + (i >> 3) * 71) % 256);
  for (const format of ['I420', 'NV12'] as const) {
    for (const fullRange of [true, false]) {
      const planes = { format, width, height, fullRange, data };
      expect(Buffer.from(rgbOfPlanes(planes).data).equals(Buffer.from(plain(planes)))).toBe(true);
    }
  }
});

test('full range reaches black and white', () => {
  expect([...rgbOfPlanes(picture('I420', true, [0, 128, 128])).data.subarray(0, 3)]).toEqual([0, 0, 0]);
  expect([...rgbOfPlanes(picture('I420', true, [255, 128, 128])).data.subarray(0, 3)]).toEqual([
    255, 255, 255,
  ]);
});

test('odd sides have chroma for the last row and column', () => {
  const data = new Uint8Array(9 + 4 + 4).fill(128);
  expect(rgbOfPlanes({ format: 'I420', width: 3, height: 3, fullRange: true, data }).data).toEqual(
    new Uint8Array(27).fill(128),
  );
});

test('planes that are too short are refused', () => {
  expect(() => rgbOfPlanes({ ...picture('NV12', true, [0, 0, 0]), height: 4 })).toThrow('only 12 bytes');
});
