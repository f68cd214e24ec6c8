// By how much the strangers of one's own surroundings score higher than the public at large.
//
// [Note: two kinds of strangers] Strangers drawn from a cohort say how high a stranger's best score can be in general.
// But the strangers whom a user meets come through the user's own camera, light and poses, and look more like the people
// enrolled from there: their best scores lie up to 2.6 standard deviations above the cohort's (LFW 0, web7 1.0, ORL 1.2,
// UMIST 2.6), with about the same spread. The enrolled people themselves show by how much: each of their faces is a
// stranger to everybody else's prototypes. With z the standardised best score of enrolled faces against the others, the mean
// over P people estimates the shift with the error s / sqrt(P - 1), a fifth more as people share prototypes. What is known
// before is a normal distribution over surroundings (`HomePrior`); both together give the shift's posterior mean and
// variance, and strangers are normal about it with the variance of the z: the threshold is a quantile of that predictive
// distribution (Gelman et al., Bayesian Data Analysis, section 2.5).

/** How far home strangers lie above a cohort, over all surroundings: in standard deviations of the cohort's best scores. */
export interface HomePrior {
  readonly mean: number;
  readonly deviation: number;
  /** How far out the last hundredth of one surroundings' strangers lies, where it is 1 for a normal distribution. */
  readonly reach?: number;
  /** How far people lie above a threshold for 1% of the public when another camera sees them, of one photo, in the same unit. */
  readonly lead?: number;
}

/** Deviations that strangers of any surroundings may lie apart; a cohort that says more is refused. */
export const MOST_SHIFT = 20;

/** Of starter: what `fitHome` says of 90 of LFW's people who have one photo, through six simulated cameras. */
export const usualHome = { mean: 0.89, deviation: 0.8, reach: 1.08, lead: 3.3 } as const satisfies HomePrior;

/**
 * Of angular encoders, and of those of which too few people could be seen through simulated cameras: as far, but with a longer tail.
 * Chosen on ORL, UMIST, web7 and LFW by the built-in encoder's MobileNet alone.
 */
export const otherHome: HomePrior = { mean: 0.9, deviation: 0.8, reach: 1.3 };

/** An enrolled face as a stranger to everybody else: its standardised best score, and whose face it is. */
export interface HomeScore {
  readonly person: number;
  readonly z: number;
}

/** How many faces' worth the prior of the spread has: it is 1, that of the drawn strangers. */
const SPREAD_WEIGHT = 10;
/** Faces of one gallery share its prototypes: their mean is less certain by this factor in variance. */
const SHARED = 1.2;

/** Deviations above their mean at which the rates asked for lie, about 1%: a shift's error by one multiplies a rate by e^2.33. */
const USUAL_REACH = 2.33;
const MOST_FACTOR = 10;

/**
 * By what factor one gallery's rate among strangers of its own surroundings may lie above or below the one asked for: what
 * one standard error of the shift does to a normal tail. Measured: 10, 4, 2.4 and 1.8 for 2, 5, 10 and 20 people.
 */
export const homeFactor = (people: number): number =>
  people < 2 ? MOST_FACTOR : Math.min(MOST_FACTOR, Math.exp(USUAL_REACH * Math.sqrt(SHARED / (people - 1))));

/** What is known of the shift: normal with this mean and variance, of strangers whose own variance about it is `spread`. */
export interface HomeShift {
  readonly mean: number;
  readonly variance: number;
  readonly spread: number;
}

/** @param people enrolled; with one there is nobody who could be a stranger, and what is usual holds */
export function homeShift(
  scores: readonly HomeScore[],
  people: number,
  { mean, deviation }: HomePrior,
): HomeShift {
  const before = deviation ** 2;
  const seen = new Set(scores.map(({ person }) => person)).size;
  if (people < 2 || seen < 2) return { mean, variance: before, spread: 1 };
  const count = new Float64Array(people);
  const sum = new Float64Array(people);
  for (const { person, z } of scores) {
    count[person]++;
    sum[person] += z;
  }
  let level = 0;
  for (let person = 0; person < people; person++)
    level += count[person] > 0 ? sum[person] / count[person] / seen : 0;
  let squares = 0;
  for (const { person, z } of scores) squares += (z - level) ** 2 / count[person];
  const spread = (SPREAD_WEIGHT + (seen / (seen - 1)) * squares) / (SPREAD_WEIGHT - 1 + seen);
  return measured({ mean, variance: before, spread }, level, (seen - 1) / (SHARED * spread));
}

/** A normal distribution after a measurement of its mean with that precision. */
export function measured({ mean, variance, spread }: HomeShift, level: number, precision: number): HomeShift {
  const after = 1 / (1 / variance + precision);
  return { mean: after * (mean / variance + precision * level), variance: after, spread };
}
