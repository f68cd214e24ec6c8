import { expect, test } from 'vitest';
import type { GridFace } from '../../../preload/window.ts';
import { FaceGrid } from '../../../renderer/state/person.svelte.ts';

const face = (id: string, change: Partial<GridFace> = {}): GridFace => ({
  id,
  person: null,
  photo: id,
  photoName: `${id}.jpg`,
  box: [0, 0, 1, 1],
  pose: { yaw: 0, pitch: 0, roll: 0 },
  quality: { score: 0.8 } as GridFace['quality'],
  takenAt: null,
  ...{ drawn: false, age: null },
  direction: 'front',
  group: 0,
  doubt: null,
  ...change,
});

function gridOf(...faces: GridFace[]): FaceGrid {
  const grid = new FaceGrid();
  grid.all = faces;
  return grid;
}
const shown = (grid: FaceGrid): string[] => grid.shown.map(({ id }) => id);

test('filters by direction, quality and year', () => {
  const grid = gridOf(
    face('a', { direction: 'left', takenAt: '2020-06-01T12:00:00' }),
    face('b', { quality: { score: 0.2 } as GridFace['quality'] }),
    face('c', { takenAt: '2021-06-01T12:00:00' }),
  );
  expect(grid.dates).toEqual(['undated', '2021', '2020']);
  grid.pose = 'left';
  expect(shown(grid)).toEqual(['a']);
  grid.pose = 'any';
  grid.quality = 'weak';
  expect(shown(grid)).toEqual(['b']);
  grid.quality = 'any';
  grid.date = '2021';
  expect(shown(grid)).toEqual(['c']);
});

test('orders by doubt, the most doubtful first', () => {
  const grid = gridOf(face('a', { doubt: -0.5 }), face('b', { doubt: 0.7 }), face('c'));
  grid.order = 'doubt';
  expect(shown(grid)).toEqual(['b', 'a', 'c']);
});

test('a selection is extended from where it began, and shrinks again', () => {
  const grid = gridOf(face('a'), face('b'), face('c'), face('d'));
  grid.moveTo(1, false);
  grid.moveTo(3, true);
  expect([...grid.selected]).toEqual(['b', 'c', 'd']);
  grid.moveTo(2, true);
  expect([...grid.selected]).toEqual(['b', 'c']);
});

test('faces that went are not selected any more', () => {
  const grid = gridOf(face('a'), face('b'));
  grid.toggle(0);
  grid.toggle(1);
  grid.all = [face('b')];
  expect(grid.chosen()).toEqual(['b']);
});
