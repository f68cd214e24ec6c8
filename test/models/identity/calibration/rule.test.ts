// The threshold's rule, against plain loops: what strangers score, how far those of one's own surroundings lie above, and
// that a rate can be asked for afterwards.
import { expect, test } from 'vitest';
import { atRate } from '../../../../models/identity/calibration/calibrate.ts';
import { thresholdFor, turnedShift } from '../../../../models/identity/calibration/conditions.ts';
import { momentsOf, type DrawnScores } from '../../../../models/identity/calibration/drawnScores.ts';
import { homeFactor, homeShift, type HomeScore } from '../../../../models/identity/calibration/homeShift.ts';
import { topTwo } from '../../../../models/identity/calibration/lead.ts';
import { quantilesOf, thresholdAt } from '../../../../models/identity/calibration/strangerScores.ts';
import { fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { normalQuantile } from '../../../../models/linear/normal.ts';
import { seededRandom } from '../../../../models/random.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('moments of the best scores, of everybody and without each person, are those of plain loops', () => {
  const random = seededRandom(1);
  const people = 4;
  const table = Array.from({ length: 200 }, () => Array.from({ length: people }, () => 3 + random.normal()));
  const tops = table.map((row) => topTwo(row));
  const drawn: DrawnScores = {
    person: Int32Array.from(tops, ({ person }) => person),
    best: Float64Array.from(tops, ({ best }) => best),
    second: Float64Array.from(tops, ({ second }) => second),
  };
  const { all, without } = momentsOf(drawn, people);
  const plain = (left: number) => {
    const best = table.map((row) => Math.max(...row.filter((_, person) => person !== left)));
    const level = mean(best);
    return { mean: level, deviation: Math.sqrt(mean(best.map((score) => (score - level) ** 2))) };
  };
  for (const [found, left] of [[all, -1] as const, ...without.map((own, who) => [own, who] as const)]) {
    expect(found.mean).toBeCloseTo(plain(left).mean, 10);
    expect(found.deviation).toBeCloseTo(plain(left).deviation, 10);
  }
});

test('the shift is the posterior of the rule, step by step', () => {
  const z = [[0.5, 0.9], [1.7], [1.1, 0.2, 0.6]];
  const scores = z.flatMap((own, person) => own.map((one): HomeScore => ({ person, z: one })));
  const delta = mean(z.map(mean));
  const squares = z.map((own) => mean(own.map((one) => (one - delta) ** 2)));
  const variance = (10 + (3 / 2) * squares.reduce((sum, one) => sum + one, 0)) / (9 + 3);
  const weight = 2 / (1.2 * variance);
  const precision = 1 / 0.9 ** 2 + weight;
  const shift = homeShift(scores, 3, { mean: 1, deviation: 0.9 });
  expect(shift.mean).toBeCloseTo((1 / 0.9 ** 2 + weight * delta) / precision, 10);
  expect(shift.variance).toBeCloseTo(1 / precision, 10);
  expect(shift.spread).toBeCloseTo(variance, 10);
  // Nobody is there to be a stranger: what is usual.
  expect(homeShift([], 1, { mean: 1, deviation: 0.9 })).toEqual({ mean: 1, variance: 0.9 ** 2, spread: 1 });
});

test('one gallery of few people may be farther off than one of many', () => {
  const factors = [1, 2, 5, 10, 20].map((people) => Number(homeFactor(people).toFixed(1)));
  expect(factors).toEqual([10, 10, 3.6, 2.3, 1.8]);
});

test('over many surroundings the rate is the one asked for, with two people as with twenty', () => {
  const random = seededRandom(2);
  for (const people of [2, 5, 20]) {
    const passed: number[] = [];
    for (let world = 0; world < 4000; world++) {
      // Surroundings after the prior, three faces a person, strangers of unit spread.
      const level = 1 + 0.9 * random.normal();
      const scores = Array.from({ length: 3 * people }, (_, at) => ({
        person: at % people,
        z: level + random.normal(),
      }));
      const shift = homeShift(scores, people, { mean: 1, deviation: 0.9 });
      const threshold = shift.mean + 1.645 * Math.sqrt(shift.variance + shift.spread);
      passed.push(mean(Array.from({ length: 20 }, () => (level + random.normal() > threshold ? 1 : 0))));
    }
    // 5% were asked for; three faces a person say more than the rule takes them for.
    expect(mean(passed)).toBeGreaterThan(0.03);
    expect(mean(passed)).toBeLessThan(0.06);
  }
});

test('a threshold lets the share of drawn strangers pass that was asked for, and never falls below that', () => {
  const random = seededRandom(3);
  const best = Float64Array.from({ length: 10_000 }, () => random.normal());
  const scores = {
    ...{ mean: 0, deviation: 1, tail: 1, shift: 0, spread: 1 },
    quantiles: quantilesOf(best),
  };
  for (const rate of [0.001, 0.01, 0.03, 0.1]) {
    const atLarge = thresholdAt({ ...scores, shift: -3 }, rate);
    const passing = best.filter((score) => score > atLarge).length / best.length;
    expect(passing).toBeGreaterThan(0.85 * rate);
    expect(passing).toBeLessThan(1.15 * rate);
    expect(thresholdAt({ ...scores, shift: -5 }, rate)).toBe(atLarge);
    // Home strangers are taken as normal about their shift.
    expect(thresholdAt({ ...scores, shift: 1 }, rate)).toBeCloseTo(1 + normalQuantile(1 - rate), 10);
    const heavy = { ...scores, shift: -3, tail: 2 };
    expect(thresholdAt(heavy, rate)).toBeCloseTo(thresholdAt({ ...scores, shift: -3 }, rate / 2), 10);
  }
});

const world = makeWorld(5, { noise: 0.9 });
const cohort = fitCohort(
  stack(Array.from({ length: 800 }, () => world.photo(world.person()))),
  DIMENSIONS,
  { encoder: { id: 'numbers', digest: '00' }, source: 'a test' },
  0,
);
const people = Array.from({ length: 6 }, world.person);
const gallery = galleryOf(people.map((who) => Array.from({ length: 3 }, () => world.photo(who))));

test('another rate gives the threshold that learning with it would have given, and leaves the confidence', () => {
  const [one, other] = [0.01, 0.001].map(
    (fpir) => trainRecogniser(gallery, cohort, { fpir, seed: 0 }).recogniser.calibration,
  );
  expect(atRate(one, 0.001)).toEqual(other);
  expect(other.threshold).toBeGreaterThan(one.threshold);
  expect(other.confidence).toEqual(one.confidence);
});

test('a turned face must score higher by a share of the deviation; enrolled profiles prove less', () => {
  const calibrate = (yaw: number) => {
    const yaws = new Float32Array(gallery.people.length).fill(yaw);
    return trainRecogniser({ ...gallery, yaws }, cohort, { fpir: 0.01, seed: 0 }).recogniser.calibration;
  };
  const [front, profile] = [calibrate(0), calibrate(90)];
  expect([0, 45, 62.5, 80, -90].map(turnedShift)).toEqual([0, 0, 0.4, 0.8, 0.8]);
  const bar = thresholdFor(front, { quality: 1, yaw: -80 });
  expect(bar).toBeCloseTo(front.threshold + 0.8 * front.deviation, 10);
  expect(profile.scores?.shift).toBeLessThan(front.scores?.shift ?? 0);
});
