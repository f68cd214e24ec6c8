// Names over a live picture: none covers a neighbour's face, and none jumps while the place where it stands is free.
import { expect, test } from 'vitest';
import { sharedArea } from '../../../../models/image/boxes.ts';
import type { Box, LiveFace } from '../../../../preload/window.ts';
import { StageLabels } from '../../../../renderer/state/camera/stageLabels.ts';

const STAGE = [800, 450] as const;
const SIZE = [190, 24] as const;

const faceAt = (track: number, box: Box, name: string | null = `Person ${track}`): LiveFace =>
  ({ track, box, name }) as LiveFace;

/** Boxes of the words, by track. */
function place(
  labels: StageLabels,
  faces: readonly LiveFace[],
  size?: (face: LiveFace) => typeof SIZE | undefined,
) {
  const placed = labels.place(faces, STAGE, ({ box }) => box, size ?? (() => SIZE));
  return new Map([...placed].map(([track, [left, top]]): [number, Box] => [track, [left, top, ...SIZE]]));
}

/** The words' place beside the face's box. */
const offset = (words: Box | undefined, [x, y]: Box): readonly number[] => [
  Math.round((words?.[0] ?? NaN) - x),
  Math.round((words?.[1] ?? NaN) - y),
];

test('three people close together, one below another: no name covers a face or another name', () => {
  const boxes: readonly Box[] = [
    [200, 60, 120, 150],
    // Where the first one's words would stand.
    [230, 215, 120, 150],
    [360, 100, 120, 150],
  ];
  const faces = boxes.map((box, at) => faceAt(at + 1, box));
  const words = [...place(new StageLabels(), faces).values()];
  expect(words).toHaveLength(3);
  words.forEach((one, at) => {
    for (const box of boxes) expect(sharedArea(one, box)).toBe(0);
    for (const other of words.slice(at + 1)) expect(sharedArea(one, other)).toBe(0);
  });
});

test('words stay on their side while a neighbour comes and goes, and move when their place is taken', () => {
  const labels = new StageLabels();
  const box: Box = [200, 100, 120, 150];
  const one = faceAt(1, box);
  const below = offset(place(labels, [one]).get(1), box);
  // Somebody's face is where the words stand.
  const other = faceAt(2, [180, 240, 120, 150]);
  const aside = offset(place(labels, [one, other]).get(1), box);
  expect(aside).not.toEqual(below);
  // They do not jump back when the place is free again, nor after a few frames without the face.
  expect(offset(place(labels, [one]).get(1), box)).toEqual(aside);
  place(labels, []);
  expect(offset(place(labels, [one]).get(1), box)).toEqual(aside);
  // By themselves, somebody else's words stand below.
  expect(offset(place(new StageLabels(), [one]).get(1), box)).toEqual(below);
});

test('boxes that tremble where words can stand on two sides as well make nothing jump', () => {
  const labels = new StageLabels();
  const sides = new Set<string>();
  for (let frame = 0; frame < 60; frame++) {
    const tremble = frame % 2 === 0 ? 2 : -2;
    const box: Box = [300, 150, 120, 120];
    // Both cover about as much of the words: below, and above.
    const faces = [
      faceAt(1, box),
      faceAt(2, [260, 282 + tremble, 200, 100]),
      faceAt(3, [260, 38 + tremble, 200, 100]),
      faceAt(4, [430, 150, 150, 60]),
      faceAt(5, [140, 150, 150, 60]),
    ];
    sides.add(String(offset(place(labels, faces).get(1), box)));
  }
  expect(sides.size).toBe(1);
});

test('words whose size is not known yet have no place, and names come before Unknown', () => {
  const labels = new StageLabels();
  const faces = [faceAt(1, [200, 100, 100, 100], null), faceAt(2, [240, 110, 100, 100])];
  expect([...place(labels, faces, ({ track }) => (track === 1 ? undefined : SIZE)).keys()]).toEqual([2]);
  const alone = place(new StageLabels(), faces.slice(1)).get(2);
  expect(place(new StageLabels(), faces).get(2)).toEqual(alone);
});
