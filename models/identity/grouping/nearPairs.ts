// All pairs of many faces that are alike, found without comparing nearly all of them in full.
import { leadingDirections } from '../../linear/leadingDirections.ts';
import { multiply, rowsOf } from '../../linear/products.ts';
import { dot, rowOf } from '../../linear/vectors.ts';

/** Directions in which most pairs are told apart without looking at the others. */
const DIRECTIONS = 48;
/** Rows that the directions are found from. */
const SAMPLE = 1000;
/** Rows that are compared with rows in one go. */
const BLOCK = 512;
/** What rounding may take from a bound. */
const SLACK = 1e-6;

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

  get rows(): Int32Array<ArrayBuffer> {
    return this.#rows.subarray(0, 2 * this.#count);
  }
}

/**
 * Finds pairs whose cosine is at least `cut`, among embeddings of length 1.
 *
 * By Cauchy and Schwarz a cosine is at most the inner product in a few directions, plus the product of the two lengths that lie outside
 * of them: one inner product of as many numbers and one. Only pairs that may pass are looked at in full, so the answer is
 * that of comparing all.
 */
export class NearPairs {
  readonly #rows: Float32Array;
  readonly #dimensions: number;
  readonly #cut: number;
  readonly #basis: Float32Array;
  /** Each row in the directions, and its length outside: `[N, k + 1]`. */
  readonly #short: Float64Array;
  readonly #size: number;
  readonly #table = new Float64Array(BLOCK * BLOCK);

  /** @param rows `[N, dimensions]` */
  constructor(rows: Float32Array, dimensions: number, cut: number) {
    this.#rows = rows;
    this.#dimensions = dimensions;
    this.#cut = cut;
    const count = rows.length / dimensions;
    const every = Math.max(1, Math.floor(count / SAMPLE));
    const sample = new Float32Array(Math.floor(count / every) * dimensions);
    for (let at = 0; at < sample.length / dimensions; at++) {
      sample.set(rowOf(rows, at * every, dimensions), at * dimensions);
    }
    this.#basis = leadingDirections(sample, dimensions, DIRECTIONS);
    const k = this.#basis.length / dimensions;
    this.#size = k + 1;
    this.#short = new Float64Array(count * this.#size);
    for (let row = 0; row < count; row++) {
      const vector = rowOf(rows, row, dimensions);
      let inside = 0;
      for (let at = 0; at < k; at++) {
        const part = dot(vector, rowOf(this.#basis, at, dimensions));
        this.#short[row * this.#size + at] = part;
        inside += part * part;
      }
      this.#short[row * this.#size + k] = Math.sqrt(Math.max(0, 1 - inside)) + SLACK;
    }
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
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) {
        if (table[at] < cut || left + column >= top + row) continue;
        const [a, b] = [top + row, left + column];
        if (this.#cosine(a, b) >= cut) pairs.add(a, b);
      }
    }
  }
}
