// How far home strangers lie above a cohort, from people seen through simulated cameras.
import { expect, test } from 'vitest';
import { fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { encodeCohort, parseCohort } from '../../../../models/identity/cohort/cohortFile.ts';
import { fitHome, type CameraView } from '../../../../models/identity/cohort/fitHome.ts';
import { normalise } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';
import { DIMENSIONS, makeWorld, stack } from '../support/people.ts';

const world = makeWorld(4);
const about = { encoder: { id: 'numbers', digest: '00' }, source: 'a test' };
const strangers = Array.from({ length: 600 }, () => world.photo(world.person()));
const cohort = fitCohort(stack(strangers), DIMENSIONS, about, 0);
const people = Array.from({ length: 80 }, () => world.photo(world.person()));

/** Everybody moved the same way: what a camera that all share does. */
const through = (strength: number, faces = people): CameraView => ({
  people: [...faces.keys()],
  faces: stack(
    faces.map((face) =>
      normalise(face.map((value, at) => value + (at % 3 === 0 ? strength / Math.sqrt(DIMENSIONS) : 0))),
    ),
  ),
});

test('a camera that all share brings strangers nearer, the more it does', () => {
  const plain = fitHome(cohort, [through(0)], 0);
  const [weak, strong] = [0.4, 0.8].map((strength) => fitHome(cohort, [through(strength)], 0));
  // Nobody's own surroundings are like the public: half a deviation is taken for rooms and poses.
  expect(plain.mean).toBeGreaterThan(0.2);
  expect(plain.mean).toBeLessThan(0.8);
  expect(weak.mean).toBeGreaterThan(plain.mean + 0.2);
  expect(strong.mean).toBeGreaterThan(weak.mean + 0.5);
  expect(plain.deviation).toBeGreaterThanOrEqual(0.7);
  const both = fitHome(cohort, [through(0), through(0.8)], 0);
  expect(both.mean).toBeGreaterThan(plain.mean);
  expect(both.mean).toBeLessThan(strong.mean);
  expect(both.deviation).toBeGreaterThan(strong.deviation);
});

test('the lead is how far people are above strangers in another camera', () => {
  const random = seededRandom(1, 'again');
  const again = (noise: number): CameraView =>
    through(
      0,
      people.map((face) => normalise(face.map((value) => value + noise * random.normal()))),
    );
  expect(fitHome(cohort, [through(0)], 0).lead).toBeUndefined();
  const [clear, blurred] = [0.02, 0.12].map(
    (noise) => fitHome(cohort, [through(0), again(noise)], 0).lead ?? 0,
  );
  expect(clear).toBeGreaterThan(blurred + 0.5);
  // Whoever was not seen again does not count, and others keep their numbers.
  const view = again(0.02);
  const half = { people: view.people.slice(20), faces: view.faces.subarray(20 * DIMENSIONS) };
  expect(fitHome(cohort, [through(0), half], 0).lead).toBeCloseTo(clear, 0);
});

test('a camera through which everybody looks the same says nothing of how far out strangers reach', () => {
  const same = { people: [...people.keys()], faces: stack(people.map(() => people[0])) };
  const alone = fitHome(cohort, [through(0)], 0);
  const beside = fitHome(cohort, [through(0), same], 0);
  expect(alone.reach).toBeGreaterThan(1.05);
  expect(beside.reach).toBe(alone.reach);
  expect(fitHome(cohort, [same], 0).reach).toBeGreaterThanOrEqual(1);
  expect(parseCohort(encodeCohort({ ...cohort, home: beside })).ok).toBe(true);
});

test('what was found is kept in the cohort’s file', () => {
  const home = { mean: 0.9, deviation: 1.3, reach: 1.15, lead: 12.4 };
  expect(parseCohort(encodeCohort({ ...cohort, home }))).toMatchObject({ ok: true, value: { home } });
  const older = { mean: home.mean, deviation: home.deviation };
  expect(parseCohort(encodeCohort({ ...cohort, home: older }))).toMatchObject({
    ok: true,
    value: { home: older },
  });
  expect(parseCohort(encodeCohort({ ...cohort, home: { ...home, reach: -1 } })).ok).toBe(false);
  expect(parseCohort(encodeCohort({ ...cohort, home: { ...home, lead: Infinity } })).ok).toBe(false);
});
