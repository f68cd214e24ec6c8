// Splits: repeatable, evenly spaced where asked, and never with a near-duplicate on both sides.
import { expect, test } from 'vitest';
import { evenlySpaced, splitShots, type Sample } from '../../../models/evaluation/split.ts';

const never = (): boolean => false;
const samples = (counts: Record<string, number>): Sample[] =>
  Object.entries(counts).flatMap(([person, count]) =>
    Array.from({ length: count }, (_, at) => ({ person, differenceHash: `${person}${at}` })),
  );

test('evenly spaced places', () => {
  expect(evenlySpaced(10, 5)).toEqual([0, 2, 5, 7, 9]);
  expect(evenlySpaced(19, 5)).toEqual([0, 5, 9, 14, 18]);
  expect(evenlySpaced(10, 1)).toEqual([4]);
  expect(evenlySpaced(3, 5)).toEqual([0, 1, 2]);
  for (let count = 1; count < 40; count++) {
    for (let shots = 1; shots <= count; shots++) expect(new Set(evenlySpaced(count, shots)).size).toBe(shots);
  }
});

test('every sample is on one side; people with too few photos have no probes', () => {
  const all = samples({ ada: 5, bob: 2, cy: 3 });
  const { enrolled, probes, leftOut } = splitShots(all, 3, { kind: 'even' }, never);
  expect(enrolled).toEqual([0, 2, 4, 5, 6, 7, 8, 9]);
  expect(probes).toEqual([1, 3]);
  expect(leftOut).toEqual([]);
});

test('a seed repeats a split; another seed gives another; one more person changes nobody else', () => {
  const all = samples({ ada: 10, bob: 10 });
  const split = (seed: number, of = all) => splitShots(of, 3, { kind: 'seeded', seed }, never).enrolled;
  expect(split(1)).toEqual(split(1));
  expect(split(1)).not.toEqual(split(2));
  expect(split(1, [...all, ...samples({ cy: 4 })]).slice(0, 6)).toEqual(split(1));
});

test('a planted leak is left out, also under another name', () => {
  const all = samples({ ada: 4, bob: 3 });
  all[1] = { person: 'ada', differenceHash: 'copy' };
  all[2] = { person: 'ada', differenceHash: 'ada0' };
  all[6] = { person: 'bob', differenceHash: 'ada3' };
  const { enrolled, probes, leftOut } = splitShots(all, 2, { kind: 'even' }, (a, b) => a === b);
  expect(enrolled).toEqual([0, 3, 4, 6]);
  expect(leftOut).toEqual([2]);
  expect(probes).toEqual([1, 5]);
  for (const probe of probes) {
    for (const face of enrolled) expect(all[probe].differenceHash).not.toBe(all[face].differenceHash);
  }
});
