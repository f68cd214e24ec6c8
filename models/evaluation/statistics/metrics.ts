// How good recognition is, in the field's own terms: identification (rank-k, FNIR, FPIR, TPIR) as NIST's FRTE defines
// it, and verification (TAR@FAR, EER, AUC, the ten-fold protocol of LFW).
//
// Scores grow with similarity. A score is accepted when it is greater than the threshold.

/** Searches of a gallery: each probe against each enrolled person. */
export interface Searches {
  /** `[probes, people]`, row-major. */
  readonly scores: Float32Array;
  readonly people: number;
  /** `[probes]`: who each probe is, as an index into `people`; -1 for a stranger. */
  readonly truth: Int32Array;
}

/**
 * Rank of the right person, 1 for the best; 0 for a stranger. Equal scores count against the right person, so
 * that a system that says the same of everybody scores nothing.
 */
export function ranks({ scores, people, truth }: Searches): Int32Array {
  return truth.map((person, probe) => {
    if (person < 0) return 0;
    const row = scores.subarray(probe * people, (probe + 1) * people);
    const mate = row[person];
    return row.reduce((rank, score, other) => rank + Number(other !== person && score >= mate), 1);
  });
}

/** Share of mated probes whose person is among the `k` best: closed-set accuracy for `k` = 1. */
export function rankRate(searches: Searches, k: number): number {
  const mated = ranks(searches).filter((rank) => rank > 0);
  return mated.filter((rank) => rank <= k).length / mated.length;
}

/** Best score of each probe, `[probes]`. */
export function bestScores({ scores, people, truth }: Searches): Float32Array {
  return Float32Array.from(truth, (_, probe) =>
    scores
      .subarray(probe * people, (probe + 1) * people)
      .reduce((best, score) => Math.max(best, score), -Infinity),
  );
}

export interface OpenSetRates {
  readonly threshold: number;
  /** Share of strangers' searches that return anybody: false-positive identification rate. */
  readonly fpir: number;
  /** Share of mated searches that do not return the mate among the `k` best above the threshold. */
  readonly fnir: number;
  /** 1 - FNIR: true-positive identification rate. */
  readonly tpir: number;
}

/** Open-set identification at a threshold (NIST IR 8271, section 3). NaN where there are no such probes. */
export function openSetRates(searches: Searches, threshold: number, k = 1): OpenSetRates {
  const { scores, people, truth } = searches;
  const best = bestScores(searches);
  const found = ranks(searches);
  let strangers = 0;
  let named = 0;
  let mated = 0;
  let returned = 0;
  truth.forEach((person, probe) => {
    if (person < 0) {
      strangers++;
      if (best[probe] > threshold) named++;
    } else {
      mated++;
      if (found[probe] <= k && scores[probe * people + person] > threshold) returned++;
    }
  });
  const tpir = returned / mated;
  return { threshold, fpir: named / strangers, fnir: 1 - tpir, tpir };
}

/** Open-set identification at the threshold that lets at most `fpir` of these very strangers through. */
export function ratesAtFpir(searches: Searches, fpir: number, k = 1): OpenSetRates {
  const best = bestScores(searches);
  const strangers = best.filter((_, probe) => searches.truth[probe] < 0);
  return openSetRates(searches, thresholdAt(strangers, fpir), k);
}

/**
 * The lowest threshold that at most `rate` of the scores exceed: no interpolation, so the promise holds on the scores
 * given. Infinity without scores.
 */
export function thresholdAt(scores: ArrayLike<number>, rate: number): number {
  const descending = Float64Array.from(scores).sort().reverse();
  // The small term keeps 0.07 * 100 at 7.
  const allowed = Math.floor(rate * descending.length + 1e-9);
  return allowed >= descending.length ? (descending.length > 0 ? -Infinity : Infinity) : descending[allowed];
}

