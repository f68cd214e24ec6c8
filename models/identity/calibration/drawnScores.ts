// Drawn strangers against a gallery: the two best scores of each, and what they would be without one of the people.
import { drawStrangers, type Cohort } from '../cohort/cohort.ts';
import type { Classifier } from '../training/crossValidate.ts';
import { scorePeople } from '../prototypes.ts';
import { project } from '../space.ts';
import { topTwo } from './lead.ts';

export interface DrawnScores {
  /** `[n]`, of each stranger: the person who scores best, that score, and the second one (-Infinity for one person alone). */
  readonly person: Int32Array;
  readonly best: Float64Array;
  readonly second: Float64Array;
}

/** Strangers scored together: a table of that many rows stays small however many people there are. */
const AT_ONCE = 512;

/** @param count strangers to draw; more of them begin alike */
export function scoreDrawn(
  { space, head }: Classifier,
  cohort: Cohort,
  count: number,
  seed: number,
): DrawnScores {
  const { dimensions } = space;
  const people = head.means.length / dimensions;
  const strangers = drawStrangers(cohort, count, seed);
  const drawn = {
    person: new Int32Array(count),
    best: new Float64Array(count),
    second: new Float64Array(count),
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = Math.min(AT_ONCE, count - from);
    const block = strangers.subarray(from * dimensions, (from + rows) * dimensions);
    const scores = scorePeople(head, project(space, block));
    for (let row = 0; row < rows; row++) {
      const { person, best, second } = topTwo(scores.subarray(row * people, (row + 1) * people));
      drawn.person[from + row] = person;
      drawn.best[from + row] = best;
      drawn.second[from + row] = second;
    }
  }
  return drawn;
}

export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and standard deviation of the best scores, of everybody and with each of the people left out. */
export function momentsOf(
  { person, best, second }: DrawnScores,
  people: number,
): { readonly all: Moments; readonly without: readonly Moments[] } {
  const count = best.length;
  // About the mean, as squares of like numbers cancel.
  const centre = best.reduce((sum, score) => sum + score, 0) / count;
  const sums = new Float64Array(people);
  const squares = new Float64Array(people);
  let square = 0;
  for (let row = 0; row < count; row++) {
    const own = best[row] - centre;
    const next = second[row] - centre;
    square += own ** 2;
    sums[person[row]] += next - own;
    squares[person[row]] += next ** 2 - own ** 2;
  }
  const moments = (sum: number, total: number): Moments => ({
    mean: centre + sum / count,
    deviation: Math.sqrt(Math.max(0, total / count - (sum / count) ** 2)),
  });
  return {
    all: moments(0, square),
    without: people < 2 ? [] : Array.from(sums, (sum, who) => moments(sum, square + squares[who])),
  };
}
