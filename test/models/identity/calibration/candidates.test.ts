// Candidates of a face, and the rate at which the first of them would be its name.
import { expect, test } from 'vitest';
import { atRate } from '../../../../models/identity/calibration/calibrate.ts';
import { fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { decide } from '../../../../models/identity/decide.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { project } from '../../../../models/identity/space.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const world = makeWorld(8, { noise: 1.1 });
const cohort = fitCohort(
  stack(Array.from({ length: 600 }, () => world.photo(world.person()))),
  DIMENSIONS,
  { encoder: { id: 'numbers', digest: '00' }, source: 'a test' },
  0,
);
const people = Array.from({ length: 5 }, world.person);
const gallery = galleryOf(people.map((who) => [0, 1].map(() => world.photo(who))));
const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
const clear = { quality: 1, yaw: 0 };
const probes = people.flatMap((who) => Array.from({ length: 12 }, () => world.photo(who)));

test('the likeliest come first, with probabilities that add up to one at most; a name is the first of them', () => {
  for (const face of probes) {
    const [decision] = decide(recogniser, face, [clear], undefined, 3);
    expect(decision.candidates).toHaveLength(3);
    const sure = decision.candidates.map(({ confidence }) => confidence);
    expect(sure).toEqual(sure.toSorted((a, b) => b - a));
    expect(sure.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
    if (decision.person !== null) expect(decision.candidates[0]?.person).toBe(decision.person);
    expect(sure[0]).toBeCloseTo(decision.confidence, 1);
  }
});

test('a face is named exactly where the rate asked for is above its own', () => {
  const rates = probes.map((face) => decide(recogniser, face, [clear])[0]?.rate ?? NaN);
  expect(rates.every((rate) => rate >= 1e-4 && rate <= 1)).toBe(true);
  for (const asked of [0.001, 0.01, 0.03, 0.2]) {
    const other = { ...recogniser, calibration: atRate(recogniser.calibration, asked) };
    probes.forEach((face, at) => {
      // The rate is known to a hundredth of itself.
      if (Math.abs(Math.log(rates[at] / asked)) < 0.02) return;
      expect(decide(other, face, [clear])[0].person !== null).toBe(rates[at] < asked);
    });
  }
  const old = { ...recogniser, calibration: { ...recogniser.calibration, scores: null } };
  expect(decide(old, probes[0], [clear])[0].rate).toBeNull();
});

test('who is elsewhere in the photo, or was denied, is not a candidate', () => {
  const [one, two] = [gallery.embeddings.slice(0, DIMENSIONS), world.photo(people[0])];
  const [named, other] = decide(recogniser, stack([one, two]), [clear, clear], undefined, 5);
  expect(named.person).toBe(0);
  expect(other.candidates.map(({ person }) => person)).not.toContain(0);
  expect(other.candidates).toHaveLength(4);
  const denials = { faces: project(recogniser.space, stack([two, two])), people: [0, 1] };
  const [denied] = decide(recogniser, two, [clear], denials, 5);
  expect(denied.candidates.map(({ person }) => person).sort()).toEqual([2, 3, 4]);
});
