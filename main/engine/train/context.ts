// What a phase runs with: the network, what measures it, what takes its steps, and what hears of it.
import type { Sessions } from '../networks/sessions.ts';
import type { OpenWeights } from '../networks/weights.ts';
import type { Call } from './call.ts';
import type { Features } from './features.ts';
import type { Subject } from './phases.ts';
import type { TrainingState } from './state.ts';
import type { TrainEvent, TrainingFace } from '../engine.ts';

/** The network, what it is trained for, and the features of its faces. */
interface NetworkContext {
  readonly sessions: Sessions;
  readonly name: string;
  readonly folder: string;
  readonly weights: OpenWeights;
  readonly subject: Subject;
  readonly features: Features;
  readonly signal: AbortSignal;
  readonly stride: Call['stride'];
}

export interface ScoreContext extends NetworkContext {
  readonly heldOut: readonly TrainingFace[];
}

export interface StepsContext extends NetworkContext {
  readonly faces: readonly TrainingFace[];
  readonly seed: number;
  /** Hears how many of a run's faces were analysed. */
  readonly onFace: (analysed: number, faces: number) => void;
}

export interface PhaseContext extends ScoreContext, Omit<StepsContext, 'onFace'> {
  readonly saveEvery: number;
  readonly save: (state: TrainingState) => void;
  readonly onEvent: (event: TrainEvent) => void;
}
