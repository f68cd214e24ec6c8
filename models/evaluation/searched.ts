// What is kept of a search: who is best, and where the right person stands. All scores would be faces times people.
import { rounded, type Searched } from './evaluation.ts';

/** One row of scores, looked through. */
export interface Search {
  /** -1 where nobody has a score. */
  readonly best: number;
  /** -Infinity as above. */
  readonly score: number;
  /** The right person's score; -Infinity for a stranger, and for a person who was not enrolled. */
  readonly own: number;
  /** Of `ranks`. */
  readonly rank: number;
}

/**
 * @param scores `[people]`; -Infinity for a person who is not enrolled
 * @param truth index of the right person; -1 for a stranger
 */
export function searchIn(scores: ArrayLike<number>, truth: number): Search {
  const own = truth < 0 ? -Infinity : scores[truth];
  let best = -1;
  let score = -Infinity;
  let rank = truth < 0 ? 0 : 1;
  for (let person = 0; person < scores.length; person++) {
    const one = scores[person];
    if (one > score) {
      score = one;
      best = person;
    }
    // Equal scores count against the right person.
    if (truth >= 0 && person !== truth && one >= own) rank++;
  }
  return { best, score, own, rank };
}

/** Searches as an evaluation keeps them, in their order. */
export const listSearches = (searches: readonly Search[]): Searched => ({
  best: searches.map(({ best }) => best),
  bestScores: searches.map(({ score }) => kept(score)),
  ownScores: searches.map(({ own }) => kept(own)),
  ranks: searches.map(({ rank }) => rank),
});

/** JSON has no infinity. */
const kept = (score: number): number | null => (score === -Infinity ? null : rounded(score));

/**
 * What an evaluation of version 1 says, which kept all scores.
 *
 * @param scores `[probes, people]`, row-major
 * @param truth `[probes]`
 */
export function searchedIn(scores: readonly (number | null)[], truth: readonly number[]): Searched {
  const people = scores.length / truth.length;
  return listSearches(
    truth.map((person, probe) =>
      searchIn(
        scores.slice(probe * people, (probe + 1) * people).map((score) => score ?? -Infinity),
        person,
      ),
    ),
  );
}
