// Gathers faces by likeness, one after the other: each joins the group that it is most like, or founds one.
import { leadingDirections } from '../../linear/leadingDirections.ts';
import { dot, rowOf } from '../../linear/vectors.ts';

/** Directions in which most pairs are told apart without looking at the others. */
const DIRECTIONS = 24;

/**
 * Leader clustering (Hartigan 1975, chapter 3) by the cosine to each group's mean, for embeddings of length 1.
 *
 * Nearly all groups are ruled out in a few directions: by Cauchy and Schwarz a cosine is at most the inner product in
 * these, plus the product of the two lengths that lie outside of them. The answer is that of looking at every group in full.
 */
export class LikenessGroups {
  readonly #dimensions: number;
  readonly #joinFrom: number;
  /** Orthonormal rows `[k, D]`. */
  readonly #basis: Float32Array;
  readonly #k: number;
  /** A group's sum of members `[G, D]`, and how many they are. */
  #sums = new Float32Array(0);
  readonly #sizes: number[] = [];
  readonly #lengths: number[] = [];
  /** A group's mean direction in the basis `[G, k]`, and its length outside of it. */
  #inside = new Float32Array(0);
  readonly #outside: number[] = [];
  readonly #free: number[] = [];

  /**
   * @param sample `[N, D]` embeddings like those to come: the better it is, the faster are the groups
   * @param joinFrom the cosine to a group's mean above which a face joins it
   */
  constructor(sample: Float32Array, dimensions: number, joinFrom: number) {
    this.#dimensions = dimensions;
    this.#joinFrom = joinFrom;
    this.#basis = leadingDirections(sample, dimensions, DIRECTIONS);
    this.#k = this.#basis.length / dimensions;
  }

  /** The number of the group that the face is in now. It stays out of those that are `barred`. */
  add(embedding: Float32Array, barred: ReadonlySet<number>): number {
    const group = this.#likest(embedding, barred) ?? this.#found();
    this.#sizes[group]++;
    this.#change(group, embedding, 1);
    return group;
  }

  /** Takes out a face that was added to the group. A group without faces is gone, and its number is given again. */
  remove(embedding: Float32Array, group: number): void {
    this.#sizes[group]--;
    if (this.#sizes[group] > 0) this.#change(group, embedding, -1);
    else {
      rowOf(this.#sums, group, this.#dimensions).fill(0);
      rowOf(this.#inside, group, this.#k).fill(0);
      // No face is like it.
      this.#outside[group] = -Infinity;
      this.#free.push(group);
    }
  }

  /** The mean of a group's faces, of length 1. */
  meanOf(group: number): Float32Array {
    return rowOf(this.#sums, group, this.#dimensions).map((value) => value / this.#lengths[group]);
  }

  #likest(embedding: Float32Array, barred: ReadonlySet<number>): number | null {
    const k = this.#k;
    const own = this.#project(embedding);
    const rest = lengthOutside(own, 1);
    let best: number | null = null;
    let likeness = this.#joinFrom;
    for (let group = 0, at = 0; group < this.#sizes.length; group++, at += k) {
      let bound = rest * this.#outside[group];
      for (let i = 0; i < k; i++) bound += own[i] * this.#inside[at + i];
      if (bound <= likeness || barred.has(group)) continue;
      const cosine = dot(embedding, rowOf(this.#sums, group, this.#dimensions)) / this.#lengths[group];
      if (cosine > likeness) [best, likeness] = [group, cosine];
    }
    return best;
  }

  #found(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const group = this.#sizes.length;
    if ((group + 1) * this.#dimensions > this.#sums.length) {
      const room = Math.max(256, 2 * group);
      this.#sums = enlarged(this.#sums, room * this.#dimensions);
      this.#inside = enlarged(this.#inside, room * this.#k);
    }
    this.#sizes.push(0);
    this.#lengths.push(0);
    this.#outside.push(0);
    return group;
  }

  #change(group: number, embedding: Float32Array, sign: 1 | -1): void {
    const sum = rowOf(this.#sums, group, this.#dimensions);
    for (let at = 0; at < sum.length; at++) sum[at] += sign * embedding[at];
    const length = Math.sqrt(dot(sum, sum)) || 1;
    const inside = this.#project(sum).map((value) => value / length);
    this.#lengths[group] = length;
    this.#inside.set(inside, group * this.#k);
    this.#outside[group] = lengthOutside(inside, 1);
  }

  #project(vector: Float32Array): Float32Array {
    const inside = new Float32Array(this.#k);
    for (let row = 0; row < this.#k; row++)
      inside[row] = dot(vector, rowOf(this.#basis, row, this.#dimensions));
    return inside;
  }
}

/** What rounding may take from a bound. */
const SLACK = 1e-6;

/** The length of a vector outside of a basis, from its length and its coordinates in the basis. */
const lengthOutside = (inside: Float32Array, length: number): number =>
  Math.sqrt(Math.max(0, length * length - dot(inside, inside))) + SLACK;

function enlarged(rows: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(length);
  larger.set(rows);
  return larger;
}
