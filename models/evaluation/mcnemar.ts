// Whether two ways of answering the same questions differ by more than chance: McNemar's test, exact.

/**
 * Two-sided exact p-value: how likely so uneven a split of the probes that one of two systems alone has right is, were
 * both equally good (Q. McNemar, Psychometrika 12, 1947; by the binomial, as counts are small).
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const tosses = onlyFirst + onlySecond;
  // The probability of each count from that of the one before, from 2^-n on; in logarithms, as 2^-n may be no number.
  let log = -tosses * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= Math.min(onlyFirst, onlySecond); count++) {
    tail += Math.exp(log);
    log += Math.log((tosses - count) / (count + 1));
  }
  return Math.min(1, 2 * tail);
}
