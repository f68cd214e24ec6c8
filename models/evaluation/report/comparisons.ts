// Every two systems of a test against each other, so that any of them can be what the others are held against.
import type { Identification, SystemComparison, SystemDifference } from '../evaluation.ts';
import { holm, swapTest } from '../statistics/significance.ts';
import { answersOf, compareStandings, standingAt, type Difference } from './standing.ts';

/** Random swaps: the same each time. */
const SWAPS = { seed: 0, rounds: 10_000 };

/** Each system at its own threshold; in the order of the results. */
export function comparisonsOf(test: Identification): SystemComparison[] {
  const stands = test.results.map((result) => standingAt(test, answersOf(result), result.threshold));
  const compared = stands.flatMap((first, at) =>
    stands.slice(at + 1).map((second) => ({
      first: first.system,
      second: second.system,
      ...compareStandings(test, first, second),
    })),
  );
  const named = corrected(compared.map((pair) => pair.named));
  const accepted = corrected(compared.map((pair) => pair.accepted));
  return compared.map(({ first, second }, at) => ({
    first,
    second,
    named: named[at],
    accepted: accepted[at],
  }));
}

/** Null in all places or in none: all systems have the same probes. */
function corrected(differences: readonly (Difference | null)[]): (SystemDifference | null)[] {
  const byPerson = differences.map((one) => (one === null ? 1 : swapTest(one.people, SWAPS)));
  const together = holm(byPerson);
  return differences.map(
    (one, at) => one && { share: one.share, byPhoto: one.p, byPerson: byPerson[at], corrected: together[at] },
  );
}
