// Whether a training still goes anywhere, and what it had when it went best.
import type { TrainingState } from './state.ts';

/** Steps whose mean loss is looked at. */
const WINDOW = 10;

/** Steps between two looks at whether these are the best weights so far: a copy of them all each time they are. */
const LOOK_EVERY = 10;

/**
 * The loss of the last steps is more than twice that of guessing among `classes`, and more than twice that of the
 * first steps: no training comes back from there.
 */
export function isDiverging(losses: readonly number[], classes: number): boolean {
  if (losses.length < 2 * WINDOW) return false;
  const limit = 2 * Math.max(mean(losses.slice(0, WINDOW)), Math.log(classes), 1);
  return mean(losses.slice(-WINDOW)) > limit;
}

/** Keeps a copy of the weights in the state where the last steps' loss is the lowest so far. */
export function trackBest(state: TrainingState, trainable: readonly string[]): void {
  const losses = state.losses[state.phase];
  if (losses.length % LOOK_EVERY !== 0) return;
  const loss = mean(losses.slice(-WINDOW));
  if (state.best !== null && state.best.loss <= loss) return;
  const weights = new Map(
    trainable.map((name) => [name, state.weights.get(name)?.slice() ?? new Float32Array()]),
  );
  state.best = { step: losses.length, loss, weights };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
