import { expect, test } from 'vitest';
import { minorityCluster } from '../../../../models/identity/grouping/splitInTwo.ts';
import { normalise, rowOf } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';

const DIMENSIONS = 16;

/** Faces of people by whose they are: a direction each, and noise of so much of its length. */
function facesOf(owners: readonly number[], noise: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const people = new Float32Array(DIMENSIONS * 2).map(() => random.normal());
  const rows = new Float32Array(owners.length * DIMENSIONS);
  owners.forEach((owner, at) => {
    const face = rowOf(rows, at, DIMENSIONS);
    face.set(rowOf(people, owner, DIMENSIONS).map((value) => value + noise * random.normal()));
    normalise(face);
  });
  return rows;
}

test.each([1, 2, 3, 4, 5])('two people under one name are taken apart, seed %i', (seed) => {
  const owners = [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0];
  const sides = minorityCluster(facesOf(owners, 0.3, seed), DIMENSIONS);
  expect(sides).toEqual(owners.map((owner) => owner === 1));
});

test('of equal sides it is the one without the first face', () => {
  expect(minorityCluster(facesOf([1, 0, 1, 0], 0.1, 1), DIMENSIONS)).toEqual([false, true, false, true]);
});

test('even faces that are all alike have two sides', () => {
  expect(minorityCluster(facesOf([0, 0, 0], 0, 1), DIMENSIONS)).toEqual([false, false, true]);
  const sides = minorityCluster(facesOf([0, 0, 0, 0, 0], 0.05, 3), DIMENSIONS);
  expect(new Set(sides).size).toBe(2);
});
