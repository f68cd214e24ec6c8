// Average linkage of many faces, from their near pairs alone.
import { dotAt } from '../../linear/products.ts';
import { accumulate } from '../../linear/vectors.ts';

/**
 * Clusters whose mean cosine to each other is below `cut`, by chains of nearest neighbours (Murtagh, The Computer Journal 26, 1983).
 *
 * The mean cosine of two clusters is the inner product of their sums, over the product of their sizes: no pair of faces is
 * kept. Where it reaches the cut, one pair of faces does; so only clusters with a near pair between them are ever compared,
 * and the clusters are those of comparing all.
 *
 * @param rows embeddings of length 1, `[N, dimensions]`
 * @param pairs rows whose cosine is at least `cut`, `[pairs, 2]`; those with a row that is not `alive` are passed over
 * @param photos of each row: two rows of one photo are never one person's
 * @returns of each row the number of its cluster, -1 where it is not alive: `[N]`
 */
export function linkNear(
  rows: Float32Array,
  dimensions: number,
  pairs: Int32Array,
  cut: number,
  photos: Int32Array,
  alive: (row: number) => boolean,
): Int32Array {
  const count = rows.length / dimensions;
  const linkage = new Linkage(rows, dimensions, cut, photos, adjacencyOf(pairs, count, alive));
  const clusters = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++) if (alive(row)) linkage.follow(row);
  for (let row = 0; row < count; row++) if (alive(row)) clusters[row] = linkage.rootOf(row);
  return clusters;
}

/** Neighbours of each row: those of row `r` are `to` from `start[r]` to `start[r + 1]`. */
interface Adjacency {
  readonly start: Int32Array;
  readonly to: Int32Array;
}

function adjacencyOf(pairs: Int32Array, count: number, alive: (row: number) => boolean): Adjacency {
  const start = new Int32Array(count + 1);
  for (let at = 0; at < pairs.length; at += 2) {
    if (!alive(pairs[at]) || !alive(pairs[at + 1])) continue;
    start[pairs[at] + 1]++;
    start[pairs[at + 1] + 1]++;
  }
  for (let row = 0; row < count; row++) start[row + 1] += start[row];
  const to = new Int32Array(start[count]);
  const next = start.slice();
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at], pairs[at + 1]];
    if (!alive(a) || !alive(b)) continue;
    to[next[a]++] = b;
    to[next[b]++] = a;
  }
  return { start, to };
}

class Linkage {
  readonly #dimensions: number;
  readonly #cut: number;
  readonly #photos: Int32Array;
  readonly #adjacency: Adjacency;
  /** Union and find, by rows: a cluster goes by one of its rows. */
  readonly #parent: Int32Array;
  readonly #sizes: Int32Array;
  /** Of each cluster the sum of its rows, where that row is that it goes by: `[N, dimensions]`. */
  readonly #sums: Float64Array;
  /** Of clusters of several rows: their photos, and clusters that were near one of their parts. */
  readonly #photosOf = new Map<number, Set<number>>();
  readonly #near = new Map<number, Set<number>>();
  /** Clusters that are as large as they get. */
  readonly #done = new Set<number>();

  constructor(rows: Float32Array, dimensions: number, cut: number, photos: Int32Array, adjacency: Adjacency) {
    this.#sums = new Float64Array(rows);
    this.#dimensions = dimensions;
    this.#cut = cut;
    this.#photos = photos;
    this.#adjacency = adjacency;
    const count = rows.length / dimensions;
    this.#parent = Int32Array.from({ length: count }, (_, row) => row);
    this.#sizes = new Int32Array(count).fill(1);
  }

  rootOf(row: number): number {
    let top = row;
    while (this.#parent[top] !== top) top = this.#parent[top];
    this.#parent[row] = top;
    return top;
  }

  /** Merges along the chain that begins with the row's cluster, until that cluster is done. */
  follow(row: number): void {
    const chain: number[] = [];
    for (;;) {
      if (chain.length === 0) {
        const first = this.rootOf(row);
        if (this.#done.has(first)) return;
        chain.push(first);
      }
      const last = chain[chain.length - 1];
      const before = chain.at(-2) ?? -1;
      const nearest = this.#nearest(last, before);
      if (nearest < 0) {
        // Nothing reaches the cut from here, and merging others brings nothing nearer.
        this.#done.add(last);
        chain.pop();
      } else if (nearest === before) {
        chain.length -= 2;
        this.#merge(last, before);
      } else {
        chain.push(nearest);
      }
    }
  }

  /** The cluster with the highest mean cosine, from the cut on; the one before wins ties, so that the chain ends. */
  #nearest(cluster: number, before: number): number {
    let best = -1;
    let likeness = this.#cut;
    if (before >= 0) {
      best = before;
      likeness = this.#meanCosine(cluster, before);
    }
    for (const other of this.#neighbours(cluster)) {
      if (other === before || this.#done.has(other)) continue;
      const cosine = this.#meanCosine(cluster, other);
      if (cosine > likeness || (best < 0 && cosine >= likeness)) {
        if (this.#sharePhoto(cluster, other)) continue;
        [best, likeness] = [other, cosine];
      }
    }
    return best;
  }

  #neighbours(cluster: number): Set<number> {
    const near = this.#near.get(cluster);
    const found = new Set<number>();
    if (near === undefined) {
      const { start, to } = this.#adjacency;
      for (let at = start[cluster]; at < start[cluster + 1]; at++) found.add(this.rootOf(to[at]));
    } else {
      for (const row of near) found.add(this.rootOf(row));
      this.#near.set(cluster, found);
    }
    found.delete(cluster);
    return found;
  }

  #meanCosine(a: number, b: number): number {
    const size = this.#dimensions;
    return dotAt(this.#sums, a * size, this.#sums, b * size, size) / (this.#sizes[a] * this.#sizes[b]);
  }

  #sharePhoto(a: number, b: number): boolean {
    const [one, other] = [this.#photosIn(a), this.#photosIn(b)];
    const [few, many] = one.size < other.size ? [one, other] : [other, one];
    for (const photo of few) if (many.has(photo)) return true;
    return false;
  }

  #photosIn(cluster: number): Set<number> {
    return this.#photosOf.get(cluster) ?? new Set([this.#photos[cluster]]);
  }

  #merge(a: number, b: number): void {
    const [into, from] = this.#sizes[a] >= this.#sizes[b] ? [a, b] : [b, a];
    const near = this.#neighbours(into);
    for (const other of this.#neighbours(from)) near.add(other);
    near.delete(from);
    near.delete(into);
    const size = this.#dimensions;
    accumulate(
      this.#sums.subarray(into * size, (into + 1) * size),
      this.#sums.subarray(from * size, (from + 1) * size),
    );
    const photos = new Set(this.#photosIn(into));
    for (const photo of this.#photosIn(from)) photos.add(photo);
    this.#photosOf.set(into, photos);
    this.#near.set(into, near);
    this.#photosOf.delete(from);
    this.#near.delete(from);
    this.#parent[from] = into;
    this.#sizes[into] += this.#sizes[from];
  }
}
