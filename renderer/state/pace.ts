// When the camera's next frame is taken: shortly before the answer about the last one comes, so that it is there when the
// engine is done, and not much sooner, so that it is still new.

/** The part of the usual time from a frame to its answer after which the next one is taken. */
const NEARLY = 0.85;
/** Frames under way at a time: one that the engine looks at, one on its way to it. */
const MOST = 2;
/** How much the last answer counts in the usual time. */
const WEIGHT = 0.2;

export class Pace {
  /** When the frames under way were taken, in milliseconds. */
  #taken: number[] = [];
  #usual: number | null = null;

  take(now: number): void {
    this.#taken.push(now);
  }

  answer(now: number): void {
    const taken = this.#taken.shift();
    if (taken === undefined) return;
    const time = now - taken;
    this.#usual = this.#usual === null ? time : this.#usual + WEIGHT * (time - this.#usual);
  }

  /** Frames under way will have no answer; what was usual may be no more. */
  reset(): void {
    this.#taken = [];
    this.#usual = null;
  }

  /** Milliseconds until the next frame may be taken; Infinity: not before the next answer. */
  wait(now: number): number {
    const [first] = this.#taken;
    if (first === undefined) return 0;
    if (this.#usual === null || this.#taken.length >= MOST) return Infinity;
    return Math.max(0, first + NEARLY * this.#usual - now);
  }
}
