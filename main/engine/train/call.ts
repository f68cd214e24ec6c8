// What a training is called with, and what it says while no step has been taken yet.
import type { OpenModels } from '../networks/openModels.ts';
import type { PhotoLine } from '../photos/pipeline.ts';
import type { TrainEvent } from '../engine.ts';
import type { Stride } from '../../work/pace.ts';

export interface TrainTools {
  readonly models: OpenModels;
  readonly photos: PhotoLine;
}

export interface Call {
  readonly signal: AbortSignal;
  /** Rests between two pieces of the training, where it gives way to something. */
  readonly stride: Pick<Stride, 'rest'>;
  readonly onEvent: (event: TrainEvent) => void;
}

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
