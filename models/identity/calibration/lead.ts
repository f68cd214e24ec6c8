// Rows of scores in short.

export interface Lead {
  readonly person: number;
  readonly best: number;
  /** How far the best is ahead of the second. */
  readonly margin: number;
}

/** The best of a row of scores, and how far it is ahead of the second (of `floor` where there is nobody else). */
export function leadOf(scores: ArrayLike<number>, floor: number): Lead {
  const { person, best, second } = topTwo(scores);
  return { person, best, margin: best - (second > -Infinity ? second : floor) };
}

/** The two best of a row; NaN counts as not there, and so does the score at `without`. */
export function topTwo(
  scores: ArrayLike<number>,
  without = -1,
): { readonly person: number; readonly best: number; readonly second: number } {
  let person = -1;
  let best = -Infinity;
  let second = -Infinity;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at];
    if (!(score > second) || at === without) continue;
    if (score > best) {
      second = best;
      best = score;
      person = at;
    } else {
      second = score;
    }
  }
  return { person, best, second };
}
