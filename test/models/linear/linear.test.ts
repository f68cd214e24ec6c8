// The small mathematics under recognition: factors, quantiles, logistic regression, clusters.
import { expect, test } from 'vitest';
import { cholesky, invertLower } from '../../../models/linear/cholesky.ts';
import { fitLogistic, sigmoid } from '../../../models/identity/logistic.ts';
import { normalQuantile } from '../../../models/linear/normal.ts';
import { seededRandom } from '../../../models/random.ts';

test('Cholesky factor of a matrix worked by hand, and its inverse', () => {
  // prettier-ignore
  const lower = cholesky(Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98), 3);
  expect([...lower]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  const inverse = invertLower(lower, 3);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let at = 0; at < 3; at++) sum += inverse[row * 3 + at] * lower[at * 3 + column];
      expect(sum).toBeCloseTo(row === column ? 1 : 0, 12);
    }
  }
  expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow('Not positive definite');
});

test.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.99, 2.3263478740408408],
  [0.999, 3.090232306167813],
  [0.01, -2.3263478740408408],
])('normal quantile at %f', (probability, value) => {
  expect(normalQuantile(probability)).toBeCloseTo(value, 7);
});

test('logistic regression finds the coefficients that made the data, and keeps to the prior without any', () => {
  const random = seededRandom(3);
  const samples = Array.from({ length: 20_000 }, () => {
    const features = [random.normal(), random.normal()];
    return { features, right: random.uniform() < sigmoid(-1 + 2 * features[0] + features[1]), weight: 1 };
  });
  const prior = { means: [0, 0, 0], precisions: [1, 1, 1] };
  const [bias, first, second] = fitLogistic(samples, prior);
  expect(bias).toBeCloseTo(-1, 1);
  expect(first).toBeCloseTo(2, 1);
  expect(second).toBeCloseTo(1, 1);
  expect(fitLogistic([], { means: [1, 2, 3], precisions: [1, 1, 1] })).toEqual([1, 2, 3]);
});

test('logistic regression stays finite where the two sides are apart', () => {
  const samples = [-3, -2, 2, 3].map((x) => ({ features: [x], right: x > 0, weight: 1 }));
  const [, slope] = fitLogistic(samples, { means: [0, 1], precisions: [1, 1] });
  expect(slope).toBeGreaterThan(1);
  expect(slope).toBeLessThan(10);
});
