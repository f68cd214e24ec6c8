// What a gallery's size does to a threshold: the more people a stranger can be taken for, the higher the best score.
//
// [Note: thresholds and size] FPIR is about 1 - (1 - FMR)^P: a threshold that keeps it must rise with the number of people P.
// Both strangers and people are drawn from the cohort and compared as faces are; the quantile of strangers' best scores among
// P of them says where the threshold would lie by the cohort alone. What calibration found for the people it was made for is
// moved by the difference. Between sizes it moves with the logarithm of P, and beyond the largest as over the last decade before
// it: from two levels that are close to each other chance would be taken for a slope. docs/recognition.md shows it from 10 to
// 1,000,000 people.
import type { Calibration } from '../calibration/calibration.ts';
import { seededRandom } from '../../random.ts';
import { cosines, rowOf } from '../../linear/vectors.ts';
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
  const last = levels.length - 1;
  const decadeBefore = levels.findLastIndex((level) => 10 * level.people <= levels[last].people);
  const from = above < 0 ? Math.max(0, decadeBefore) : Math.max(1, above) - 1;
  const [low, high] = [levels[from], levels[above < 0 ? last : from + 1]];
  const share = Math.log(Math.max(1, people) / low.people) / Math.log(high.people / low.people);
  return low.threshold + share * (high.threshold - low.threshold);
}

/** Sizes that are simulated when a gallery is made, in five seconds; ten times more take ten times as long. */
export const SIZES: readonly number[] = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000];
/** Strangers that are drawn. */
const STRANGERS = 2000;
/** People that are drawn at a time. */
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
  const scores = yield* strangersBest(cohort, space, sizes, seed);
  return sizes.map((people, at) => ({ people, threshold: levelOf(scores[at], fpir / cohort.tail) }));
}

/** What a share of scores, which ascend, is above. */
export function levelOf(scores: Float32Array, share: number): number {
  return scores[Math.max(0, scores.length - 1 - Math.floor(share * scores.length))];
}

/**
 * What strangers score best among so many people, size by size (ascending), in ascending order: 2,000 of them among one gallery
 * where it is large, and each among several small ones, as ten people are more or less alike by chance.
 */
export function* strangersBest(
  cohort: Cohort,
  space: Space,
  sizes: readonly number[],
  seed: number,
): Generator<void, Float32Array[]> {
  const { dimensions } = space;
  const strangers = project(space, drawStrangers(cohort, STRANGERS, seed));
  yield;
  const others = seededRandom(seed, 'people of a gallery');
  const draw = (count: number): Float32Array => project(space, drawFrom(cohort.mixture, count, others));
  const some = (start: number): Float32Array =>
    strangers.subarray(start * dimensions, (start + SCANNED) * dimensions);
  const best = new Float32Array(STRANGERS);

  const small = sizes.filter((size) => size <= AT_ONCE);
  const groups = small.map((size) => Math.min(MOST_GROUPS, Math.floor(AT_ONCE / size)));
  const bySize = small.map((_, at) => new Float32Array(STRANGERS * groups[at]));
  const first = draw(AT_ONCE);
  yield;
  for (let start = 0; start < STRANGERS; start += SCANNED) {
    const scores = cosines(some(start), first, dimensions);
    for (let stranger = 0; stranger < SCANNED; stranger++) {
      const own = scores.subarray(stranger * AT_ONCE, (stranger + 1) * AT_ONCE);
      best[start + stranger] = highestOf(own);
      for (const [at, size] of small.entries())
        for (let group = 0; group < groups[at]; group++)
          bySize[at][(start + stranger) * groups[at] + group] = highestOf(
            own.subarray(group * size, (group + 1) * size),
          );
    }
    yield;
  }
  for (const scores of bySize) {
    scores.sort();
    yield;
  }

  let people = AT_ONCE;
  for (const size of sizes.slice(small.length)) {
    while (people < size) {
      const count = Math.min(AT_ONCE, size - people);
      const drawn = draw(count);
      const rows = new ScannedRows(dimensions, count);
      for (let row = 0; row < count; row++) rows.set(row, rowOf(drawn, row, dimensions));
      yield;
      for (let start = 0; start < STRANGERS; start += SCANNED) {
        rows.scan(some(start), 1).forEach(({ scores }, at) => {
          best[start + at] = Math.max(best[start + at], scores[0]);
        });
        yield;
      }
      people += count;
    }
    bySize.push(best.slice().sort());
  }
  return bySize;
}

function highestOf(scores: Float32Array): number {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  return highest;
}

/** Strangers that are compared at a time. */
const SCANNED = 200;
/** Small galleries that a stranger meets at most. */
const MOST_GROUPS = 50;
