// Curves for plots: errors against the threshold, ranks, and how scores are spread. Each as few points as show it.

/** False accepts and false rejects above a threshold. */
export interface ErrorPoint {
  readonly threshold: number;
  /** Share of non-mates above it: FAR, or FPIR where each score is a stranger's best. */
  readonly falseAccepts: number;
  /** Share of mates not above it: FRR, or FNIR. */
  readonly falseRejects: number;
}

/**
 * The errors at every threshold where they change, from accepting everybody to nobody: ROC and DET show these points
 * on other axes. Of more than `most` points, some `most` are kept.
 *
 * @param mates scores of right persons, -Infinity where the wrong one was ahead
 */
export function errorCurve(
  mates: ArrayLike<number>,
  nonMates: ArrayLike<number>,
  most = Infinity,
): ErrorPoint[] {
  const accepted = Float64Array.from(mates).sort();
  const refused = Float64Array.from(nonMates).sort();
  const points: ErrorPoint[] = [];
  let rejects = 0;
  let refusals = 0;
  let threshold = -Infinity;
  for (;;) {
    while (rejects < accepted.length && accepted[rejects] <= threshold) rejects++;
    while (refusals < refused.length && refused[refusals] <= threshold) refusals++;
    points.push({
      threshold,
      falseAccepts: 1 - refusals / refused.length,
      falseRejects: rejects / accepted.length,
    });
    const next = Math.min(accepted[rejects] ?? Infinity, refused[refusals] ?? Infinity);
    if (next === Infinity) return thin(points, most);
    threshold = next;
  }
}

/** Points at equal steps along the curve as logarithmic axes show it; both ends are kept. */
function thin(points: readonly ErrorPoint[], most: number): ErrorPoint[] {
  if (points.length <= most) return [...points];
  const log = (share: number): number => Math.log(share + 1e-4);
  const way = [0];
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1], points[at]];
    const step = log(a.falseAccepts) - log(b.falseAccepts) + (log(b.falseRejects) - log(a.falseRejects));
    way.push(way[at - 1] + step);
  }
  const whole = way[way.length - 1];
  let kept = 0;
  return points.filter((_, at) => {
    if (at < points.length - 1 && way[at] < (kept * whole) / (most - 1)) return false;
    kept = Math.floor((way[at] * (most - 1)) / whole) + 1;
    return true;
  });
}

export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Counts in `bins` bins of equal width between two ends; what lies beyond is counted in the outermost. */
export function histogram(values: ArrayLike<number>, low: number, high: number, bins = 40): HistogramBin[] {
  const width = (high - low) / bins;
  const counts = new Int32Array(bins);
  for (let at = 0; at < values.length; at++) {
    counts[Math.min(bins - 1, Math.max(0, Math.floor((values[at] - low) / width)))]++;
  }
  return Array.from(counts, (count, bin) => ({
    from: low + bin * width,
    to: low + (bin + 1) * width,
    count,
  }));
}

/**
 * The cumulative match characteristic: share of mated probes whose person is among the `k` best, for `k` of 1 to `people`
 * (ISO/IEC 19795-1).
 *
 * @param ranks of `ranks`: 1 for the best, 0 for strangers
 */
export function cumulativeMatches(ranks: ArrayLike<number>, people: number): number[] {
  const counts = new Int32Array(people + 1);
  for (let at = 0; at < ranks.length; at++) counts[ranks[at]]++;
  const mated = ranks.length - counts[0];
  let within = 0;
  return Array.from(counts.subarray(1), (count) => (within += count) / mated);
}
