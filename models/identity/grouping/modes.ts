// The sides of a person: photos that are alike are merged into modes, so that a profile is not averaged away by
// frontal photos, nor one odd photo taken for a whole side.
import { facesOf, type Gallery } from '../gallery.ts';
import { accumulate, cosines, normalise, rowOf } from '../../linear/vectors.ts';

/** A group of one person's faces. */
export interface Mode {
  readonly person: number;
  /** Rows of the gallery. */
  readonly rows: readonly number[];
}

/**
 * Average-linkage clusters of each person's faces, cut where the mean cosine falls below the median of all pairs of
 * faces of one person: people whose photos are alike get one mode, the many-sided get several.
 *
 * @param faces the gallery's embeddings in the space, `[N, D]`
 */
export function findModes(gallery: Gallery, faces: Float32Array): Mode[] {
  const { dimensions, people, count } = gallery;
  const rowsOf = Array.from(facesOf(gallery), (): number[] => []);
  people.forEach((person, row) => rowsOf[person].push(row));

  const tables = rowsOf.map((rows) => {
    const own = new Float32Array(rows.length * dimensions);
    rows.forEach((row, at) => own.set(rowOf(faces, row, dimensions), at * dimensions));
    return cosines(own, own, dimensions);
  });
  const cut = medianOfPairs(tables, rowsOf);
  const modes: Mode[] = [];
  for (let person = 0; person < count; person++) {
    for (const group of averageLinkage(tables[person], rowsOf[person].length, cut)) {
      modes.push({ person, rows: group.map((at) => rowsOf[person][at]) });
    }
  }
  return modes;
}

/** L2-normalised weighted means of groups of rows, `[groups.length, D]`. */
export function groupMeans(
  gallery: Gallery,
  faces: Float32Array,
  groups: readonly (readonly number[])[],
): Float32Array {
  const { dimensions, weights } = gallery;
  const means = new Float32Array(groups.length * dimensions);
  groups.forEach((rows, group) => {
    const mean = rowOf(means, group, dimensions);
    for (const row of rows) accumulate(mean, rowOf(faces, row, dimensions), weights[row]);
    normalise(mean);
  });
  return means;
}

/** For each face the normalised mean of the others in its group, `[N, D]`; zeros where it is alone. */
export function leaveOneOut(
  gallery: Gallery,
  faces: Float32Array,
  groups: readonly (readonly number[])[],
): Float32Array {
  const { dimensions, weights } = gallery;
  const means = new Float32Array(faces.length);
  for (const rows of groups) {
    if (rows.length < 2) continue;
    const sum = new Float64Array(dimensions);
    for (const row of rows) accumulate(sum, rowOf(faces, row, dimensions), weights[row]);
    for (const row of rows) {
      const mean = rowOf(means, row, dimensions);
      mean.set(sum);
      accumulate(mean, rowOf(faces, row, dimensions), -weights[row]);
      normalise(mean);
    }
  }
  return means;
}

/** -1 where nobody has two faces: then nothing is to be cut. */
function medianOfPairs(tables: readonly Float32Array[], rowsOf: readonly (readonly number[])[]): number {
  const pairs: number[] = [];
  tables.forEach((table, person) => {
    const size = rowsOf[person].length;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) pairs.push(table[i * size + j]);
  });
  if (pairs.length === 0) return -1;
  return Float64Array.from(pairs).sort()[pairs.length >> 1];
}

/**
 * Clusters of 0 to `size` - 1 whose mean similarity to each other is below `cut`, by chains of nearest neighbours
 * (Murtagh, The Computer Journal 26, 1983): merging two clusters never brings a third one nearer, so a pair of mutual
 * nearest neighbours below the cut is final.
 *
 * @param similarity `[size, size]`, symmetric
 */
export function averageLinkage(similarity: Float32Array, size: number, cut: number): number[][] {
  const table = Float32Array.from(similarity);
  const clusters = new Map<number, number[]>();
  for (let at = 0; at < size; at++) clusters.set(at, [at]);
  const done: number[][] = [];
  let chain: number[] = [];
  while (clusters.size > 0) {
    if (chain.length === 0) chain.push(clusters.keys().next().value!);
    const last = chain[chain.length - 1];
    const before = chain.at(-2);
    let nearest = before ?? -1;
    for (const other of clusters.keys()) {
      if (other === last) continue;
      // The one before wins ties, so that the chain ends.
      if (nearest < 0 || table[last * size + other] > table[last * size + nearest]) nearest = other;
    }
    if (nearest < 0 || table[last * size + nearest] < cut) {
      // Whatever led here is farther still.
      done.push(clusters.get(last)!);
      clusters.delete(last);
      chain = [];
    } else if (nearest === before) {
      merge(table, size, clusters, last, nearest);
      chain = chain.slice(0, -2);
    } else {
      chain.push(nearest);
    }
  }
  return done.map((members) => members.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
}

/** Makes `into` of both; similarities to the others are averages over members (Lance & Williams, 1967). */
function merge(
  table: Float32Array,
  size: number,
  clusters: Map<number, number[]>,
  from: number,
  into: number,
): void {
  const a = clusters.get(from)!;
  const b = clusters.get(into)!;
  for (const other of clusters.keys()) {
    const mean =
      (a.length * table[from * size + other] + b.length * table[into * size + other]) / (a.length + b.length);
    table[into * size + other] = mean;
    table[other * size + into] = mean;
  }
  clusters.set(into, [...a, ...b]);
  clusters.delete(from);
}
