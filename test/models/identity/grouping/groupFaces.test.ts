// Groups by near pairs are those of comparing all, whatever is compared first, and nobody is in one photo twice.
import { expect, test } from 'vitest';
import { groupFaces, SAME_GROUP, type FaceRows } from '../../../../models/identity/grouping/groupFaces.ts';
import { averageLinkage } from './support/averageLinkage.ts';
import { NearPairs, Pairs } from '../../../../models/identity/grouping/nearPairs.ts';
import { cosines, dot, rowOf, rowsOfVectors } from '../../../../models/linear/vectors.ts';
import { makeWorld } from '../support/people.ts';

const DIMENSIONS = 48;

/** Photos of people, some of whom look like each other, in the order in which they came. */
function crowd(people: number, photos: number, noise = 0.24): Float32Array {
  const world = makeWorld(DIMENSIONS, { noise });
  const who = Array.from({ length: people }, () => world.person());
  return rowsOfVectors(
    Array.from({ length: people * photos }, (_, at) => world.photo(who[(at * 7) % people] ?? who[0])),
  );
}

const all = (embeddings: Float32Array, change: Partial<FaceRows> = {}): FaceRows => {
  const rows = embeddings.length / DIMENSIONS;
  return {
    ...{
      embeddings,
      dimensions: DIMENSIONS,
      rows,
      photos: Int32Array.from({ length: rows }, (_, row) => row),
    },
    ...{ pairs: new Int32Array(0), compared: 0 },
    ...change,
  };
};

/** The same groups have the same numbers, counted as they come. */
function numbered(groups: Int32Array): number[] {
  const seen = new Map<number, number>();
  return [...groups].map((group) => {
    if (group < 0) return -1;
    if (!seen.has(group)) seen.set(group, seen.size);
    return seen.get(group) ?? 0;
  });
}

function exactly(embeddings: Float32Array): number[] {
  const rows = embeddings.length / DIMENSIONS;
  const groups = new Int32Array(rows);
  groups.set(averageLinkage(cosines(embeddings, embeddings, DIMENSIONS), rows, SAME_GROUP));
  return numbered(groups);
}

test('every near pair is found, and no other', () => {
  const embeddings = crowd(30, 12);
  const rows = embeddings.length / DIMENSIONS;
  const near = new NearPairs(embeddings, DIMENSIONS, SAME_GROUP);
  const pairs = new Pairs();
  near.find(0, 100, pairs);
  near.find(100, rows, pairs);
  const found = new Set<string>();
  for (let at = 0; at < pairs.rows.length; at += 2) found.add(`${pairs.rows[at]} ${pairs.rows[at + 1]}`);
  const expected = new Set<string>();
  for (let a = 0; a < rows; a++)
    for (let b = 0; b < a; b++)
      if (dot(rowOf(embeddings, a, DIMENSIONS), rowOf(embeddings, b, DIMENSIONS)) >= SAME_GROUP)
        expected.add(`${a} ${b}`);
  expect(expected.size).toBeGreaterThan(1000);
  expect(found).toEqual(expected);
});

test('the groups are those of average linkage over all pairs', () => {
  for (const noise of [0.15, 0.24, 0.3]) {
    const embeddings = crowd(60, 10, noise);
    const { groups } = groupFaces(all(embeddings), () => undefined);
    expect(numbered(groups)).toEqual(exactly(embeddings));
    expect(new Set(groups).size).toBeLessThan(600);
  }
});

test('faces that come later are compared alone, and make no difference to the groups', () => {
  const embeddings = crowd(40, 10);
  const first = groupFaces(all(embeddings, { rows: 250 }), () => undefined);
  const later = groupFaces(all(embeddings, { pairs: first.pairs, compared: 250 }), () => undefined);
  expect(numbered(later.groups)).toEqual(exactly(embeddings));
  expect(later.pairs.length).toBe(groupFaces(all(embeddings), () => undefined).pairs.length);
});

test('a photo’s faces are never in one group, and faces that went are in none', () => {
  const embeddings = crowd(5, 20, 0.1);
  const photos = Int32Array.from({ length: 100 }, (_, row) => (row < 50 ? Math.floor(row / 10) : row));
  photos[99] = -1;
  const { groups } = groupFaces(all(embeddings, { photos }), () => undefined);
  expect(groups[99]).toBe(-1);
  for (let photo = 0; photo < 5; photo++) {
    const own = [...groups.subarray(photo * 10, photo * 10 + 10)];
    expect(new Set(own).size).toBe(10);
  }
});

test('many faces: groups are told before all are compared', () => {
  const embeddings = crowd(700, 10, 0.2);
  const told: number[] = [];
  const { groups } = groupFaces(all(embeddings), (some) => told.push(some.length));
  expect(told).toEqual([4000]);
  expect(groups).toHaveLength(7000);
});
