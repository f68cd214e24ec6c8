// Whether a measure of quality says which faces will be mistaken: errors that stay when the worst faces are left out.

/** A comparison of two photos of one person. */
export interface MatedPair {
  /** Their similarity. */
  readonly score: number;
  /** Quality of the worse of the two faces; higher is better. */
  readonly quality: number;
}

export interface DiscardPoint {
  /** Share of the comparisons that are left out, those of the least quality first. */
  readonly discarded: number;
  /** False non-match rate of the others. */
  readonly error: number;
}

/**
 * The error-versus-discard characteristic: false non-match rates at a fixed threshold while a growing share of comparisons
 * is left out by quality (Grother and Tabassi, "Performance of biometric quality measures", 2007, there "error versus reject").
 * Comparisons of equal quality are left out together or not at all, so that their order does not matter.
 *
 * @param threshold a score must exceed it to be a match
 * @param shares shares to leave out at most, 0 to 1
 */
export function errorVersusDiscard(
  pairs: readonly MatedPair[],
  threshold: number,
  shares: readonly number[],
): DiscardPoint[] {
  const sorted = [...pairs].sort((a, b) => a.quality - b.quality);
  /** Errors among the first so many. */
  const errors = [0];
  for (const { score } of sorted) errors.push((errors.at(-1) ?? 0) + (score > threshold ? 0 : 1));
  const all = errors.at(-1) ?? 0;
  return shares.map((share) => {
    let cut = Math.min(sorted.length, Math.floor(share * sorted.length));
    while (cut > 0 && cut < sorted.length && sorted[cut]?.quality === sorted[cut - 1]?.quality) cut--;
    const left = sorted.length - cut;
    return {
      discarded: sorted.length === 0 ? 0 : cut / sorted.length,
      error: left === 0 ? 0 : (all - (errors[cut] ?? 0)) / left,
    };
  });
}
