// What is said while no step has been taken yet.
import type { TrainEvent } from '../engine.ts';

/** @param step faces that were looked at, of `steps` */
export const lookingAt = (step: number, steps: number): TrainEvent => ({
  phase: 'features',
  step,
  steps,
  loss: null,
  learningRate: null,
  heldOut: null,
  stepsPerSecond: null,
  secondsLeft: null,
});
