// Words beside boxes: where there is room they stand at their face, and in a crowd none covers another.
import { expect, test } from 'vitest';
import type { Box } from '../../../models/image/geometry.ts';
import { sharedArea } from '../../../models/image/boxes.ts';
import { placeLabels, type Label } from '../../../models/image/labelPlaces.ts';

const frame = [600, 400] as const;
const boxesOf = (labels: readonly Label[], first: 'above' | 'below' = 'below'): Box[] =>
  placeLabels(labels, frame, first).map(([left, top], at) => [left, top, ...labels[at].size]);

test('who is alone has the words where they are wanted, and always inside the frame', () => {
  const label: Label = { box: [200, 100, 80, 80], size: [120, 20] };
  expect(placeLabels([label], frame, 'below')).toEqual([[200, 180]]);
  expect(placeLabels([label], frame, 'above')).toEqual([[200, 80]]);
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
  expect(placeLabels([{ box: [200, 320, 80, 80], size: [90, 20] }], frame, 'below')).toEqual([[200, 300]]);
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
  expect(placeLabels([{ box: [10, 10, 5, 5], size: [0, 0] }], frame, 'below')).toEqual([[10, 15]]);
});
