// A cohort: what strangers look like to one encoder. It is a distribution of embeddings that holds nobody's own, and
// strangers are drawn from it by seed.
import { seededRandom } from '../../random.ts';
import { otherHome, usualHome, type HomePrior } from '../calibration/homeShift.ts';
import { joinEmbeddings } from '../fused/embeddings.ts';
import { weightOf, type Gallery } from '../gallery.ts';
import { FEWEST_PEOPLE, fitMixture } from './fitMixture.ts';
import { drawFrom, isSameMixture, momentsOf, type Mixture } from './mixture.ts';
import { scorePeople } from '../prototypes.ts';
import { project, type Spread } from '../space.ts';
import { isAngular, trainClassifier } from '../training/trainClassifier.ts';
import { rowOf, rowsOfVectors } from '../../linear/vectors.ts';

export interface Cohort {
  readonly encoder: { readonly id: string; readonly digest: string };
  /** How many people it was fitted on. */
  readonly people: number;
  /** Who they were, in a sentence. */
  readonly source: string;
  readonly mixture: Mixture;
  /** Of a fused encoder, where each encoder had a cohort by itself: those of all but the first, drawn independently. */
  readonly beside?: readonly Mixture[];
  /** Of a fused encoder: the cohort of each encoder by itself, where all have one. It is what one that decides alone goes by. */
  readonly alone?: readonly Cohort[];
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

/** What was drawn last: every calibration of a training asks for the same strangers, and so does the next training. */
let lastDrawn: {
  readonly mixtures: readonly Mixture[];
  readonly seed: number;
  readonly strangers: Float32Array;
} | null = null;

/**
 * Strangers' embeddings, `[count, D]`, L2-normalised rows; the same for the same seed, and more of them begin alike. They
 * are shared: nobody writes into them.
 */
export function drawStrangers(cohort: Cohort, count: number, seed: number): Float32Array {
  const size = count * dimensionsOf(cohort);
  const mixtures = mixturesOf(cohort);
  const last = lastDrawn;
  if (last?.seed === seed && last.strangers.length >= size && areSame(mixtures, last.mixtures))
    return last.strangers.subarray(0, size);
  const strangers = drawAll(cohort, count, seed);
  lastDrawn = { mixtures, seed, strangers };
  return strangers;
}

const areSame = (some: readonly Mixture[], others: readonly Mixture[]): boolean =>
  some.length === others.length && some.every((mixture, at) => isSameMixture(mixture, others[at]));

/** Whether the same strangers are drawn from both. */
export const haveSameStrangers = (a: Cohort, b: Cohort): boolean => areSame(mixturesOf(a), mixturesOf(b));

const mixturesOf = ({ mixture, beside = [] }: Cohort): readonly Mixture[] => [mixture, ...beside];

/** How many numbers a stranger's embedding has. */
export const dimensionsOf = (cohort: Cohort): number =>
  mixturesOf(cohort).reduce((sum, { dimensions }) => sum + dimensions, 0);

/**
 * How far home strangers lie above a cohort: what was fitted when it was made. Simulated cameras put strangers too far apart for
 * an angular encoder (a wide lens by three deviations), and what is usual of those holds.
 */
export function homeOf(cohort: Cohort): HomePrior {
  const home = cohort.home ?? usualHome;
  if (!mixturesOf(cohort).every((mixture) => isAngular(momentsOf(mixture)))) return home;
  const { lead } = home;
  return { ...otherHome, ...(lead !== undefined && { lead }) };
}

/** The mean stranger, `[D]`. */
export function meanOf(cohort: Cohort): Float64Array {
  const means = mixturesOf(cohort).map((mixture) => momentsOf(mixture).mean);
  const scale = 1 / Math.sqrt(means.length);
  return Float64Array.from(
    means.flatMap((mean) => [...mean]),
    (value) => scale * value,
  );
}

/** How strangers are spread to each encoder of a fused one, by itself. @param sizes of their embeddings */
export function spreadsOf(cohort: Cohort, sizes: readonly number[]): Spread[] {
  if (cohort.beside !== undefined) return mixturesOf(cohort).map(momentsOf);
  const { mean, covariance } = momentsOf(cohort.mixture);
  const { dimensions } = cohort.mixture;
  const scale = sizes.length;
  let from = 0;
  return sizes.map((size) => {
    const start = from;
    from += size;
    return {
      mean: mean.slice(start, from).map((value) => Math.sqrt(scale) * value),
      covariance: Float64Array.from(
        { length: size * size },
        (_, at) => scale * covariance[(start + Math.floor(at / size)) * dimensions + start + (at % size)],
      ),
    };
  });
}

function drawAll(cohort: Cohort, count: number, seed: number): Float32Array {
  const drawn = mixturesOf(cohort).map((mixture, at) =>
    drawFrom(mixture, count, seededRandom(seed, at === 0 ? 'strangers' : `strangers/${at}`)),
  );
  if (drawn.length === 1) return drawn[0];
  const joined = Array.from({ length: count }, (_, row) =>
    joinEmbeddings(drawn.map((rows) => rowOf(rows, row, rows.length / count))),
  );
  return rowsOfVectors(joined);
}

/**
 * A cohort of several encoders together, of which nobody's photos are there to be seen by all of them: strangers who are
 * much like somebody to one encoder are no more so to the others than anybody.
 *
 * @param cohorts of each encoder
 */
export function joinCohorts(cohorts: readonly Cohort[], encoder: Cohort['encoder']): Cohort {
  const [first, ...others] = cohorts;
  const homes = cohorts.map(homeOf);
  const average = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    encoder,
    people: Math.min(...cohorts.map(({ people }) => people)),
    source: [...new Set(cohorts.map(({ source }) => source))].join(' and '),
    mixture: first.mixture,
    beside: others.map(({ mixture }) => mixture),
    alone: cohorts,
    tail: Math.max(...cohorts.map(({ tail }) => tail)),
    home: {
      mean: average(homes.map(({ mean }) => mean)),
      deviation: Math.max(...homes.map(({ deviation }) => deviation)),
      reach: Math.max(...homes.map(({ reach = 1 }) => reach)),
    },
  };
}

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
      const { space, head } = trainClassifier(gallery, momentsOf(mixture));
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
export const singles = (embeddings: Float32Array, dimensions: number): Gallery => {
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
