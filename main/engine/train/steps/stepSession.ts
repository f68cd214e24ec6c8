// What taking steps goes by, and the session that takes them.
import type { TrainingStep } from '../../../../models/clip/finetune/step.ts';
import { success, type Result } from '../../../../models/failure.ts';
import type { SessionResults, Tensor } from '../../onnxRuntime.ts';
import { runningFailure } from '../../networks/sessions.ts';
import type { StepsContext } from '../context.ts';
import type { BatchPlan } from '../batch.ts';
import type { Phase } from '../phases.ts';
import type { TrainingState } from '../state.ts';

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
  readonly context: StepsContext;
  readonly phase: Phase;
  readonly state: TrainingState;
  readonly step: TrainingStep;
  readonly batches: BatchPlan;
}

/** Blocked layouts are the graph's own affair: the runtime would undo them around every pool and gradient. */
export const stepOptions = {
  graphOptimizationLevel: 'all',
  enableMemPattern: false,
  extra: { optimization: { disable_specified_optimizers: 'NchwcTransformer' } },
} as const;

export interface StepSession {
  /** Fails with `out-of-memory`. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Result<SessionResults>>;
  close(): Promise<void>;
}

/** @param bytes of the graph */
export async function openStepSession(
  { context: { sessions, name, folder } }: StepsPlan,
  bytes: Uint8Array,
): Promise<Result<StepSession>> {
  const opened = await sessions.open(name, { bytes, folder }, stepOptions);
  if (!opened.ok) return opened;
  const session = opened.value;
  return success({
    async run(feeds) {
      try {
        return success(await session.run(feeds));
      } catch (error) {
        const failure = runningFailure(error, name);
        if (failure === null) throw error;
        return failure;
      }
    },
    close: () => sessions.release(session),
  });
}
