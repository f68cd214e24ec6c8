// All pairs of many faces that are alike, found without comparing nearly all of them in full.
import { leadingDirections } from '../../linear/leadingDirections.ts';
import { multiply, rowsOf } from '../../linear/products.ts';
import { cosines, dot, rowOf } from '../../linear/vectors.ts';

/** Directions in which most pairs are told apart without looking at the others. */
const DIRECTIONS = 48;
/** Rows that the directions are found from. */
const SAMPLE = 1000;
/** Rows that are compared with rows in one go. */
const BLOCK = 512;
/** What rounding may take from a length. */
const SLACK = 1e-6;
/** Rows of the sample that say how many pairs a bound leaves. */
const TRIED = 200;
/** A number of a pair that is looked at by itself costs as much as so many of pairs that are multiplied in blocks. */
const ALONE = 8;
/** Pairs that say how alike most pairs are. */
const ASKED = 2 ** 18;
/** Where so large a share of the pairs is left, they are all the same. */
const LITTLE_LESS = 0.9;

/** Pairs of rows, two numbers each: `[pairs, 2]`, the larger row first. */
export class Pairs {
  #rows: Int32Array<ArrayBuffer>;
  #count: number;

  constructor(known: Int32Array = new Int32Array(0)) {
    this.#rows = new Int32Array(known);
    this.#count = known.length / 2;
  }

