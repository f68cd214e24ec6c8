import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Best } from '../../../../models/identity/gallery/best.ts';
import { roundingOf, ScannedRows } from '../../../../models/identity/gallery/scan.ts';
import { cosines, normalise, rowOf } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';

function randomRows(count: number, dimensions: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const rows = Float32Array.from({ length: count * dimensions }, () => random.normal());
  for (let row = 0; row < count; row++) normalise(rowOf(rows, row, dimensions));
  return rows;
}

function scanned(rows: Float32Array, dimensions: number): ScannedRows {
  const count = rows.length / dimensions;
  const scan = new ScannedRows(dimensions, count);
  for (let row = 0; row < count; row++) scan.set(row, rowOf(rows, row, dimensions));
  return scan;
}

test.each([
  [1, 1, 8],
  [3, 5, 128],
  [700, 1, 512],
  [530, 9, 48],
  [517, 4, 100],
])('%d rows against %d faces of %d numbers: scores are no further off than is said', (count, faces, size) => {
  const rows = randomRows(count, size, 1);
  const probes = randomRows(faces, size, 2);
  const scan = scanned(rows, size);
  const exact = cosines(probes, rows, size);
  const found = scan.scan(probes, count);
  expect(found).toHaveLength(faces);
  found.forEach(({ rows: places, scores }, face) => {
    expect([...places].sort((a, b) => a - b)).toEqual([...new Array(count).keys()]);
    const most = scan.error + roundingOf(rowOf(probes, face, size));
    expect(most).toBeLessThan(0.02);
    const off = Array.from(places, (row, at) => Math.abs(scores[at] - exact[face * count + row]));
    expect(Math.max(...off)).toBeLessThanOrEqual(most);
    expect(scores).toEqual(scores.slice().sort().reverse());
  });
});

test('the largest numbers that there can be do not overflow', () => {
  const size = 4096;
  const rows = new Float32Array(size).fill(1 / Math.sqrt(size));
  const [found] = scanned(rows, size).scan(rows, 1);
  expect(found.scores[0]).toBeCloseTo(1, 3);
});

test('a row that is put in place of another is found instead of it', () => {
  const rows = randomRows(10, 16, 3);
  const scan = scanned(rows, 16);
  const other = randomRows(1, 16, 4);
  scan.set(7, other);
  expect(scan.scan(other, 1)[0].rows).toEqual(Int32Array.of(7));
  expect(scan.scan(rowOf(rows, 7, 16), 1)[0].scores[0]).toBeLessThan(0.9);
});

test('two galleries at once do not write into each other', () => {
  const [one, other] = [randomRows(5, 16, 5), randomRows(5, 16, 6)];
  const scan = scanned(one, 16);
  scanned(other, 16);
  expect(scan.scan(rowOf(one, 0, 16), 1)[0].scores[0]).toBeCloseTo(1, 2);
});

test('the best few are those of a sort', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 20 }),
      (scores, most) => {
        const best = new Best(most);
        best.offer(Float32Array.from(scores), 0, 1, scores.length, 1, 0);
        const sorted = [...scores].sort((a, b) => b - a).slice(0, most);
        expect([...best.found().scores]).toEqual(sorted.map((score) => Math.fround(score)));
      },
    ),
  );
});
