// A phase's steps as sessions take them: one at a time, or several in one run where the device keeps weights to itself.
import { success, type Result } from '../../../models/failure.ts';
import { initAdamW } from '../../../models/graph/index.ts';
import type { TrainingStep } from '../../../models/clip/finetune/step.ts';
import { classesOf, type BatchPlan } from './batch.ts';
import { openLoopedSteps } from './loopedSteps.ts';
import { known } from './parameters.ts';
import type { PhaseContext } from './phaseRun.ts';
import type { Phase } from './phases.ts';
import { openSingleSteps } from './singleSteps.ts';
import type { TrainingState } from './state.ts';

export interface Steps {
  /** How many may be taken at once. */
  readonly most: number;
  /**
   * Takes a step for each learning rate, and changes the state's weights and moments. The steps' losses, or null where
   * one of them, or its gradients, is no number: then nothing was changed.
   *
   * @param at the number of the first step
   */
  take(at: number, learningRates: readonly number[]): Promise<Result<readonly number[] | null>>;
  close(): Promise<void>;
}

/** What both ways of taking steps go by. */
export interface StepsPlan {
  readonly context: PhaseContext;
  readonly phase: Phase;
  readonly state: TrainingState;
  readonly step: TrainingStep;
  readonly batches: BatchPlan;
}

/** What suits inference does not suit training: blocked layouts would be undone around every gradient. */
export const stepOptions = { graphOptimizationLevel: 'extended', enableMemPattern: false } as const;

/** Puts parameters that were not trained before, and their moments, into the state. */
export async function openSteps(
  context: PhaseContext,
  phase: Phase,
  state: TrainingState,
): Promise<Result<Steps>> {
  const { sessions, subject, weights, seed } = context;
  const people = context.faces.map(({ person }) => person);
  const batches = { people, count: subject.people, rows: state.rows, views: phase.views, seed };
  const step = phase.build(state.rows, classesOf(batches));
  for (const parameter of step.trainable) {
    if (!state.weights.has(parameter)) state.weights.set(parameter, weights.weights.read(parameter).slice());
  }
  if (state.optimiser.moments.size === 0) {
    const trained = step.trainable.map((parameter) => [parameter, known(state, parameter)] as const);
    state.optimiser = initAdamW(new Map(trained));
  }
  const plan = { context, phase, state, step, batches };
  const { kind } = await sessions.device();
  const opened = await (kind === 'cuda' ? openLoopedSteps(plan) : openSingleSteps(plan));
  return opened.ok ? success(opened.value) : opened;
}
