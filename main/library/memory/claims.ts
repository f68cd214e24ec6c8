// Keeps two callers from adding the same photo or face at the same time: the second one waits, then finds it there.

export class Claims {
  readonly #held = new Map<string, Promise<unknown>>();

  /** Runs once nobody else holds any of the ids. */
  async hold<T>(ids: readonly string[], work: () => Promise<T>): Promise<T> {
    for (let held = this.#find(ids); held !== undefined; held = this.#find(ids)) await held.catch(() => {});
    const working = work();
    for (const id of ids) this.#held.set(id, working);
    try {
      return await working;
    } finally {
      for (const id of ids) this.#held.delete(id);
    }
  }

  #find(ids: readonly string[]): Promise<unknown> | undefined {
    for (const id of ids) {
      const held = this.#held.get(id);
      if (held !== undefined) return held;
    }
    return undefined;
  }
}
