// Splits: repeatable, evenly spaced where asked, and never with a near-duplicate on both sides.
import { expect, test } from 'vitest';
import {
  evenlySpaced,
  findLeaks,
  splitSessions,
  splitShots,
  type Sample,
  type SessionSample,
} from '../../../models/evaluation/split.ts';
import { hashDistance } from '../../../models/face/nearDuplicate.ts';
import { seededRandom } from '../../../models/random.ts';

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

/** As many bits as two hashes of one shot may differ in. */
const alike = (a: string, b: string): boolean => hashDistance(a, b) <= 4;

const randomHash = (random: { integer(below: number): number }): string =>
  Array.from({ length: 16 }, () => random.integer(16).toString(16)).join('');

test('a planted near-duplicate is found among thousands of pairs, and no split of ours has one', () => {
  const random = seededRandom(1);
  const all: SessionSample[] = Array.from({ length: 300 }, (_, at) => ({
    person: `p${at % 30}`,
    session: `day ${at % 7}`,
    differenceHash: randomHash(random),
  }));
  // Two bits of face 100 flipped, under another name and on another day: a recompressed copy.
  const { differenceHash } = all[100];
  const flipped = (parseInt(differenceHash[15], 16) ^ 0b101).toString(16);
  all[237] = { ...all[237], differenceHash: differenceHash.slice(0, 15) + flipped };

  const enrolled = Array.from({ length: 150 }, (_, at) => at);
  const probes = Array.from({ length: 150 }, (_, at) => 150 + at);
  expect(findLeaks(all, { enrolled, probes }, alike)).toEqual([{ enrolled: 100, probe: 237 }]);

  for (const split of [
    splitShots(all, 4, { kind: 'even' }, alike),
    splitShots(all, 5, { kind: 'seeded', seed: 3 }, alike),
    ...splitSessions(all, alike),
  ]) {
    expect(findLeaks(all, split, alike)).toEqual([]);
  }
});

test('leaving one session out: its people by their other days, strangers to it nowhere', () => {
  const face = (person: string, session: string | null, at: number): SessionSample => ({
    person,
    session,
    differenceHash: `${person}${at}`,
  });
  const all = [
    face('ada', 'mon', 0),
    face('ada', 'mon', 1),
    face('ada', 'tue', 2),
    face('bob', 'tue', 3),
    face('cy', null, 4),
    face('cy', 'mon', 5),
  ];
  all[1] = { ...all[1], differenceHash: all[2].differenceHash };
  expect(splitSessions(all, (a, b) => a === b)).toEqual([
    { session: 'mon', enrolled: [2, 3, 4], probes: [0, 5], leftOut: [1] },
    // Bob was there on Tuesday only.
    { session: 'tue', enrolled: [0, 1, 4, 5], probes: [], leftOut: [2] },
  ]);
});

test('by angle: each direction in its turn, evenly within one, whatever the file names say', () => {
  const directions = ['left', 'left', 'left', 'front', 'up', 'left', 'front', 'right', null, 'left'] as const;
  const samples = directions.map((_, at) => ({ person: 'Ada', differenceHash: String(at) }));
  const chosen = (shots: number, toward: readonly (typeof directions)[number][] = directions) =>
    splitShots(samples, shots, { kind: 'angles', directions: toward }, () => false).enrolled;
  expect(chosen(1)).toEqual([3]);
  // One of front, left, right and up each, then the one whose direction nobody knows.
  expect(chosen(4).map((at) => directions[at])).toEqual(['left', 'front', 'up', 'right']);
  expect(chosen(5)).toContain(8);
  // Nothing but front and left is left: of five to the left, the first and the last.
  expect(chosen(7)).toEqual([0, 3, 4, 6, 7, 8, 9]);
  expect(chosen(10)).toHaveLength(10);
  const unknown = directions.map(() => null);
  expect(chosen(4, unknown)).toEqual(splitShots(samples, 4, { kind: 'even' }, () => false).enrolled);
});
