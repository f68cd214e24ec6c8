import { expect, test } from 'vitest';
import type { Point } from '../../../models/image/geometry.ts';
import { fitSimilarity, invert, scaleOf, transform } from '../../../models/image/similarity.ts';

const points: readonly Point[] = [
  [0, 0],
  [10, 1],
  [4, 9],
  [-3, 7],
];
const turn = { a: 2 * Math.cos(0.7), b: 2 * Math.sin(0.7), tx: 30, ty: -12 };

const close = (a: Point, b: Point) => {
  expect(a[0]).toBeCloseTo(b[0], 9);
  expect(a[1]).toBeCloseTo(b[1], 9);
};

test('the transform that moved the points is found again', () => {
  const found = fitSimilarity(
    points,
    points.map((p) => transform(turn, p)),
  );
  for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(found[key]).toBeCloseTo(turn[key], 9);
  expect(scaleOf(found)).toBeCloseTo(2, 9);
});

test('the fit beats every transform near it', () => {
  const noisy = points.map((p, i): Point => {
    const [x, y] = transform(turn, p);
    return [x + Math.sin(i * 5), y + Math.cos(i * 7)];
  });
  const error = (s: typeof turn) =>
    points.reduce((sum, p, i) => {
      const [x, y] = transform(s, p);
      return sum + (x - noisy[i][0]) ** 2 + (y - noisy[i][1]) ** 2;
    }, 0);
  const best = fitSimilarity(points, noisy);
  for (const key of ['a', 'b', 'tx', 'ty'] as const)
    for (const step of [-0.01, 0.01])
      expect(error({ ...best, [key]: best[key] + step })).toBeGreaterThan(error(best));
});

test('a mirror image is not matched by mirroring', () => {
  const mirrored = points.map(([x, y]): Point => [-x, y]);
  const { a, b } = fitSimilarity(points, mirrored);
  // A reflection would fit perfectly with scale 1; a rotation cannot.
  expect(Math.hypot(a, b)).toBeLessThan(0.9);
});

test('a weight of zero leaves a point out', () => {
  const moved = points.map((p) => transform(turn, p));
  const spoilt = [...moved.slice(0, 3), [999, 999] as const];
  const found = fitSimilarity(points, spoilt, [1, 1, 1, 0]);
  expect(found.tx).toBeCloseTo(turn.tx, 9);
});

test('points in one place keep scale and rotation', () => {
  const same: Point[] = [
    [5, 5],
    [5, 5],
  ];
  expect(fitSimilarity(same, points.slice(0, 2))).toEqual({ a: 1, b: 0, tx: 0, ty: -4.5 });
});

test('the inverse undoes it', () => {
  close(transform(invert(turn), transform(turn, [3, 4])), [3, 4]);
  close(transform(turn, transform(invert(turn), [8, -2])), [8, -2]);
  expect(() => invert({ a: 0, b: 0, tx: 1, ty: 1 })).toThrow('scale 0');
});
