// Faces of the album that nobody has named, as strangers of its own surroundings.
//
// [Note: unnamed faces] Most faces without a name show people who are not enrolled, through the same cameras and in the same
// light as the enrolled ones: the strangers that the threshold is for. But some show enrolled people whom nobody has named
// yet, and these score high. So the estimate is trimmed, again and again: what lies further above the shift, as it is known
// by now, than strangers do is left out; the mean of the rest, corrected for what a normal distribution loses by the cut,
// measures the shift anew, until it stays. Faces of one person are alike, so people count and not faces: faces are grouped by
// average linkage, and a group that is left out in part counts for what is left.
import { likenessAt } from '../grouping/likenessAt.ts';
import { NearPairs, Pairs } from '../grouping/nearPairs.ts';
import { linkNear } from '../grouping/linkage.ts';
import { measured, type HomeShift } from './homeShift.ts';

export interface UnnamedFaces {
  /** `[N, D]`, L2-normalised rows. */
  readonly embeddings: Float32Array;
  /** `[N]`: degrees. */
  readonly yaws: Float32Array;
  /** `[N]`: a number for each face's photo. Two faces of one photo are two people. */
  readonly photos: Int32Array;
}

/** An unnamed face's standardised best score, and whose group it is in. */
export interface UnnamedScore {
  readonly group: number;
  readonly z: number;
}

/** Deviations above the shift from which on a face is left out as one of somebody enrolled. */
const CUT = 1.5;
/** By how many deviations the mean of a normal distribution falls that is cut there: density over share, at `CUT`. */
const LOST = 0.1388;
const ROUNDS = 50;
const SETTLED = 1e-3;
/**
 * Groups weigh less than as many people would: somebody may be in several, and nobody looked at them. This many times less,
 * in variance.
 */
const SHARED = 5;
/** Fewer groups say nothing. */
const FEWEST = 3;

/** @param before what the enrolled people say */
export function withUnnamed(before: HomeShift, scores: readonly UnnamedScore[]): HomeShift {
  const deviation = Math.sqrt(before.spread);
  let after = before;
  for (let round = 0; round < ROUNDS; round++) {
    const most = after.mean + CUT * deviation;
    const groups = new Map<number, { sum: number; count: number }>();
    for (const { group, z } of scores) {
      if (z > most) continue;
      const own = groups.get(group) ?? { sum: 0, count: 0 };
      groups.set(group, { sum: own.sum + z, count: own.count + 1 });
    }
    if (groups.size < FEWEST) return before;
    let level = 0;
    for (const { sum, count } of groups.values()) level += sum / count / groups.size;
    const next = measured(before, level + LOST * deviation, groups.size / (SHARED * before.spread));
    const moved = Math.abs(next.mean - after.mean);
    after = next;
    if (moved < SETTLED) break;
  }
  return after;
}

/** Strangers that are drawn to see how alike two of them may be, and the share of their pairs that are more alike than that. */
export const PAIRED = 400;
const ALIKE = 1e-3;

/**
 * Groups of faces that are as alike as hardly any two strangers are: a number for each face.
 *
 * @param faces `[N, D]`, L2-normalised rows of the space
 * @param strangers `[PAIRED, D]`, likewise
 */
export function groupUnnamed(
  faces: Float32Array,
  photos: Int32Array,
  strangers: Float32Array,
  dimensions: number,
): Int32Array {
  const cut = likenessAt(strangers, dimensions, ALIKE);
  const pairs = new Pairs();
  new NearPairs(faces, dimensions, cut).find(0, faces.length / dimensions, pairs);
  return linkNear(faces, dimensions, pairs.rows, cut, photos, () => true);
}
