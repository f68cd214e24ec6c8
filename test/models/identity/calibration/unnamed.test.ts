// Unnamed faces as evidence of the surroundings: strangers move the threshold, unnamed photos of the enrolled do not.
import { expect, test } from 'vitest';
import type { HomeShift } from '../../../../models/identity/calibration/homeShift.ts';
import { withUnnamed, type UnnamedScore } from '../../../../models/identity/calibration/unnamed.ts';
import { fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { seededRandom } from '../../../../models/random.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const before: HomeShift = { mean: 0.8, variance: 0.35, spread: 1 };

/** Groups of three faces about `level`, and unnamed photos of the enrolled. */
function album(level: number, groups: number, mates: number): UnnamedScore[] {
  const random = seededRandom(7);
  const strangers = Array.from({ length: groups }, (_, group) =>
    [0, 1, 2].map(() => ({ group, z: level + random.normal() })),
  ).flat();
  return [
    ...strangers,
    ...Array.from({ length: mates }, (_, at) => ({ group: groups + at, z: 9 + random.normal() })),
  ];
}

test('the shift goes to where the unnamed strangers lie, and is known better', () => {
  for (const level of [-0.4, 0.8, 2]) {
    const after = withUnnamed(before, album(level, 120, 0));
    expect(after.mean).toBeCloseTo(level, 0);
    expect(after.variance).toBeLessThan(0.05);
    expect(after.spread).toBe(before.spread);
  }
});

test('unnamed photos of the enrolled are trimmed away, however many they are', () => {
  const without = withUnnamed(before, album(0.5, 60, 0));
  const among = withUnnamed(before, album(0.5, 60, 200));
  expect(among.mean).toBeCloseTo(without.mean, 10);
  // Nobody else is there: nothing is learned of strangers.
  expect(withUnnamed(before, album(0.5, 0, 200))).toBe(before);
});

test('faces of one person count once', () => {
  const many = Array.from({ length: 300 }, (_, at): UnnamedScore => ({ group: at < 297 ? 0 : at, z: 0.2 }));
  const few = [0, 1, 2, 3].map((group): UnnamedScore => ({ group, z: 0.2 }));
  expect(withUnnamed(before, many).variance).toBeCloseTo(withUnnamed(before, few).variance, 10);
});

test('a recogniser whose album shows strangers like its people asks for more, and for less where they are unlike', () => {
  const world = makeWorld(5, { noise: 0.9 });
  const about = { encoder: { id: 'numbers', digest: '00' }, source: 'a test' };
  const portraits = stack(Array.from({ length: 800 }, () => world.photo(world.person())));
  const cohort = fitCohort(portraits, DIMENSIONS, about, 0);
  const people = Array.from({ length: 2 }, world.person);
  const gallery = galleryOf(people.map((who) => [world.photo(who), world.photo(who)]));
  const strangers = Array.from({ length: 80 }, () => world.photo(world.person()));
  const unnamed = {
    embeddings: stack(strangers),
    yaws: new Float32Array(80),
    photos: Int32Array.from({ length: 80 }, (_, at) => at),
  };
  const options = { fpir: 0.01, seed: 0 };
  const alone = trainRecogniser(gallery, cohort, options).recogniser.calibration;
  const seen = trainRecogniser(gallery, cohort, { ...options, unnamed }).recogniser.calibration;
  // They are the public: nothing of one's own surroundings, as was feared.
  expect(seen.scores?.shift).toBeLessThan(0.4);
  expect(seen.threshold).toBeLessThan(alone.threshold);
});
