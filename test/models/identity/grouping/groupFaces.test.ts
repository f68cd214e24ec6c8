// Groups by near pairs are those of comparing all, whatever is compared first, and nobody is in one photo twice.
import { expect, test } from 'vitest';
import { groupFaces, type FaceRows } from '../../../../models/identity/grouping/groupFaces.ts';
import { averageLinkage } from './support/averageLinkage.ts';
import { NearPairs, Pairs } from '../../../../models/identity/grouping/nearPairs.ts';
import { cosines, dot, normalise, rowOf, rowsOfVectors } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';
import { makeWorld } from '../support/people.ts';
import { angularFaces } from './support/angularFaces.ts';

const DIMENSIONS = 48;
/** That of the built-in encoder, whose faces these are like. */
const CUT = 0.94;

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
    ...{ pairs: new Int32Array(0), compared: 0, cut: CUT },
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

function exactly(embeddings: Float32Array, dimensions = DIMENSIONS, cut = CUT): number[] {
  const rows = embeddings.length / dimensions;
  const groups = new Int32Array(rows);
  groups.set(averageLinkage(cosines(embeddings, embeddings, dimensions), rows, cut));
  return numbered(groups);
}

/** Faces as the built-in encoder has them: all alike, and the more so along the first of 128 directions. */
function cone(people: number, photos: number): Float32Array {
  const random = seededRandom(3, 'cone');
  const spread = Float32Array.from({ length: 128 }, (_, at) => Math.exp(-at / 25));
  return rowsOfVectors(
    Array.from({ length: people }, () =>
      spread.map((width, at) => (at === 0 ? 5.2 : width * random.normal())),
    )
      .flatMap((who) => Array.from({ length: photos }, () => who))
      .map((who) => normalise(who.map((value, at) => value + 0.45 * (spread[at] ?? 0) * random.normal()))),
  );
}

test.each([
  ['in a cone, a high cut', cone(30, 12), 128, CUT],
  ['in a cone, a low cut', cone(30, 12), 128, 0.8],
  ['spread evenly', angularFaces(30, 12, 128).embeddings, 128, 0.3],
  ['few numbers', crowd(30, 12), DIMENSIONS, CUT],
] as const)('every near pair is found, and no other: %s', (_, embeddings, dimensions, cut) => {
  const rows = embeddings.length / dimensions;
  const near = new NearPairs(embeddings, dimensions, cut);
  const pairs = new Pairs();
  near.find(0, 100, pairs);
  near.find(100, rows, pairs);
  const found = new Set<string>();
  for (let at = 0; at < pairs.rows.length; at += 2) found.add(`${pairs.rows[at]} ${pairs.rows[at + 1]}`);
  const expected = new Set<string>();
  for (let a = 0; a < rows; a++)
    for (let b = 0; b < a; b++)
      if (dot(rowOf(embeddings, a, dimensions), rowOf(embeddings, b, dimensions)) >= cut)
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

test('and so they are of people whom an angular encoder spreads evenly, at its own cut; at another’s nobody is grouped', () => {
  const { embeddings, people } = angularFaces(40, 8, 128);
  const faces = { ...all(embeddings), dimensions: 128, rows: 320, photos: Int32Array.from(people.keys()) };
  for (const cut of [0.2, 0.3, 0.45]) {
    const { groups } = groupFaces({ ...faces, cut }, () => undefined);
    expect(numbered(groups)).toEqual(exactly(embeddings, 128, cut));
  }
  const apart = groupFaces(faces, () => undefined);
  expect(new Set(apart.groups).size).toBe(320);
});

test('where too many pairs are alike the cut rises, and the groups are those of that cut', () => {
  const embeddings = crowd(60, 10, 0.3);
  const photos = Int32Array.from({ length: 600 }, (_, at) => at);
  const low = all(embeddings, { photos, cut: 0.8 });
  const every = groupFaces(low, () => undefined);
  const most = every.pairs.length / 8;
  const fewer = groupFaces(low, () => undefined, undefined, most);
  expect(every.cut).toBe(0.8);
  expect(fewer.cut).toBeGreaterThan(0.8);
  expect(fewer.pairs.length / 2).toBeLessThanOrEqual(most);
  expect(numbered(fewer.groups)).toEqual(exactly(embeddings, DIMENSIONS, fewer.cut));
  // What was kept is gone on with at that cut.
  const first = groupFaces({ ...low, rows: 400 }, () => undefined, undefined, most);
  const { pairs, cut } = first;
  const later = groupFaces({ ...low, pairs, cut, compared: 400 }, () => undefined, undefined, most);
  expect(numbered(later.groups)).toEqual(exactly(embeddings, DIMENSIONS, later.cut));
});

test('faces that are all the same are one group, however many pairs they make', () => {
  const [face] = [crowd(1, 1)];
  const embeddings = rowsOfVectors(Array.from({ length: 200 }, () => face));
  const { groups } = groupFaces(all(embeddings), () => undefined, undefined, 1000);
  expect(new Set(groups).size).toBe(1);
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
