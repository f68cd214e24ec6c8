// What goes on, so that an end can wait for it.

export class UnderWay {
  readonly #work = new Set<Promise<unknown>>();

  /** Takes note of the work until it has ended, and hands it on. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const ended = (): void => void this.#work.delete(work);
    work.then(ended, ended);
    return work;
  }

  /** Resolves when all of it has ended, well or not, and what was begun in the meantime too. */
  async ended(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
