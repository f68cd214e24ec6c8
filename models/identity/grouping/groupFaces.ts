// Groups of faces that nobody has named: what Unnamed shows, the largest first, before all faces have been compared.
import { linkNear } from './linkage.ts';
import { NearPairs, Pairs } from './nearPairs.ts';

/**
 * Pairs that are kept in memory, 256 MB of them: as many as 8,000 faces of one person have. Where there are more, the cut rises: groups
 * stay pure, and fall apart.
 */
const MOST_PAIRS = 2 ** 25;

/** Faces that are grouped first: so many take a moment. Each step after that takes twice as many. */
const FIRST = 4000;

/** Faces to be grouped, by rows. Rows stay where they are from one grouping to the next. */
export interface FaceRows {
  /** Embeddings of length 1, `[rows, dimensions]` and room for more. */
  readonly embeddings: Float32Array;
  readonly dimensions: number;
  readonly rows: number;
  /** A number for each row's photo, -1 for a row that is not to be grouped (any more). */
  readonly photos: Int32Array;
  /** Pairs that an earlier grouping found, `[pairs, 2]`, among its `compared` rows. */
  readonly pairs: Int32Array;
  readonly compared: number;
  /** Mean cosine of two groups from which they are one: `groupCut.ts` has it. */
  readonly cut: number;
}

/** Of each of the first rows the number of its group, -1 where it has none. */
export type Grouped = Int32Array;

export interface Grouping {
  readonly groups: Grouped;
  readonly pairs: Int32Array;
  /** That of the groups: the one asked for, or higher where too many pairs reach that one. */
  readonly cut: number;
}

/**
 * Exact average linkage: rows that were not compared before are compared with all others, the rest is kept.
 *
 * @param tell is given the groups of the first rows, as they stand, after each step
 * @param rest is called between pieces of some milliseconds
 * @param most pairs that are kept
 */
export function groupFaces(
  faces: FaceRows,
  tell: (groups: Grouped) => void,
  rest: () => void = () => undefined,
  most = MOST_PAIRS,
): Grouping {
  const { dimensions, rows, photos, compared } = faces;
  const embeddings = faces.embeddings.subarray(0, rows * dimensions);
  const near = new NearPairs(embeddings, dimensions, faces.cut, most);
  const pairs = new Pairs(faces.pairs);
  const group = (to: number): Grouped =>
    linkNear(
      embeddings.subarray(0, to * dimensions),
      dimensions,
      pairs.rows,
      near.cut,
      photos,
      (row) => photos[row] >= 0,
    );
  let done = compared;
  for (let to = Math.max(FIRST, done); done < rows; to *= 2) {
    const end = Math.min(to, rows);
    near.find(done, end, pairs, rest);
    done = end;
    if (done < rows) tell(group(done));
  }
  return { groups: group(rows), pairs: pairs.rows.slice(), cut: near.cut };
}
