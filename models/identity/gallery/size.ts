// What a gallery's size does to a threshold: the more people a stranger can be taken for, the higher the best score.
//
// [Note: thresholds and size] FPIR is about 1 - (1 - FMR)^P: a threshold that keeps it must rise with the number of people P.
// Both strangers and people are drawn from the cohort and compared as faces are; the quantile of strangers' best scores among
// P of them says where the threshold would lie by the cohort alone. What calibration found for the people it was made for is
// moved by the difference. Between sizes, and beyond the largest, it moves with the logarithm of P: so do the largest of
// many draws whose tail falls off as a Gaussian's or faster. docs/recognition.md shows it from 10 to 1,000,000 people.
import type { Calibration } from '../calibration/calibration.ts';
import { seededRandom } from '../../random.ts';
import { rowOf } from '../../linear/vectors.ts';
import { drawStrangers, type Cohort } from '../cohort/cohort.ts';
import { drawFrom } from '../cohort/mixture.ts';
import { project, type Space } from '../space.ts';
import { ScannedRows } from './scan.ts';

/** Where strangers' best scores lie among so many people. */
export interface SizeLevel {
  readonly people: number;
  /** The score that the share of strangers exceeds that may be named. */
  readonly threshold: number;
}

/** A calibration that was made for some people, and how it moves with their number. */
export interface SizedCalibration {
  readonly calibration: Calibration;
  readonly people: number;
  /** In ascending order of people; fewer than two: it does not move. */
  readonly levels: readonly SizeLevel[];
}

/** The calibration for another number of people. */
export function calibrationFor(
  { calibration, people: made, levels }: SizedCalibration,
  people: number,
): Calibration {
  if (levels.length < 2) return calibration;
  const shift = levelAt(levels, people) - levelAt(levels, made);
  const { threshold, strangers, scores, confidence } = calibration;
  return {
    ...calibration,
    threshold: threshold + shift,
    strangers: strangers + shift,
    scores: scores && {
      ...scores,
      mean: scores.mean + shift,
      quantiles: scores.quantiles?.map(([share, score]): [number, number] => [share, score + shift]) ?? null,
    },
    confidence: { ...confidence, threshold: confidence.threshold + shift },
  };
}

/** Linear in the logarithm of the number of people, before the first and behind the last level too. */
function levelAt(levels: readonly SizeLevel[], people: number): number {
  const above = levels.findIndex((level) => level.people >= people);
  const to = above < 0 ? levels.length - 1 : Math.max(1, above);
  const [low, high] = [levels[to - 1], levels[to]];
  const share = Math.log(Math.max(1, people) / low.people) / Math.log(high.people / low.people);
  return low.threshold + share * (high.threshold - low.threshold);
}

/** Sizes that are simulated when a gallery is made: more of them would move by the same slope. */
export const SIZES: readonly number[] = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000];
/** Strangers that are drawn. */
const STRANGERS = 2000;
/** Few people may be of a kind that strangers are much like, or little: the mean over some galleries of them. */
const SMALL = 100;
const GALLERIES = 10;
/** People that are drawn and strangers that are compared between two yields. */
const AT_ONCE = 2000;

/**
 * The levels of some sizes (ascending), for an FPIR. Yields now and then, so that whoever runs it can do other things
 * meanwhile; returns the levels.
 */
export function* simulateSizes(
  cohort: Cohort,
  space: Space,
  fpir: number,
  { sizes = SIZES, seed = 0 }: { readonly sizes?: readonly number[]; readonly seed?: number } = {},
): Generator<void, SizeLevel[]> {
  const { dimensions } = space;
  const strangers = project(space, drawStrangers(cohort, STRANGERS, seed));
  yield;
  const others = seededRandom(seed, 'people of a gallery');
  /** Raises each stranger's best score by so many people more. */
  const add = function* (best: Float32Array, people: number): Generator<void, void> {
    for (let left = people; left > 0; left -= AT_ONCE) {
      const count = Math.min(AT_ONCE, left);
      const drawn = project(space, drawFrom(cohort.mixture, count, others));
      const rows = new ScannedRows(dimensions, count);
      for (let row = 0; row < count; row++) rows.set(row, rowOf(drawn, row, dimensions));
      yield;
      for (let start = 0; start < STRANGERS; start += SCANNED) {
        const some = strangers.subarray(start * dimensions, (start + SCANNED) * dimensions);
        rows.scan(some, 1).forEach(({ scores }, at) => {
          best[start + at] = Math.max(best[start + at], scores[0]);
        });
        yield;
      }
    }
  };
  const allowed = Math.floor((fpir / cohort.tail) * STRANGERS);
  const thresholdOf = (best: Float32Array): number =>
    best.slice().sort()[Math.max(0, STRANGERS - 1 - allowed)];
  const nobody = (): Float32Array => new Float32Array(STRANGERS).fill(-1);
  const levels: SizeLevel[] = [];
  const large = nobody();
  let people = 0;
  for (const size of sizes) {
    if (size > SMALL) {
      yield* add(large, size - people);
      people = size;
      levels.push({ people: size, threshold: thresholdOf(large) });
      continue;
    }
    let sum = 0;
    for (let one = 0; one < GALLERIES; one++) {
      const best = nobody();
      yield* add(best, size);
      sum += thresholdOf(best);
    }
    levels.push({ people: size, threshold: sum / GALLERIES });
  }
  return levels;
}

/** Strangers that are compared at a time. */
const SCANNED = 200;
