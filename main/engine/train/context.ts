// All that the steps of one phase are taken with.
import type { Sessions } from '../networks/sessions.ts';
import type { OpenWeights } from '../networks/weights.ts';
import type { Features } from './features.ts';
import type { Subject } from './phases.ts';
import type { TrainingState } from './state.ts';
import type { TrainEvent, TrainingFace } from '../engine.ts';

export interface PhaseContext {
  readonly sessions: Sessions;
  readonly name: string;
  readonly folder: string;
  readonly weights: OpenWeights;
  readonly subject: Subject;
  readonly features: Features;
  readonly faces: readonly TrainingFace[];
  readonly heldOut: readonly TrainingFace[];
  readonly seed: number;
  readonly saveEvery: number;
  readonly save: (state: TrainingState) => void;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrainEvent) => void;
  /** Hears how many of a run's faces were looked at. */
  readonly onFace?: (looked: number, faces: number) => void;
}
