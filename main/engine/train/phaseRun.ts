// Runs one phase: takes its steps, checks for divergence, saves checkpoints, reports progress.
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import { lookingAt } from './call.ts';
import { warmupCosine } from '../../../models/graph/index.ts';
import type { PhaseContext, StepsContext } from './context.ts';
import { isDiverging, trackBest } from './divergence.ts';
import type { Phase } from './phases.ts';
import { openScore, type Score } from './score.ts';
import type { TrainingState } from './state.ts';
import { openSteps } from './steps/steps.ts';
import type { Steps } from './steps/stepSession.ts';

export interface PhaseEnd {
  readonly heldOut: number | null;
  /** Why it ended early; the state's weights are the best before. */
  readonly stopped: Failure | null;
}

/** How often in a phase held-out faces are named. */
const MEASUREMENTS = 8;

/** Goes on from where `state` is, which it changes. Rejects with the signal's reason. */
export async function runPhase(
  context: PhaseContext,
  phase: Phase,
  state: TrainingState,
): Promise<Result<PhaseEnd>> {
  const { recipe } = phase;
  const { steps } = recipe;
  const losses = state.losses[state.phase];
  const score = openScore(context, phase, state);
  const stop = (by: number, why: string) => stopEarly(phase, state, score, by, why);
  const measureEvery = Math.max(1, Math.ceil(steps / MEASUREMENTS));
  let heldOut: number | null = null;
  let open: Steps | null = null;
  const started = performance.now();
  const first = losses.length;
  // The first steps may wait for hundreds of faces; after that there is a step to tell of soon enough.
  const watched: StepsContext = {
    ...context,
    onFace: (looked, faces) => {
      if (losses.length === first) context.onEvent(lookingAt(looked, faces));
    },
  };
  try {
    while (losses.length < steps) {
      const at = losses.length;
      // Whoever wants to end this, or asks for something else, is heard here.
      await new Promise(setImmediate);
      await context.stride.rest(context.signal);
      context.signal.throwIfAborted();
      if (open === null) {
        const opened = await openSteps(watched, phase, state);
        if (!opened.ok) {
          if (shrink(opened.failure, state)) continue;
          return opened;
        }
        open = opened.value;
      }
      const rates = Array.from({ length: Math.min(open.most, steps - at) }, (_, i) =>
        warmupCosine(at + i, { ...recipe, total: steps }),
      );
      const done = await open.take(at, rates);
      if (!done.ok) {
        if (!shrink(done.failure, state)) return done;
        await open.close();
        open = null;
        continue;
      }
      const by = at + rates.length;
      if (done.value === null) return await stop(by, 'the loss is no longer a number');
      losses.push(...done.value);
      if (isDiverging(losses, context.subject.people)) {
        const [loss] = losses.splice(at).slice(-1);
        return await stop(by, `the loss rose to ${loss.toPrecision(3)}`);
      }
      const last = losses.length === steps;
      const passed = (every: number) => Math.floor(losses.length / every) > Math.floor(at / every);
      trackBest(state, [...state.optimiser.moments.keys()]);
      if (last || passed(measureEvery)) {
        const measured = await score.measure();
        if (!measured.ok) return measured;
        heldOut = measured.value;
      }
      if (last || passed(context.saveEvery)) context.save(state);
      const stepsPerSecond = (losses.length - first) / ((performance.now() - started) / 1000);
      context.onEvent({
        phase: phase.name,
        step: losses.length,
        steps,
        loss: losses[losses.length - 1],
        learningRate: rates[rates.length - 1],
        heldOut,
        stepsPerSecond,
        secondsLeft: (steps - losses.length) / stepsPerSecond,
      });
    }
    if (heldOut === null) {
      const measured = await score.measure();
      if (!measured.ok) return measured;
      heldOut = measured.value;
    }
    return success({ heldOut, stopped: null });
  } finally {
    await open?.close();
    await score.close();
  }
}

/** Halves the batch where memory is the trouble; false where nothing is left to halve. */
function shrink({ kind }: Failure, state: TrainingState): boolean {
  if (kind !== 'out-of-memory' || state.rows <= 1) return false;
  state.rows = Math.ceil(state.rows / 2);
  return true;
}

/** Puts the best weights back; fails where none were better than those before training. */
async function stopEarly(
  { name }: Phase,
  state: TrainingState,
  score: Score,
  by: number,
  why: string,
): Promise<Result<PhaseEnd>> {
  const { best } = state;
  const what = `The ${name} training diverged by step ${by}: ${why}.`;
  const advice = 'Try a lower rate (--rate), fewer steps, or another method.';
  const [before] = state.losses[state.phase];
  if (best === null || best.loss >= before)
    return failed('training-diverged', `${what} It had not become better before: nothing was made.`, advice);
  for (const [parameter, weight] of best.weights) state.weights.set(parameter, weight);
  const heldOut = await score.measure();
  if (!heldOut.ok) return heldOut;
  const message = `${what} The best weights until then, those after step ${best.step}, are kept.`;
  return success({ heldOut: heldOut.value, stopped: { kind: 'training-diverged', message, advice } });
}
