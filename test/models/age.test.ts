import { expect, test } from 'vitest';
import { ageAt } from '../../models/age.ts';

test.each([
  ['1815-12-10', '1842-12-09T23:59:00', 26],
  ['1815-12-10', '1842-12-10', 27],
  ['2000-02-29', '2001-02-28T10:00:00', 0],
  ['2000-02-29', '2001-03-01T10:00:00', 1],
  ['2000-02-29', '1999-03-01T10:00:00', null],
  [null, '1999-03-01T10:00:00', null],
  ['2000-02-29', null, null],
])('born %s, photo of %s: %s', (born, takenAt, age) => {
  expect(ageAt(born, takenAt)).toBe(age);
});
