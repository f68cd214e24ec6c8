// FPIR by gallery size against theory and cases worked by hand.
import { expect, test } from 'vitest';
import { fpirOfGalleries } from '../../../models/evaluation/galleries.ts';
import { seededRandom } from '../../../models/random.ts';

test('the rate is the mean over galleries, counted by hand', () => {
  const { draws, fpir } = fpirOfGalleries([Uint8Array.of(1, 1, 0, 0), Uint8Array.of(0, 1, 0, 0)], {
    seed: 1,
  });
  expect(draws).toEqual([
    { accepted: 2, strangers: 4 },
    { accepted: 1, strangers: 4 },
  ]);
  expect(fpir.rate).toBe(3 / 8);
});

test('FPIR grows as 1 - (1 - FMR)^size, and the interval holds it', () => {
  const random = seededRandom(1);
  const fmr = 0.01;
  for (const size of [1, 10, 40]) {
    const accepted = Array.from({ length: 20 }, () =>
      Uint8Array.from({ length: 1000 }, () =>
        Number(Array.from({ length: size }, () => random.uniform()).some((score) => score > 1 - fmr)),
      ),
    );
    const { fpir } = fpirOfGalleries(accepted, { seed: 2, rounds: 500 });
    const expected = 1 - (1 - fmr) ** size;
    expect(fpir.rate).toBeCloseTo(expected, 1);
    expect(fpir.low).toBeLessThan(expected);
    expect(fpir.high).toBeGreaterThan(expected);
    expect(fpirOfGalleries(accepted, { seed: 2, rounds: 500 }).fpir).toEqual(fpir);
  }
});

test('no stranger accepted leaves the rule of three', () => {
  const { fpir } = fpirOfGalleries([new Uint8Array(100), new Uint8Array(100)], { seed: 1 });
  expect(fpir).toEqual({ rate: 0, low: 0, high: 0.03 });
});

test.each([
  { size: 5, threshold: 1.8 },
  { size: 10, threshold: 2 },
])(
  '95% intervals hold the mean FPIR in 93% to 97% of simulated studies: galleries of $size',
  ({ size, threshold }) => {
    const [galleries, strangers, people, likeness] = [20, 150, 20, 0.5];
    const random = seededRandom(5);
    const pool = Array.from({ length: people }, () => 0.7 * random.normal());
    const everybody = [...pool.keys()];
    const someGallery = (): number[] => random.shuffle(everybody).slice(0, size);
    // Some people are taken for others more often, and some strangers for them.
    const scoresOf = (some: readonly number[]): number[] => {
      const stranger = random.normal();
      return some.map((person) => likeness * (pool[person] + stranger) + random.normal());
    };
    const trials = 60_000;
    let taken = 0;
    for (let trial = 0; trial < trials; trial++) {
      if (scoresOf(someGallery()).some((score) => score > threshold)) taken++;
    }
    const truth = taken / trials;

    const studies = 600;
    let held = 0;
    for (let study = 0; study < studies; study++) {
      const drawn = Array.from({ length: galleries }, someGallery);
      const accepted = drawn.map(() => new Uint8Array(strangers));
      for (let stranger = 0; stranger < strangers; stranger++) {
        const scores = scoresOf(everybody);
        drawn.forEach((gallery, at) => {
          accepted[at][stranger] = Number(gallery.some((person) => scores[person] > threshold));
        });
      }
      const { fpir } = fpirOfGalleries(accepted, { seed: study, rounds: 300 });
      if (fpir.low <= truth && truth <= fpir.high) held++;
    }
    expect(held / studies).toBeGreaterThan(0.93);
    expect(held / studies).toBeLessThan(0.97);
  },
);

test('the interval is the mean’s: where galleries differ and strangers do not, more galleries make it narrower', () => {
  // Every stranger passes in every second gallery, and in no other.
  const accepted = (count: number): Uint8Array[] =>
    Array.from({ length: count }, (_, at) => new Uint8Array(50).fill(at % 2));
  const widthOf = (count: number): number => {
    const { fpir } = fpirOfGalleries(accepted(count), { seed: 1 });
    expect(fpir.rate).toBe(0.5);
    return fpir.high - fpir.low;
  };
  expect(widthOf(10)).toBeLessThan(0.7);
  expect(widthOf(40)).toBeLessThan(widthOf(10) / 1.7);
});
