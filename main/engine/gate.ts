// Lets so much work in at a time, in order of arrival.

export class Gate {
  readonly #capacity: number;
  #inside = 0;
  readonly #waiting: { readonly weight: number; readonly enter: () => void }[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Does `work` when there is room for it. What weighs more than the gate holds goes alone. */
  async pass<T>(weight: number, work: () => Promise<T>): Promise<T> {
    const load = Math.min(weight, this.#capacity);
    if (this.#waiting.length > 0 || this.#inside + load > this.#capacity) {
      await new Promise<void>((enter) => this.#waiting.push({ weight: load, enter }));
    } else this.#inside += load;
    try {
      return await work();
    } finally {
      this.#inside -= load;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next; (next = this.#waiting[0]) && this.#inside + next.weight <= this.#capacity;) {
      this.#waiting.shift();
      this.#inside += next.weight;
      next.enter();
    }
  }
}