  add(a: number, b: number): void {
    if (2 * this.#count === this.#rows.length) {
      const larger = new Int32Array(Math.max(1024, 2 * this.#rows.length));
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[2 * this.#count] = a;
    this.#rows[2 * this.#count + 1] = b;
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  at(pair: number): readonly [a: number, b: number] {
    return [this.#rows[2 * pair], this.#rows[2 * pair + 1]];
  }

  /** Drops all others, in place. @param rest is called between pieces of some milliseconds */
  keep(isKept: (a: number, b: number) => boolean, rest: () => void): void {
    let kept = 0;
    for (let pair = 0; pair < this.#count; pair++) {
      if (pair % ASKED === 0) rest();
      const [a, b] = [this.#rows[2 * pair], this.#rows[2 * pair + 1]];
      if (!isKept(a, b)) continue;
      this.#rows[2 * kept] = a;
      this.#rows[2 * kept + 1] = b;
      kept++;
    }
    this.#count = kept;
  }

  get rows(): Int32Array<ArrayBuffer> {
    return this.#rows.subarray(0, 2 * this.#count);
  }
}

/**
 * Finds pairs whose cosine is at least `cut`, among embeddings of length 1.
 *
 * By Cauchy and Schwarz a cosine is at most the inner product in a few directions, plus the product of the two lengths that lie outside
 * of them: one inner product of as many numbers and one. Only pairs that may pass are looked at in full, so the answer is
 * that of comparing all. Where a low cut and rows that point everywhere leave too many of them (an angular encoder's), the bound is
 * the inner product of all numbers in single precision.
 *
 * Pairs are kept in memory. Where there are too many the cut rises, until half of them are left: those at least as alike.
 */
export class NearPairs {
  readonly #rows: Float32Array;
  readonly #dimensions: number;
  #cut: number;
  #most: number;
  /** What bounds are made of, `[N, size]`: each row in the directions, and its length outside; or the rows themselves. */
  readonly #short: Float32Array;
  readonly #size: number;
  readonly #table = new Float32Array(BLOCK * BLOCK);

  /**
   * @param rows `[N, dimensions]`
   * @param most pairs that are kept; more only where so many are all the same
   */
  constructor(rows: Float32Array, dimensions: number, cut: number, most = Infinity) {
    this.#rows = rows;
    this.#dimensions = dimensions;
    this.#cut = cut;
    this.#most = most;
    const sample = everyNth(rows, dimensions, SAMPLE);
    const basis = leadingDirections(sample, dimensions, DIRECTIONS);
    const tried = everyNth(sample, dimensions, TRIED);
    const k = basis.length / dimensions;
    const left = shareFrom(shorten(tried, dimensions, basis), k + 1, cut);
    const isShort = k + 1 + left * ALONE * dimensions < dimensions;
    this.#size = isShort ? k + 1 : dimensions;
    this.#short = isShort ? shorten(rows, dimensions, basis) : rows;
  }

  /** The cosine from which on pairs have been kept. */
  get cut(): number {
    return this.#cut;
  }

  /** Compares rows from `from` to `to` with each other and with all rows before. @param rest is called after each block */
  find(from: number, to: number, pairs: Pairs, rest: () => void = () => undefined): void {
    const all = rowsOf(this.#short, this.#size);
    for (let top = from; top < to; top += BLOCK) {
      const rows = { ...all, start: top * this.#size, count: Math.min(BLOCK, to - top) };
      for (let left = 0; left < top + rows.count; left += BLOCK) {
        const columns = { ...all, start: left * this.#size, count: Math.min(BLOCK, top + rows.count - left) };
        multiply(rows, columns, this.#size, this.#table);
        this.#look(top, rows.count, left, columns.count, pairs);
        if (pairs.count > this.#most) this.#raise(pairs, rest);
        rest();
      }
    }
  }

  #cosine(a: number, b: number): number {
    const [rows, size] = [this.#rows, this.#dimensions];
    let [even, odd] = [0, 0];
    let [i, j] = [a * size, b * size];
    const end = i + size - (size % 2);
    for (; i < end; i += 2, j += 2) {
      even += rows[i] * rows[j];
      odd += rows[i + 1] * rows[j + 1];
    }
    return size % 2 === 0 ? even + odd : even + odd + rows[i] * rows[j];
  }

  #look(top: number, rows: number, left: number, columns: number, pairs: Pairs): void {
    const table = this.#table;
    const cut = this.#cut;
    const least = cut - roundingOf(this.#size);
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) {
        if (table[at] < least || left + column >= top + row) continue;
        const [a, b] = [top + row, left + column];
        if (this.#cosine(a, b) >= cut) pairs.add(a, b);
      }
    }
  }

  /** Keeps the likelier half of the pairs, as far as some of them tell, until there are few enough. */
  #raise(pairs: Pairs, rest: () => void): void {
    while (pairs.count > this.#most) {
      const before = pairs.count;
      const every = Math.ceil(before / ASKED);
      const asked = Float64Array.from({ length: Math.floor(before / every) }, (_, at) =>
        this.#cosine(...pairs.at(at * every)),
      ).sort();
      rest();
      // Faces that are all the same stay together.
      this.#cut = Math.max(this.#cut, Math.min(1 - SLACK, asked[asked.length >> 1]));
      pairs.keep((a, b) => this.#cosine(a, b) >= this.#cut, rest);
      if (pairs.count > LITTLE_LESS * before) this.#most = 2 * pairs.count;
    }
  }
}

/** At most `count` of the rows, evenly spaced, `[taken, dimensions]`. */
export function everyNth(rows: Float32Array, dimensions: number, count: number): Float32Array {
  const total = rows.length / dimensions;
  const every = Math.max(1, Math.ceil(total / count));
  const taken = new Float32Array(Math.floor(total / every) * dimensions);
  for (let at = 0; at < taken.length / dimensions; at++)
    taken.set(rowOf(rows, at * every, dimensions), at * dimensions);
  return taken;
}

/** Each row in the directions, and its length outside of them: `[N, k + 1]`. @param basis `[k, dimensions]`, orthonormal */
function shorten(rows: Float32Array, dimensions: number, basis: Float32Array): Float32Array {
  const count = rows.length / dimensions;
  const k = basis.length / dimensions;
  const short = new Float32Array(count * (k + 1));
  for (let row = 0; row < count; row++) {
    const vector = rowOf(rows, row, dimensions);
    let inside = 0;
    for (let at = 0; at < k; at++) {
      const part = dot(vector, rowOf(basis, at, dimensions));
      short[row * (k + 1) + at] = part;
      inside += part * part;
    }
    short[row * (k + 1) + k] = Math.sqrt(Math.max(0, 1 - inside)) + SLACK;
  }
  return short;
}

/** The share of pairs of rows whose inner product is at least `least`. */
function shareFrom(rows: Float32Array, size: number, least: number): number {
  const table = cosines(rows, rows, size);
  return table.reduce((sum, value) => sum + (value >= least ? 1 : 0), 0) / table.length;
}

/** How far an inner product of rows of length 1 may be off in single precision (Higham 2002, equation 3.5). */
const roundingOf = (size: number): number => size * 2 ** -23;
