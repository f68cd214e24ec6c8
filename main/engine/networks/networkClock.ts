// How long networks have run in this process.

export class NetworkClock {
  #seconds = 0;
  #running = 0;
  #since = 0;

  /** How long any of them has run: what runs at the same time counts once. */
  get seconds(): number {
    return this.#seconds;
  }

  start(): void {
    if (this.#running++ === 0) this.#since = performance.now();
  }

  stop(): void {
    if (--this.#running === 0) this.#seconds += (performance.now() - this.#since) / 1000;
  }
}
