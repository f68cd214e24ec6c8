// Words beside boxes: where there is room they stand at their face, and in a crowd none covers another.
import { expect, test } from 'vitest';
import type { Box } from '../../../models/image/geometry.ts';
import { sharedArea } from '../../../models/image/boxes.ts';
import { placeLabels, type Label } from '../../../models/image/labelPlaces.ts';

const frame = [600, 400] as const;
const boxesOf = (labels: readonly Label[], first: 'above' | 'below' = 'below'): Box[] =>
  placeLabels(labels, frame, first).map(({ corner: [left, top] }, at) => [left, top, ...labels[at].size]);

test('who is alone has the words where they are wanted, and always inside the frame', () => {
  const label: Label = { box: [200, 100, 80, 80], size: [120, 20] };
  expect(boxesOf([label])).toEqual([[200, 180, 120, 20]]);
  expect(boxesOf([label], 'above')).toEqual([[200, 80, 120, 20]]);
  const corners: readonly Box[] = [
    [-30, -30, 80, 80],
    [560, 360, 80, 80],
    [0, 0, 600, 400],
  ];
  for (const box of corners)
    for (const first of ['above', 'below'] as const)
      for (const [x, y, w, h] of boxesOf([{ box, size: [120, 20] }], first)) {
        expect([x, y].every((value) => value >= 0)).toBe(true);
        expect([x + w <= 600, y + h <= 400]).toEqual([true, true]);
      }
});

test('at the lower border words go above, and beside a neighbour’s face', () => {
  expect(boxesOf([{ box: [200, 320, 80, 80], size: [90, 20] }])).toEqual([[200, 300, 90, 20]]);
  const row = [0, 1, 2].map((at): Label => ({ box: [100 + 70 * at, 100, 60, 60], size: [130, 20] }));
  const placed = boxesOf(row);
  placed.forEach((one, at) => {
    for (const other of placed.slice(at + 1)) expect(sharedArea(one, other)).toBe(0);
  });
});

test('four people in a row, close together: no name covers another, nor a face', () => {
  const row = [0, 1, 2, 3].map((at): Label => ({
    box: [40 + 130 * at, 90 + 15 * at, 70, 80],
    size: [170, 20],
  }));
  const placed = boxesOf(row);
  placed.forEach((one, at) => {
    for (const other of placed.slice(at + 1)) expect(sharedArea(one, other)).toBe(0);
    for (const { box } of row) expect(sharedArea(one, box)).toBe(0);
  });
});

test('words without a size are nowhere in the way', () => {
  expect(boxesOf([{ box: [10, 10, 5, 5], size: [0, 0] }])).toEqual([[10, 15, 0, 0]]);
});

test('words stay where they stood as long as no other place covers clearly less', () => {
  const face: Label = { box: [200, 100, 80, 80], size: [120, 20] };
  const above: Label = { ...face, stood: 1 };
  expect(boxesOf([above])).toEqual([[200, 80, 120, 20]]);
  // By a hair, as boxes tremble, and then for good.
  const neighbour = (bottom: number): Label => ({ box: [180, bottom - 70, 100, 70], size: [0, 0] });
  expect(boxesOf([above, neighbour(81)])[0]).toEqual([200, 80, 120, 20]);
  expect(boxesOf([above, neighbour(90)])[0]).toEqual([200, 180, 120, 20]);
});
