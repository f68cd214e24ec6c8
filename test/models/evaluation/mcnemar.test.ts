import { expect, test } from 'vitest';
import { mcnemar } from '../../../models/evaluation/mcnemar.ts';

/** Of all 2^n ways that n coins can fall, those as uneven as this one or more. */
function byEnumeration(a: number, b: number): number {
  const n = a + b;
  let uneven = 0;
  for (let fall = 0; fall < 2 ** n; fall++) {
    const heads = fall.toString(2).replaceAll('0', '').length;
    if (Math.min(heads, n - heads) <= Math.min(a, b)) uneven++;
  }
  return uneven / 2 ** n;
}

test('the p-value is the share of coin tosses that are as uneven', () => {
  for (let a = 0; a <= 6; a++)
    for (let b = 0; b <= 6; b++) expect(mcnemar(a, b)).toBeCloseTo(byEnumeration(a, b), 12);
});

test('thousands of probes are no trouble', () => {
  expect(mcnemar(2000, 2000)).toBe(1);
  expect(mcnemar(2100, 1900)).toBeGreaterThan(0.0014);
  expect(mcnemar(2100, 1900)).toBeLessThan(0.0018);
  expect(mcnemar(4000, 0)).toBeLessThan(1e-300);
});
