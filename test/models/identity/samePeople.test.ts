// Who looks the same is proposed: one person under two names, and not two people.
import { expect, test } from 'vitest';
import { findSamePeople, type SamePair } from '../../../models/identity/samePeople.ts';
import { accumulate, rowOf } from '../../../models/linear/vectors.ts';
import { DIMENSIONS, makeWorld } from './support/people.ts';

function pairsOf(photos: readonly (readonly Float32Array[])[]): readonly SamePair[] {
  const sums = new Float32Array(photos.length * DIMENSIONS);
  photos.forEach((own, person) => {
    for (const photo of own) accumulate(rowOf(sums, person, DIMENSIONS), photo);
  });
  const finding = findSamePeople(
    { dimensions: DIMENSIONS, sums },
    photos.map(({ length }) => length),
  );
  for (;;) {
    const step = finding.next();
    if (step.done) return step.value;
  }
}

test('a person under two names is found among a hundred others', () => {
  const world = makeWorld(7, { noise: 0.3 });
  const people = Array.from({ length: 100 }, () => world.person());
  const take = (who: Float32Array): Float32Array[] => Array.from({ length: 6 }, () => world.photo(who));
  expect(pairsOf(people.map(take))).toEqual([]);
  const twice = [...people, people[3] ?? people[0]].map(take);
  expect(pairsOf(twice).map(({ a, b }) => [a, b])).toEqual([[3, 100]]);
});

test('nothing is proposed where too few people have several faces', () => {
  const world = makeWorld(8, { noise: 0.3 });
  const who = world.person();
  expect(pairsOf([[world.photo(who)], [world.photo(who)]])).toEqual([]);
});
