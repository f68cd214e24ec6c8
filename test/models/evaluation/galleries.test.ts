// FPIR by gallery size against theory and cases worked by hand.
import { expect, test } from 'vitest';
import { fpirBySize } from '../../../models/evaluation/galleries.ts';
import { seededRandom } from '../../../models/random.ts';

test('everybody enrolled is one gallery, counted by hand', () => {
  // prettier-ignore
  const scores = [
    0.9, 0.1, 0.1, // taken for the first
    0.1, 0.6, 0.8, // for the third
    0.1, 0.2, 0.3,
    0.5, 0.5, 0.5, // not above the threshold
  ];
  const { draws, fpir } = fpirBySize({ scores, people: 3 }, 0.5, { size: 3, seed: 1 });
  expect(draws).toEqual([{ accepted: 2, strangers: 4 }]);
  expect(fpir.rate).toBe(0.5);
  expect(() => fpirBySize({ scores, people: 3 }, 0.5, { size: 4, seed: 1 })).toThrow('gallery of 4');
});

test('FPIR grows as 1 - (1 - FMR)^size, and the interval holds it', () => {
  const random = seededRandom(1);
  const people = 40;
  const fmr = 0.01;
  const scores = Float32Array.from({ length: 2000 * people }, () => random.uniform());
  for (const size of [1, 10, 40]) {
    const { fpir } = fpirBySize({ scores, people }, 1 - fmr, { size, seed: 2 });
    const expected = 1 - (1 - fmr) ** size;
    expect(fpir.rate).toBeCloseTo(expected, 1);
    expect(fpir.low).toBeLessThan(expected);
    expect(fpir.high).toBeGreaterThan(expected);
  }
  const again = () => fpirBySize({ scores, people }, 1 - fmr, { size: 10, seed: 2 });
  expect(again()).toEqual(again());
});

test('a threshold of each gallery; no stranger accepted leaves the rule of three', () => {
  const scores = Float32Array.from({ length: 100 * 4 }, (_, at) => at % 4);
  const { draws } = fpirBySize({ scores, people: 4 }, (gallery) => Math.max(...gallery), {
    size: 2,
    seed: 1,
    galleries: 5,
  });
  expect(draws.map(({ accepted }) => accepted)).toEqual([0, 0, 0, 0, 0]);
  const { fpir } = fpirBySize({ scores, people: 4 }, 3, { size: 2, seed: 1 });
  expect(fpir).toEqual({ rate: 0, low: 0, high: 0.03 });
});
