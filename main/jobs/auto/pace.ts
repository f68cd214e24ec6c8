// How long a training that has begun will take at least.
import type { TrainEvent } from '../../engine/engine.ts';

/** Share of the steps before which nothing is foretold: the first ones look at the faces, and are many times slower. */
const WARM = 0.15;
/** Steps whose mean is the pace. */
const RECENT = 5;

export class Pace {
  #phase: TrainEvent['phase'] | null = null;
  #ends: number[] = [];

  /** @param elapsed seconds since the training began, which is all that is said while it is too soon to tell */
  secondsFor({ phase, step, steps }: Pick<TrainEvent, 'phase' | 'step' | 'steps'>, elapsed: number): number {
    if (phase !== this.#phase) this.#ends = [];
    this.#phase = phase;
    this.#ends = [...this.#ends, elapsed].slice(-RECENT - 1);
    const [first] = this.#ends;
    const taken = this.#ends.length - 1;
    if (phase === 'features' || taken < RECENT || step < WARM * steps) return elapsed;
    return elapsed + ((elapsed - first) / taken) * (steps - step);
  }
}
