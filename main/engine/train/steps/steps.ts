// A phase's steps: one at a time, or several in one run where the device keeps weights to itself.
import type { Result } from '../../../../models/failure.ts';
import { initAdamW } from '../../../../models/graph/index.ts';
import type { StepsContext } from '../context.ts';
import { classesOf } from '../batch.ts';
import { openLoopedSteps } from './loopedSteps.ts';
import { known } from '../parameters.ts';
import type { Phase } from '../phases.ts';
import { openSingleSteps } from './singleSteps.ts';
import type { TrainingState } from '../state.ts';
import type { Steps } from './stepSession.ts';

/** Puts parameters that were not trained before, and their moments, into the state. */
export async function openSteps(
  context: StepsContext,
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
  return sessions.device === 'cuda' ? openLoopedSteps(plan) : openSingleSteps(plan);
}
