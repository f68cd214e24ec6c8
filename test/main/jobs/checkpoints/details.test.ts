// Details of checkpoints: those of an older Facet name by the threshold that they were saved with; nonsense is refused.
import { expect, test } from 'vitest';
import { readDetails } from '../../../../main/jobs/checkpoints/details.ts';
import { atRate } from '../../../../models/identity/calibration/calibrate.ts';
import { thresholdFor } from '../../../../models/identity/calibration/conditions.ts';

const old = {
  version: 1,
  blend: 0.5,
  calibration: {
    basis: 'cohort',
    threshold: 0.5,
    strangers: 0.3,
    confidence: { bias: 0, score: 2, margin: 1 },
  },
  cohort: { people: 2000, source: 'some people' },
  parent: null,
};

const scores = { mean: 0.2, deviation: 0.1, tail: 1.2, shift: 1, spread: 1.3 };
const today = {
  ...old,
  version: 2,
  calibration: {
    ...old.calibration,
    deviation: 0.1,
    scores: {
      ...scores,
      quantiles: [
        [0.5, 0.2],
        [0.001, 0.5],
      ],
    },
    confidence: { ...old.calibration.confidence, threshold: 0.5 },
  },
};

test('a checkpoint of version 1 names as it did, and keeps its threshold whatever rate is asked for', () => {
  const details = readDetails({ details: old });
  expect(details).toMatchObject({ version: 2, calibration: { threshold: 0.5, scores: null } });
  if (details === null) return;
  const { calibration } = details;
  expect(thresholdFor(calibration, { quality: 1, yaw: 0 })).toBe(0.5);
  // A profile had to score 0.65 of the distance from strangers higher.
  expect(thresholdFor(calibration, { quality: 1, yaw: 80 })).toBeCloseTo(0.5 + 0.65 * 0.2, 10);
  expect(atRate(calibration, 0.001)).toBe(calibration);
});

test('a checkpoint of version 2 sets its threshold for any rate; numbers that cannot be are refused', () => {
  const details = readDetails({ details: today });
  expect(details?.calibration).toEqual(today.calibration);
  if (details === null) return;
  expect(atRate(details.calibration, 0.001).threshold).toBeGreaterThan(
    atRate(details.calibration, 0.05).threshold,
  );
  const wrong = [
    { deviation: 0 },
    { tail: 0.5 },
    { spread: Infinity },
    { quantiles: [[0.5, 0.2]] },
    { quantiles: Array.from({ length: 201 }, () => [0.5, 0.2]) },
  ];
  for (const change of wrong) {
    const calibration = { ...today.calibration, scores: { ...today.calibration.scores, ...change } };
    expect(readDetails({ details: { ...today, calibration } })).toBeNull();
  }
});
