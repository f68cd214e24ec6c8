// Runs one phase: feed a batch and the trained parameters, get gradients, update in place, say how it goes.
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import {
  encodeStep,
  gradientOf,
  INPUTS,
  LOSS,
  type TrainingStep,
} from '../../../models/clip/finetune/step.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import { clipScale, globalNorm, initAdamW, updateAdamW, warmupCosine } from '../../../models/graph/index.ts';
import type { TrainEvent, TrainingFace } from '../engine.ts';
import { runningFailure, type Sessions } from '../sessions.ts';
import type { OpenWeights } from '../weights.ts';
import { classesOf, drawBatch, type BatchPlan } from './batch.ts';
import type { Features } from './features.ts';
import { isDiverging, trackBest } from './divergence.ts';
import type { Phase, Subject } from './phases.ts';
import { currentWeights, known, parameterFeeds } from './parameters.ts';
import { openScore } from './score.ts';
import type { TrainingState } from './state.ts';

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
}

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
  const measureEvery = Math.max(1, Math.ceil(steps / MEASUREMENTS));
  let heldOut: number | null = null;
  let open: OpenStep | null = null;
  const started = performance.now();
  const first = losses.length;
  try {
    while (losses.length < steps) {
      const at = losses.length;
      // Whoever wants to end this, or asks for something else, is heard here.
      await new Promise(setImmediate);
      context.signal.throwIfAborted();
      if (open === null) {
        const opened = await openStep(context, phase, state);
        if (!opened.ok) {
          if (shrink(opened.failure, state)) continue;
          return opened;
        }
        open = opened.value;
      }
      const learningRate = warmupCosine(at, { ...recipe, total: steps });
      const done = await step(context, phase, state, open, learningRate);
      if (!done.ok) {
        if (!shrink(done.failure, state)) return done;
        await context.sessions.release(open.session);
        open = null;
        continue;
      }
      const loss = done.value;
      if (loss === null || isDiverging([...losses, loss], context.subject.people)) {
        const why = loss === null ? 'the loss is no number any more' : `the loss rose to ${loss.toFixed(2)}`;
        return fallBack(state, `The training diverged at step ${at + 1}: ${why}.`);
      }
      losses.push(loss);
      trackBest(state, open.step.trainable);
      const last = losses.length === steps;
      if (last || losses.length % measureEvery === 0) {
        const measured = await score.measure();
        if (!measured.ok) return measured;
        heldOut = measured.value;
      }
      if (last || losses.length % context.saveEvery === 0) context.save(state);
      const stepsPerSecond = (losses.length - first) / ((performance.now() - started) / 1000);
      context.onEvent({
        phase: phase.name,
        step: losses.length,
        steps,
        loss,
        learningRate,
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
    if (open !== null) await context.sessions.release(open.session);
    await score.close();
  }
}

interface OpenStep {
  readonly session: InferenceSession;
  readonly step: TrainingStep;
  readonly plan: BatchPlan;
}

/** Halves the batch where memory is the trouble; false where nothing is left to halve. */
function shrink({ kind }: Failure, state: TrainingState): boolean {
  if (kind !== 'out-of-memory' || state.rows <= 1) return false;
  state.rows = Math.ceil(state.rows / 2);
  return true;
}

async function openStep(
  { sessions, name, folder, weights, subject, faces, seed }: PhaseContext,
  phase: Phase,
  state: TrainingState,
): Promise<Result<OpenStep>> {
  const people = faces.map(({ person }) => person);
  const plan = { people, count: subject.people, rows: state.rows, views: phase.views, seed };
  const step = phase.build(state.rows, classesOf(plan));
  for (const parameter of step.trainable) {
    if (!state.weights.has(parameter)) state.weights.set(parameter, weights.weights.read(parameter).slice());
  }
  if (state.optimiser.moments.size === 0) {
    const trained = step.trainable.map((parameter) => [parameter, known(state, parameter)] as const);
    state.optimiser = initAdamW(new Map(trained));
  }
  const bytes = encodeStep(step, currentWeights(weights, state));
  // What suits inference does not suit this: blocked layouts would be undone around every gradient.
  const options = { graphOptimizationLevel: 'extended', enableMemPattern: false } as const;
  const session = await sessions.open(name, { bytes, folder }, options);
  return session.ok ? success({ session: session.value, step, plan }) : session;
}

/** One update; its loss, null where it is no number (then nothing was updated). */
async function step(
  { name, subject, features, faces, weights }: PhaseContext,
  phase: Phase,
  state: TrainingState,
  { session, step: { trainable }, plan }: OpenStep,
  learningRate: number,
): Promise<Result<number | null>> {
  const batch = drawBatch(plan, state.losses[state.phase].length);
  const size = phase.face.reduce((product, side) => product * side, 1);
  const images = new Float32Array(plan.rows * size);
  for (const [row, shown] of batch.rows.entries()) {
    if (shown === null) continue;
    const feature = await features.of(faces[shown.face], 'trained', shown.face, shown.view);
    if (!feature.ok) return feature;
    images.set(feature.value, row * size);
  }
  const rowWeights = Float32Array.from(batch.rows, (row) => (row === null ? 0 : 1));
  const labels = BigInt64Array.from(batch.labels, BigInt);
  const feeds: Record<string, Tensor> = {
    [INPUTS.images]: new Tensor('float32', images, [plan.rows, ...phase.face]),
    [INPUTS.labels]: new Tensor('int64', labels, [plan.rows]),
    [INPUTS.weights]: new Tensor('float32', rowWeights, [plan.rows]),
  };
  if (phase.prompts) {
    const { length, tokens } = subject;
    const shown = new BigInt64Array(batch.classes.length * length);
    batch.classes.forEach((person, at) => {
      shown.set(tokens.subarray(person * length, (person + 1) * length), at * length);
    });
    feeds[INPUTS.tokens] = new Tensor('int64', shown, [batch.classes.length, length]);
  }
  Object.assign(feeds, parameterFeeds(trainable, state, weights));

  let results: InferenceSession.OnnxValueMapType;
  try {
    results = await session.run(feeds);
  } catch (error) {
    const failure = runningFailure(error, name);
    if (failure === null) throw error;
    return failure;
  }
  const loss = (results[LOSS].data as Float32Array)[0];
  const gradients = new Map(
    trainable.map((parameter) => [parameter, results[gradientOf(parameter)].data as Float32Array]),
  );
  const norm = globalNorm(gradients.values());
  if (!Number.isFinite(loss) || !Number.isFinite(norm)) return success(null);
  const { recipe } = phase;
  const group = { ...recipe, learningRate, names: trainable };
  const scale = clipScale(norm, recipe.clipNorm);
  state.optimiser = updateAdamW(state.weights, gradients, state.optimiser, [group], scale);
  return success(loss);
}

/** Puts the best weights back. */
function fallBack(state: TrainingState, what: string): Result<PhaseEnd> {
  const { best } = state;
  const advice = 'Try again with another seed or fewer steps, or with another method.';
  if (best === null) return failed('training-diverged', what, advice);
  for (const [name, weight] of best.weights) state.weights.set(name, weight);
  const kept = `${what} The weights after step ${best.step} are kept.`;
  return success({ heldOut: null, stopped: { kind: 'training-diverged', message: kept, advice } });
}
