// Several values to a key, where nearly every key has one: a set for each of a hundred thousand keys would fill 25 MB.

export class MultiMap {
  readonly #values = new Map<string, string | Set<string>>();

  add(key: string, value: string): void {
    const there = this.#values.get(key);
    if (there === undefined) this.#values.set(key, value);
    else if (typeof there !== 'string') there.add(value);
    else if (there !== value) this.#values.set(key, new Set([there, value]));
  }

  delete(key: string, value: string): void {
    const there = this.#values.get(key);
    if (there === value) this.#values.delete(key);
    else if (typeof there === 'object' && there.delete(value) && there.size === 0) this.#values.delete(key);
  }

  get(key: string): ReadonlySet<string> {
    const there = this.#values.get(key);
    return there === undefined ? NONE : typeof there === 'string' ? new Set([there]) : there;
  }
}

const NONE: ReadonlySet<string> = new Set();
