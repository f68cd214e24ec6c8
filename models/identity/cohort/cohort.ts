// A cohort: what strangers look like to one encoder. It is a distribution of embeddings that holds nobody's own, and
// strangers are drawn from it by seed.
import { seededRandom } from '../../random.ts';
import type { HomePrior } from '../calibration/homeShift.ts';
import { weightOf, type Gallery } from '../gallery.ts';
import { FEWEST_PEOPLE, fitMixture } from './fitMixture.ts';
import { drawFrom, momentsOf, type Mixture } from './mixture.ts';
import { scorePeople, trainHead } from '../prototypes.ts';
import { fitSpace, project, type Spread } from '../space.ts';

export interface Cohort {
  readonly encoder: { readonly id: string; readonly digest: string };
  /** How many people it was fitted on. */
  readonly people: number;
  /** Who they were, in a sentence. */
  readonly source: string;
  readonly mixture: Mixture;
  /**
   * How many times as often real strangers pass a threshold as drawn ones do, 1 or more (see [Note: tails]).
   *
   * [Note: tails] Whether a stranger is taken for somebody is decided in the tail of the scores, and a Gaussian gets it
   * wrong by a factor of five: embeddings of people of one sex, age and origin form clusters of their own shape. The
   * mixture gets most of it right. What is left is measured on held-out people when a cohort is fitted, and thresholds
   * allow for it.
   */
  readonly tail: number;
  /** How far strangers of one's own surroundings lie above it; what is usual holds where it was not measured. */
  readonly home?: HomePrior;
}

/** Below this a cohort cannot be fitted: each half of it must do for a mixture. */
export const FEWEST_STRANGERS = 2 * FEWEST_PEOPLE;

/** What was drawn last from each cohort: every calibration of a training asks for the same strangers. */
const lastDrawn = new WeakMap<Cohort, { readonly seed: number; readonly strangers: Float32Array }>();

/**
 * Strangers' embeddings, `[count, D]`, L2-normalised rows; the same for the same seed, and more of them begin alike. They
 * are shared: nobody writes into them.
 */
export function drawStrangers(cohort: Cohort, count: number, seed: number): Float32Array {
  const size = count * cohort.mixture.dimensions;
  const last = lastDrawn.get(cohort);
  if (last?.seed === seed && last.strangers.length >= size) return last.strangers.subarray(0, size);
  const strangers = drawFrom(cohort.mixture, count, seededRandom(seed, 'strangers'));
  lastDrawn.set(cohort, { seed, strangers });
  return strangers;
}

export const spreadOf = (cohort: Cohort): Spread => momentsOf(cohort.mixture);

/**
 * Fits a cohort to strangers' embeddings, one face a person, `[N, D]`, N at least `FEWEST_STRANGERS`.
 */
export function fitCohort(
  embeddings: Float32Array,
  dimensions: number,
  about: Pick<Cohort, 'encoder' | 'source'>,
  seed: number,
): Cohort {
  return {
    ...about,
    people: embeddings.length / dimensions,
    mixture: fitMixture(embeddings, dimensions, seed),
    tail: measureTail(embeddings, dimensions, seed),
  };
}

/** Sizes of the galleries that the tail is measured with. */
const GALLERIES = [1, 5, 20];
const ROUNDS = 4;
const DRAWS = 4000;

/**
 * Fits a mixture to one half of the people, enrols some of the other half with their one photo, sets a threshold on
 * drawn strangers and counts how many of the rest pass it: the mean over rounds and gallery sizes.
 */
function measureTail(embeddings: Float32Array, dimensions: number, seed: number): number {
  const count = embeddings.length / dimensions;
  const random = seededRandom(seed, 'tail');
  const rows = Array.from({ length: count }, (_, row) => row);
  const take = (chosen: readonly number[]): Float32Array => {
    const taken = new Float32Array(chosen.length * dimensions);
    chosen.forEach((row, at) => {
      taken.set(embeddings.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
    });
    return taken;
  };
  // A rate at which the other half has a dozen people above the threshold.
  const rate = Math.max(0.01, 24 / count);
  let passed = 0;
  let tried = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const shuffled = random.shuffle(rows);
    const fitted = shuffled.slice(0, count >> 1);
    const held = shuffled.slice(count >> 1);
    const mixture = fitMixture(take(fitted), dimensions, seed + round);
    const drawn = drawFrom(mixture, DRAWS, random);
    for (const size of GALLERIES) {
      const gallery = singles(take(held.slice(0, size)), dimensions);
      const space = fitSpace(gallery, momentsOf(mixture));
      const head = trainHead(gallery, project(space, gallery.embeddings));
      const best = (faces: Float32Array): Float64Array =>
        bestScores(scorePeople(head, project(space, faces)), size);
      const strangers = take(held.slice(size));
      const threshold = best(drawn).sort()[Math.floor(DRAWS * (1 - rate))];
      passed += best(strangers).filter((score) => score > threshold).length;
      tried += held.length - size;
    }
  }
  return Math.max(1, passed / tried / rate);
}

/** A gallery of one face a person. */
const singles = (embeddings: Float32Array, dimensions: number): Gallery => {
  const count = embeddings.length / dimensions;
  return {
    embeddings,
    dimensions,
    people: Int32Array.from({ length: count }, (_, row) => row),
    count,
    weights: new Float32Array(count).fill(weightOf(1)),
  };
};

/** The highest score of each row of `[N, people]`. */
export function bestScores(scores: Float32Array, people: number): Float64Array {
  const best = new Float64Array(scores.length / people).fill(-Infinity);
  scores.forEach((score, at) => {
    const row = Math.floor(at / people);
    best[row] = Math.max(best[row], score);
  });
  return best;
}
