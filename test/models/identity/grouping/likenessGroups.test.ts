// Groups by likeness: the same as by looking at every group in full, faces that leave are forgotten, and they are pure.
import { expect, test } from 'vitest';
import { leadingDirections } from '../../../../models/linear/leadingDirections.ts';
import { LikenessGroups } from '../../../../models/identity/grouping/likenessGroups.ts';
import { accumulate, cosines, dot, normalise } from '../../../../models/linear/vectors.ts';
import { DIMENSIONS, makeWorld, stack } from '../support/people.ts';

const JOIN = 0.9;
const none = new Set<number>();

function crowd(seed: number, people: number, photos: number) {
  const world = makeWorld(seed, { noise: 0.35 });
  const faces = Array.from({ length: people }, world.person).flatMap((who, person) =>
    Array.from({ length: photos }, () => ({ person, embedding: world.photo(who) })),
  );
  return world.random.shuffle(faces);
}

/** What is said of them: the likest mean of all. */
function groupsInFull(faces: readonly Float32Array[]): number[] {
  const sums: Float32Array[] = [];
  return faces.map((face) => {
    const likeness = sums.map((sum) => dot(face, normalise(sum.slice())));
    const best = likeness.indexOf(Math.max(...likeness));
    if (best >= 0 && likeness[best] > JOIN) {
      accumulate(sums[best], face);
      return best;
    }
    return sums.push(face.slice()) - 1;
  });
}

test('groups are those of looking at every group in full', () => {
  const faces = crowd(5, 60, 6).map(({ embedding }) => embedding);
  const groups = new LikenessGroups(stack(faces.slice(0, 100)), DIMENSIONS, JOIN);
  const found = faces.map((face) => groups.add(face, none));
  expect(found).toEqual(groupsInFull(faces));
  expect(new Set(found).size).toBeGreaterThan(30);
  expect(new Set(found).size).toBeLessThan(faces.length / 2);
});

test('a sample that says nothing of the faces costs time, not groups', () => {
  const faces = crowd(6, 20, 5).map(({ embedding }) => embedding);
  const groups = new LikenessGroups(
    stack(crowd(7, 3, 1).map(({ embedding }) => embedding)),
    DIMENSIONS,
    JOIN,
  );
  expect(faces.map((face) => groups.add(face, none))).toEqual(groupsInFull(faces));
});

test('a barred group is not joined, however like it is', () => {
  const [face] = crowd(8, 1, 1).map(({ embedding }) => embedding);
  const groups = new LikenessGroups(face, DIMENSIONS, JOIN);
  const first = groups.add(face, none);
  expect(groups.add(face, none)).toBe(first);
  expect(groups.add(face, new Set([first]))).not.toBe(first);
});

test('faces that leave leave no trace', () => {
  const faces = crowd(9, 12, 4).map(({ embedding }) => embedding);
  const [staying, leaving] = [faces.slice(0, 24), faces.slice(24)];
  const groups = new LikenessGroups(stack(faces), DIMENSIONS, JOIN);
  const before = staying.map((face) => groups.add(face, none));
  const means = before.map((group) => groups.meanOf(group));
  for (const [face, group] of leaving.map((face) => [face, groups.add(face, none)] as const))
    groups.remove(face, group);
  before.forEach((group, at) => expect(dot(groups.meanOf(group), means[at])).toBeCloseTo(1, 5));

  for (const [at, group] of before.entries()) groups.remove(staying[at], group);
  const again = new LikenessGroups(stack(faces), DIMENSIONS, JOIN);
  const pairs = (numbers: readonly number[]): boolean[] =>
    numbers.flatMap((a) => numbers.map((b) => a === b));
  expect(pairs(faces.map((face) => groups.add(face, none)))).toEqual(
    pairs(faces.map((face) => again.add(face, none))),
  );
});

test('leading directions are orthonormal, and hold more of the vectors than any others do', () => {
  const faces = stack(crowd(10, 40, 3).map(({ embedding }) => embedding));
  const basis = leadingDirections(faces, DIMENSIONS, 8);
  const table = cosines(basis, basis, DIMENSIONS);
  table.forEach((value, at) => expect(value).toBeCloseTo(at % 9 === 0 ? 1 : 0, 5));
  const held = (rows: Float32Array): number =>
    cosines(faces, rows, DIMENSIONS).reduce((sum, value) => sum + value * value, 0);
  const some = leadingDirections(stack(crowd(11, 8, 1).map(({ embedding }) => embedding)), DIMENSIONS, 8);
  expect(held(basis)).toBeGreaterThan(1.1 * held(some));
});
