import { expect, test } from 'vitest';
import { chooseDominant, chooseMostSimilar } from '../../../../main/jobs/import/choice.ts';

/** A unit vector in the plane, by its angle in degrees: cosines are those of the angles between. */
const at = (degrees: number) =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

test('the face nearest to the person is taken where it is as near as the person is to themselves', () => {
  const person = [at(0), at(10), at(-10)];
  expect(chooseMostSimilar([at(80), at(5)], person)).toBe(1);
  expect(chooseMostSimilar([at(8), at(80), at(100)], person)).toBe(0);
  // Both as near, and neither near enough.
  expect(chooseMostSimilar([at(70), at(80)], person)).toBeNull();
  expect(chooseMostSimilar([at(50), at(-51)], person)).toBeNull();
});

test('one photo to compare with is enough where the difference is large', () => {
  expect(chooseMostSimilar([at(90), at(20)], [at(0)])).toBe(1);
  expect(chooseMostSimilar([at(90), at(75)], [at(0)])).toBeNull();
});

test('a person of two sides is found by either', () => {
  const person = [at(0), at(5), at(3), at(120), at(124), at(122)];
  expect(chooseMostSimilar([at(60), at(121)], person)).toBe(1);
  expect(chooseMostSimilar([at(2), at(60)], person)).toBe(0);
});

test('the dominant face is large, central and good', () => {
  const face = (x: number, y: number, size: number, quality = 0.8) => ({
    box: [x, y, size, size] as const,
    quality,
  });
  expect(chooseDominant([face(0, 0, 100), face(400, 400, 200)], 1000, 1000)).toBe(1);
  expect(chooseDominant([face(350, 400, 200), face(450, 400, 200)], 1000, 1000)).toBeNull();
  expect(chooseDominant([face(400, 400, 200, 0.1), face(300, 300, 150)], 1000, 1000)).toBe(1);
  expect(chooseDominant([face(0, 0, 100, 0), face(10, 10, 100, 0)], 1000, 1000)).toBeNull();
});
