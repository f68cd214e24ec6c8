import { expect, test } from 'vitest';
import { calibrationFor, simulateSizes } from '../../../../models/identity/gallery/size.ts';
import { bestScores } from '../../../../models/identity/cohort/cohort.ts';
import { parseCohort } from '../../../../models/identity/cohort/cohortFile.ts';
import { drawFrom, momentsOf } from '../../../../models/identity/cohort/mixture.ts';
import starterCohort from '../../../../models/identity/cohort/starterCohort.json' with { type: 'json' };
import type { Gallery } from '../../../../models/identity/gallery.ts';
import { fitSpace, project } from '../../../../models/identity/space.ts';
import { cosines } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';

const calibration = {
  basis: 'cohort',
  threshold: 0.5,
  strangers: 0.2,
  deviation: 0.05,
  scores: null,
  confidence: { bias: 0, score: 1, margin: 1, threshold: 0.5 },
} as const;

const levels = [
  { people: 10, threshold: 0.3 },
  { people: 100, threshold: 0.4 },
];

test('a threshold moves with the logarithm of the people, between sizes and beyond them', () => {
  const at = (people: number) => calibrationFor({ calibration, people: 10, levels }, people).threshold;
  expect(at(10)).toBe(0.5);
  expect(at(100)).toBeCloseTo(0.6);
  expect(at(1000)).toBeCloseTo(0.7);
  expect(at(1)).toBeCloseTo(0.4);
  expect(calibrationFor({ calibration, people: 10, levels }, 100).strangers).toBeCloseTo(0.3);
  expect(calibrationFor({ calibration, people: 10, levels: [] }, 100)).toEqual(calibration);
  // Beyond the largest as over a whole decade, not as between two levels beside each other.
  const close = [...levels, { people: 120, threshold: 0.44 }];
  const beyond = 0.5 + (0.14 * Math.log(120)) / Math.log(12);
  expect(calibrationFor({ calibration, people: 10, levels: close }, 1200).threshold).toBeCloseTo(beyond);
});

test('at the simulated threshold the share of strangers that was asked for is named, at every size', () => {
  const parsed = parseCohort(Buffer.from(starterCohort.file, 'base64'));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const cohort = parsed.value;
  const { dimensions } = cohort.mixture;
  const drawn = (count: number, seed: number) =>
    project(space, drawFrom(cohort.mixture, count, seededRandom(seed)));
  const enrolled = galleryOf(drawFrom(cohort.mixture, 10, seededRandom(1)), dimensions);
  const space = fitSpace(enrolled, momentsOf(cohort.mixture));
  const simulating = simulateSizes(cohort, space, 0.05, { sizes: [10, 100, 1000] });
  let step = simulating.next();
  while (step.done !== true) step = simulating.next();
  const [people, strangers] = [drawn(1000, 2), drawn(1000, 3)];
  for (const { people: size, threshold } of step.value) {
    // Among each gallery of so many: one of ten people may be more or less alike by chance.
    const scores = bestScores(cosines(strangers, people, dimensions), size);
    const named = scores.filter((score) => score > threshold).length / scores.length;
    expect(named, `${size} people`).toBeGreaterThan(0.7 * (0.05 / cohort.tail));
    expect(named, `${size} people`).toBeLessThan(1.4 * (0.05 / cohort.tail));
  }
  const thresholds = step.value.map(({ threshold }) => threshold);
  expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
  expect(thresholds[2] - thresholds[0]).toBeGreaterThan(0.05);
});

const galleryOf = (embeddings: Float32Array, dimensions: number): Gallery => {
  const count = embeddings.length / dimensions;
  return {
    embeddings,
    dimensions,
    people: Int32Array.from({ length: count }, (_, row) => row),
    count,
    weights: new Float32Array(count).fill(1),
  };
};
