// The best few of very many scores.

/** Rows and their scores, the best first. */
export interface Found {
  readonly rows: Int32Array;
  readonly scores: Float32Array;
}

/** Collects the best: a heap whose root is the worst of them, so that nearly every score costs one comparison. */
export class Best {
  readonly #rows: Int32Array;
  readonly #scores: Float32Array;
  #count = 0;

  constructor(most: number) {
    this.#rows = new Int32Array(most);
    this.#scores = new Float32Array(most);
  }

  /**
   * Takes in every `stride`-th of some scores, from `at` on, times `unit`.
   *
   * @param first the row of the first one
   */
  offer(scores: Float32Array, at: number, stride: number, count: number, unit: number, first: number): void {
    let bar = this.#bar() / unit;
    for (let row = 0; row < count; row++) {
      const score = scores[at + row * stride];
      if (!(score > bar)) continue;
      this.#add(first + row, score * unit);
      bar = this.#bar() / unit;
    }
  }

  found(): Found {
    const order = Array.from({ length: this.#count }, (_, place) => place).sort(
      (a, b) => this.#scores[b] - this.#scores[a] || this.#rows[a] - this.#rows[b],
    );
    return {
      rows: Int32Array.from(order, (place) => this.#rows[place]),
      scores: Float32Array.from(order, (place) => this.#scores[place]),
    };
  }

  #bar(): number {
    return this.#count < this.#rows.length ? -Infinity : this.#scores[0];
  }

  #add(row: number, score: number): void {
    if (this.#count < this.#rows.length) {
      this.#rise(this.#count++, row, score);
    } else {
      this.#sink(row, score);
    }
  }

  #rise(place: number, row: number, score: number): void {
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#scores[above] <= score) break;
      this.#put(place, this.#rows[above], this.#scores[above]);
      place = above;
    }
    this.#put(place, row, score);
  }

  #sink(row: number, score: number): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#count) break;
      if (below + 1 < this.#count && this.#scores[below + 1] < this.#scores[below]) below++;
      if (this.#scores[below] >= score) break;
      this.#put(place, this.#rows[below], this.#scores[below]);
      place = below;
    }
    this.#put(place, row, score);
  }

  #put(place: number, row: number, score: number): void {
    this.#rows[place] = row;
    this.#scores[place] = score;
  }
}
