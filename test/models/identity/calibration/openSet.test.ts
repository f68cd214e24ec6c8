// The open-set decision on people made of numbers: the FPIR is what was asked for, confidence is a probability, nobody is
// in a photo twice, poor faces are not named.
import { expect, test } from 'vitest';
import { leadOf } from '../../../../models/identity/calibration/lead.ts';
import { fitCohort, type Cohort } from '../../../../models/identity/cohort/cohort.ts';
import { thresholdFor } from '../../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../../models/identity/decide.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const encoder = { id: 'numbers', digest: '00' };
const world = makeWorld(1, { noise: 0.9 });
const strangers = (count: number): Float32Array =>
  stack(Array.from({ length: count }, () => world.photo(world.person())));
const cohort: Cohort = fitCohort(strangers(1200), DIMENSIONS, { encoder, source: 'a test' }, 0);

function enrol(people: number, shots: number) {
  const everybody = Array.from({ length: people }, world.person);
  const gallery = galleryOf(everybody.map((who) => Array.from({ length: shots }, () => world.photo(who))));
  const probes = everybody.flatMap((who) => Array.from({ length: 20 }, () => world.photo(who)));
  return { everybody, gallery, probes };
}

const clear = { quality: 1, yaw: 0 };

/** Each face as a photo of its own. */
const decideAll = (
  recogniser: Parameters<typeof decide>[0],
  faces: Float32Array,
  quality = 1,
  yaw = 0,
): ReturnType<typeof decide> =>
  Array.from({ length: faces.length / DIMENSIONS }, (_, at) =>
    decide(recogniser, faces.slice(at * DIMENSIONS, (at + 1) * DIMENSIONS), [{ quality, yaw }]),
  ).flat();

test.each([
  [1, 3],
  [5, 3],
  [40, 3],
  [20, 1],
])('of new strangers about 1%% are named, whether %i people are enrolled or more', (people, shots) => {
  const { gallery, probes } = enrol(people, shots);
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
  const named = decideAll(recogniser, strangers(3000)).filter(({ person }) => person !== null);
  expect(named.length / 3000).toBeLessThan(0.02);
  const found = decideAll(recogniser, stack(probes)).filter(
    ({ person }, at) => person === Math.floor(at / 20),
  );
  expect(found.length / probes.length).toBeGreaterThan(0.6);
});

test('the threshold rises with the gallery and with the caution asked for', () => {
  const threshold = (people: number, fpir: number): number =>
    trainRecogniser(enrol(people, 2).gallery, cohort, { fpir, seed: 0 }).recogniser.calibration.threshold;
  expect(threshold(40, 0.01)).toBeGreaterThan(threshold(2, 0.01));
  expect(threshold(10, 0.001)).toBeGreaterThan(threshold(10, 0.1));
});

test('without a cohort the other enrolled people stand for strangers; one alone is taken with caution', () => {
  const many = enrol(20, 3);
  const { recogniser } = trainRecogniser(many.gallery, null, { fpir: 0.01, seed: 0 });
  expect(recogniser.calibration.basis).toBe('enrolled');
  const named = decideAll(recogniser, strangers(2000)).filter(({ person }) => person !== null);
  expect(named.length / 2000).toBeLessThan(0.05);

  const alone = trainRecogniser(enrol(1, 1).gallery, null, { fpir: 0.01, seed: 0 }).recogniser;
  expect(alone.calibration.basis).toBe('none');
  const wrong = decideAll(alone, strangers(500)).filter(({ person }) => person !== null);
  expect(wrong.length).toBe(0);
});

test('strangers who look like the enrolled raise the threshold', () => {
  // Another camera: everything that comes through it is moved the same way.
  const bias = world.person();
  const through = (face: Float32Array): Float32Array => {
    const moved = face.map((value, at) => value + 0.45 * bias[at]);
    const length = Math.hypot(...moved);
    return moved.map((value) => value / length);
  };
  const people = Array.from({ length: 30 }, world.person);
  const gallery = galleryOf(people.map((who) => [0, 1, 2].map(() => through(world.photo(who)))));
  const own = stack(Array.from({ length: 2000 }, () => through(world.photo(world.person()))));
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
  const passing = (threshold: number): number =>
    decideAll(recogniser, own).filter(({ score }) => score > threshold).length / 2000;
  const { threshold, strangers: level } = recogniser.calibration;
  const usual = trainRecogniser(enrol(30, 3).gallery, cohort, { fpir: 0.01, seed: 0 }).recogniser.calibration;
  expect(level).toBeGreaterThan(usual.strangers);
  expect(passing(threshold)).toBeLessThan(passing(usual.threshold) / 2);
});