/** True-accept rate at the threshold whose false-accept rate is at most `far`. */
export function tarAtFar(mates: ArrayLike<number>, nonMates: ArrayLike<number>, far: number): number {
  const threshold = thresholdAt(nonMates, far);
  return share(mates, (score) => score > threshold);
}

/**
 * Area under the ROC curve: the chance that a random mate scores higher than a random non-mate, ties counted half
 * (the Mann-Whitney statistic).
 */
export function areaUnderCurve(mates: ArrayLike<number>, nonMates: ArrayLike<number>): number {
  const sorted = Float64Array.from(nonMates).sort();
  let wins = 0;
  for (let at = 0; at < mates.length; at++) {
    wins += (countBelow(sorted, mates[at], false) + countBelow(sorted, mates[at], true)) / 2;
  }
  return wins / (mates.length * sorted.length);
}

/**
 * Equal error rate: where false accepts and false rejects are equal, on the straight line between the two
 * neighbouring thresholds where they cross.
 */
export function equalErrorRate(mates: ArrayLike<number>, nonMates: ArrayLike<number>): number {
  const accepted = Float64Array.from(mates).sort();
  const refused = Float64Array.from(nonMates).sort();
  const thresholds = [-Infinity, ...new Set([...accepted, ...refused].sort((a, b) => a - b))];
  let before = { far: 1, frr: 0 };
  for (const threshold of thresholds) {
    const frr = countBelow(accepted, threshold, true) / accepted.length;
    const far = 1 - countBelow(refused, threshold, true) / refused.length;
    if (frr >= far) {
      const gap = before.far - before.frr;
      const step = gap / (gap + frr - far);
      return gap === 0 ? before.far : before.far + step * (far - before.far);
    }
    before = { far, frr };
  }
  return before.far;
}

export interface Pair {
  readonly score: number;
  readonly same: boolean;
}

export interface FoldedAccuracy {
  readonly accuracy: number;
  /** Standard error of the mean over folds. */
  readonly standardError: number;
  readonly folds: readonly number[];
  /** What each fold was decided at. */
  readonly thresholds: readonly number[];
}

/**
 * LFW's View 2: the accuracy of each fold at the threshold that is best on all others, averaged (Huang et al.,
 * Labeled Faces in the Wild, 2007, section 3).
 */
export function foldedAccuracy(folds: readonly (readonly Pair[])[]): FoldedAccuracy {
  if (folds.length < 2) throw new Error('Needs two folds or more');
  const thresholds = folds.map((_, held) =>
    bestThreshold(folds.filter((__, other) => other !== held).flat()),
  );
  const accuracies = folds.map((fold, at) =>
    share(fold, ({ score, same }) => score > thresholds[at] === same),
  );
  const accuracy = mean(accuracies);
  const variance = mean(accuracies.map((value) => (value - accuracy) ** 2)) / (folds.length - 1);
  return { accuracy, standardError: Math.sqrt(variance), folds: accuracies, thresholds };
}

/** Threshold with the most right decisions; the middle of the gap where the best one lies between two scores. */
function bestThreshold(pairs: readonly Pair[]): number {
  const ascending = [...pairs].sort((a, b) => a.score - b.score);
  // Below all scores every pair is accepted; each step up refuses one more.
  let right = pairs.filter(({ same }) => same).length;
  let most = right;
  let threshold = -Infinity;
  ascending.forEach(({ score, same }, at) => {
    right += same ? -1 : 1;
    const next = ascending[at + 1]?.score;
    if (right <= most || next === score) return;
    most = right;
    threshold = next === undefined ? score : (score + next) / 2;
  });
  return threshold;
}

/** How many of the sorted values are below `value`, or below or equal to it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value || (orEqual && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function share<T>(items: ArrayLike<T>, holds: (item: T) => boolean): number {
  let count = 0;
  for (let at = 0; at < items.length; at++) if (holds(items[at])) count++;
  return count / items.length;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
