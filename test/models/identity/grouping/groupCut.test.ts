// Each encoder has its own cut: by its cohort, or by the faces themselves.
import { expect, test } from 'vitest';
import { parseCohort } from '../../../../models/identity/cohort/cohortFile.ts';
import starterCohort from '../../../../models/identity/cohort/starterCohort.json' with { type: 'json' };
import { cutOfCohort, cutOfFaces } from '../../../../models/identity/grouping/groupCut.ts';
import { groupFaces } from '../../../../models/identity/grouping/groupFaces.ts';
import { rowsOfVectors } from '../../../../models/linear/vectors.ts';
import { makeWorld } from '../support/people.ts';
import { angularFaces } from './support/angularFaces.ts';
import { strangersLike } from './support/strangersLike.ts';

const DIMENSIONS = 256;

test('the built-in encoder’s is what its photos said', () => {
  const cohort = parseCohort(Buffer.from(starterCohort.file, 'base64'));
  if (!cohort.ok) throw new Error(cohort.failure.message);
  expect(cutOfCohort(cohort.value)).toBe(0.94);
});

test('an angular encoder’s lies between strangers and one person’s faces, and its people are found', () => {
  const cohort = strangersLike(angularFaces(200, 1, DIMENSIONS, 2).embeddings, DIMENSIONS);
  const { embeddings, people } = angularFaces(41, 8, DIMENSIONS);
  for (const cut of [cutOfCohort(cohort), cutOfFaces(embeddings, DIMENSIONS)]) {
    expect(cut).toBeGreaterThan(0.15);
    expect(cut).toBeLessThan(0.45);
    const photos = Int32Array.from(people.keys());
    const faces = { embeddings, dimensions: DIMENSIONS, rows: photos.length, photos };
    const { groups } = groupFaces({ ...faces, pairs: new Int32Array(0), compared: 0, cut }, () => undefined);
    const together = new Set(people.map((person, row) => `${person} ${groups[row]}`));
    expect([new Set(groups).size, together.size]).toEqual([41, 41]);
  }
});

test('an album of few people has nearly the cut of one of many', () => {
  const many = cutOfFaces(angularFaces(97, 10, DIMENSIONS).embeddings, DIMENSIONS);
  for (const people of [2, 3, 5, 10]) {
    const few = cutOfFaces(angularFaces(people, 30, DIMENSIONS).embeddings, DIMENSIONS);
    expect(Math.abs(few - many)).toBeLessThan(0.15);
  }
});

test('where strangers are not to be seen the cut is as high as for faces that are all alike', () => {
  const world = makeWorld(4, { noise: 0.1 });
  const who = world.person();
  const one = rowsOfVectors(Array.from({ length: 40 }, () => world.photo(who)));
  expect(cutOfFaces(one, 48)).toBe(0.94);
  expect(cutOfFaces(angularFaces(19, 1, DIMENSIONS).embeddings, DIMENSIONS)).toBe(0.94);
  expect(cutOfFaces(new Float32Array(0), 0)).toBe(0.94);
});
