// Lets so much work in at a time, in order of arrival.

export class Gate {
  readonly #capacity: number;
  #inside = 0;
  readonly #waiting: { readonly load: number; readonly enter: () => void }[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Waits until there is room; the answer gives it back. What weighs more than the gate holds goes alone. */
  async enter(weight: number): Promise<() => void> {
    const load = Math.min(weight, this.#capacity);
    if (this.#waiting.length > 0 || this.#inside + load > this.#capacity) {
      await new Promise<void>((enter) => this.#waiting.push({ load, enter }));
    } else this.#inside += load;
    return () => {
      this.#inside -= load;
      this.#admit();
    };
  }

  #admit(): void {
    for (let next; (next = this.#waiting[0]) && this.#inside + next.load <= this.#capacity;) {
      this.#waiting.shift();
      this.#inside += next.load;
      next.enter();
    }
  }
}