test('confidence is about the share of names that are right', () => {
  const bins = Array.from({ length: 4 }, () => ({ right: 0, total: 0, sum: 0 }));
  for (let round = 0; round < 6; round++) {
    const { gallery, probes } = enrol(15, 3);
    const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: round });
    const mates = decideAll(recogniser, stack(probes)).map((decision, at) => ({
      ...decision,
      right: decision.person === Math.floor(at / 20),
    }));
    const others = decideAll(recogniser, strangers(probes.length)).map((decision) => ({
      ...decision,
      right: false,
    }));
    for (const { person, confidence, right } of [...mates, ...others]) {
      if (person === null) continue;
      const bin = bins[Math.min(3, Math.floor(confidence * 4))];
      bin.total++;
      bin.sum += confidence;
      if (right) bin.right++;
    }
  }
  const error = bins.reduce(
    (sum, { right, total, sum: stated }) => sum + (Math.abs(right - stated) / Math.max(1, total)) * total,
    0,
  );
  expect(error / bins.reduce((sum, { total }) => sum + total, 0)).toBeLessThan(0.15);
});

test('nobody is in a photo twice; the better face keeps the name', () => {
  const { everybody, gallery } = enrol(4, 3);
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
  const face = world.photo(everybody[0]);
  const group = stack([face, world.photo(everybody[1]), gallery.embeddings.slice(0, DIMENSIONS)]);
  const decisions = decide(recogniser, group, [clear, clear, clear]);
  expect(decisions.map(({ person }) => person)).toEqual([null, 1, 0]);
  expect(decide(recogniser, new Float32Array(0), [])).toEqual([]);
});

test('more is asked of a profile than of a frontal face, and it is named less surely', () => {
  const { gallery, probes } = enrol(4, 3);
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
  const faces = stack(probes);
  const front = decideAll(recogniser, faces);
  const profile = decideAll(recogniser, faces, 1, -80);
  const sure = (decisions: typeof front): number =>
    decisions.reduce((sum, { confidence }) => sum + confidence, 0) / decisions.length;
  const named = (decisions: typeof front): number => decisions.filter(({ person }) => person !== null).length;
  expect(named(profile)).toBeLessThan(named(front));
  expect(sure(profile)).toBeLessThan(sure(front));
  expect(decideAll(recogniser, faces, 1, 40)).toEqual(front);
  const { calibration } = recogniser;
  expect(thresholdFor(calibration, { quality: 1, yaw: 30 })).toBe(calibration.threshold);
  expect(thresholdFor(calibration, { quality: 1, yaw: 80 })).toBe(
    thresholdFor(calibration, { quality: 1, yaw: -120 }),
  );
});

test('strangers who share the surroundings of one or two enrolled people rarely pass', () => {
  const bias = world.person();
  const through = (face: Float32Array): Float32Array => {
    const moved = face.map((value, at) => value + 0.2 * bias[at]);
    const length = Math.hypot(...moved);
    return moved.map((value) => value / length);
  };
  const shares = Array.from({ length: 10 }, () => {
    const gallery = galleryOf([0, 1].map(() => world.person()).map((who) => [through(world.photo(who))]));
    const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
    const own = stack(Array.from({ length: 300 }, () => through(world.photo(world.person()))));
    return decideAll(recogniser, own).filter(({ person }) => person !== null).length / 300;
  });
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.02);
});

test('a face too poor to tell is not named, and never with confidence', () => {
  const { gallery } = enrol(4, 3);
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
  const enrolled = gallery.embeddings.slice(0, DIMENSIONS);
  const [good] = decide(recogniser, enrolled, [{ quality: 0.9, yaw: 0 }]);
  const [poor] = decide(recogniser, enrolled, [{ quality: 0.2, yaw: 0 }]);
  const [worthless] = decide(recogniser, enrolled, [{ quality: 0.02, yaw: 0 }]);
  expect(good.person).toBe(0);
  expect(good.confidence).toBeGreaterThan(0.8);
  expect(poor.confidence).toBeLessThan(0.5);
  expect(worthless.confidence).toBe(0);
});

test('the lead of a row of scores', () => {
  expect(leadOf([0.1, 0.7, 0.4], 0)).toEqual({
    person: 1,
    best: 0.7,
    margin: expect.closeTo(0.3, 6) as number,
  });
  expect(leadOf([0.7, 0.7], 0).margin).toBe(0);
  expect(leadOf([0.7], 0.2)).toEqual({ person: 0, best: 0.7, margin: expect.closeTo(0.5, 6) as number });
  expect(leadOf([NaN, 0.3], 0.2).person).toBe(1);
});
