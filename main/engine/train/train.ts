// A whole training: weights, prompts, frozen features, the method's phases, and the file of what changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { averageWeights } from '../../../models/clip/finetune/wise.ts';
import { promptFor } from '../../../models/clip/prompt.ts';
import { encodeSafetensors } from '../../../models/tensors/safetensors.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import type { Device, PhaseHistory, TrainRequest, TrainResult } from '../engine.ts';
import type { InstalledEncoder } from '../protocol.ts';
import { openWeights, type OpenWeights } from '../networks/weights.ts';
import { sumFaces } from './anchors.ts';
import { Features, viewsTogether } from './features.ts';
import { fitRows, featureBudget } from './memory.ts';
import { currentWeights } from './parameters.ts';
import { runPhase, type PhaseEnd } from './phaseRun.ts';
import { planPhases, type Phase, type Subject } from './phases.ts';
import { loadState, saveState, writeWhole, type TrainingState } from './state.ts';
import { embedPrompts, promptTokens } from './tokens.ts';
import { type TrainTools, type Call, lookingAt } from './call.ts';
import type { PhaseContext } from './context.ts';
import { changesMetadata } from '../networks/tuned.ts';
import type { Sessions } from '../networks/sessions.ts';
import { trainingDevice } from '../devices/trainingDevice.ts';

const STATE = 'state.safetensors';
/** The name of the result in the request's folder. */
const WEIGHTS = 'encoder.safetensors';
const SAVE_EVERY = 25;

/** Rejects with the signal's reason. */
export async function train(
  tools: TrainTools,
  model: InstalledEncoder,
  request: TrainRequest,
  call: Call,
): Promise<Result<TrainResult>> {
  const { architecture, id } = model.manifest;
  if (architecture.type === 'onnx' || architecture.type === 'fused') {
    const what = `${id} has no named parameters; only the head can be trained on it.`;
    return failed(
      'bad-arguments',
      what,
      'Train the head (facet finetune --method head), or another model: --encoder starter',
    );
  }
  if (model.tuned !== undefined) {
    return failed(
      'bad-arguments',
      `${id} was finetuned before.`,
      'Start from the model that it was made of.',
    );
  }
  const weights = openWeights(model.folder, architecture);
  if (!weights.ok) return weights;
  try {
    return await trainFrom(tools, model, weights.value, request, call);
  } finally {
    weights.value.close();
  }
}

async function trainFrom(
  tools: TrainTools,
  model: InstalledEncoder,
  weights: OpenWeights,
  request: TrainRequest,
  call: Call,
): Promise<Result<TrainResult>> {
  const { folder, faces, heldOut, seed, resume = false, saveEvery = SAVE_EVERY } = request;
  const device = trainingDevice(model);
  const sessions = tools.models.on(device.kind);
  const subject = await study(tools, sessions, model, weights, request, call);
  if (!subject.ok) return subject;
  const phases = planPhases(request, subject.value);
  if (!phases.ok) return phases;

  const statePath = join(folder, STATE);
  const fingerprint = fingerprintOf(model, request);
  const state = resume
    ? loadState(statePath, fingerprint)
    : success(begin(folder, phases.value[0], device.kind));
  if (!state.ok) return state;

  let end: PhaseEnd = { heldOut: null, stopped: null };
  for (; state.value.phase < phases.value.length; advance(state.value, phases.value, device.kind)) {
    const phase = phases.value[state.value.phase];
    const options = { name: model.manifest.id, folder: model.folder, input: model.manifest.input, weights };
    const budget = featureBudget();
    const features = await Features.open(sessions, tools.photos, {
      ...options,
      cut: phase.cut,
      seed,
      together: viewsTogether(phase, faces.length),
      budget,
    });
    if (!features.ok) return features;
    const context: PhaseContext = {
      sessions,
      ...options,
      subject: subject.value,
      features: features.value,
      faces,
      heldOut,
      seed,
      saveEvery,
      save: (current) => {
        saveState(statePath, fingerprint, current);
      },
      ...call,
    };
    try {
      const done = await runPhase(context, phase, state.value);
      if (!done.ok) return done;
      end = done.value;
    } finally {
      await features.value.close();
    }
    if (end.stopped !== null || state.value.phase === phases.value.length - 1) break;
  }
  const [left] = phases.value.slice(state.value.phase + 1);
  const path = join(folder, WEIGHTS);
  writeChanges(path, model, weights, state.value, request);
  const history: PhaseHistory[] = state.value.losses.map((losses, at) => ({
    phase: phases.value[at].name,
    recipe: phases.value[at].recipe,
    losses,
  }));
  const current = currentWeights(weights, state.value);
  const texts =
    request.method === 'projector'
      ? success(null)
      : await embedPrompts(sessions, model, current, subject.value);
  if (!texts.ok) return texts;
  return success({
    weights: path,
    texts: texts.value,
    history,
    heldOut: end.heldOut,
    rows: state.value.rows,
    device,
    stopped: end.stopped && left ? withRest(end.stopped, left) : end.stopped,
  });
}

const withRest = (stopped: Failure, { name }: Phase): Failure => ({
  ...stopped,
  message: `${stopped.message} The ${name} training was not begun.`,
});

/** Prompts, and what a projection is drawn to. */
async function study(
  tools: TrainTools,
  sessions: Sessions,
  model: InstalledEncoder,
  weights: OpenWeights,
  request: TrainRequest,
  call: Call,
): Promise<Result<Subject>> {
  const { method, anchor = 'means', people, prompts: texts, faces } = request;
  call.onEvent(lookingAt(0, faces.length));
  const { config } = weights;
  const byFaces = method === 'projector' && anchor === 'means';
  const prompts = byFaces
    ? success({ ids: new BigInt64Array(), length: 0 })
    : promptTokens(model, config, texts ?? people.map(promptFor));
  if (!prompts.ok) return prompts;
  const { ids: tokens, length } = prompts.value;
  const subject = { config, tokens, length, people: people.length, faces: faces.length };
  const anchors =
    method !== 'projector'
      ? success(new Float32Array())
      : byFaces
        ? await sumFaces(tools, model, config, request, call)
        : await embedPrompts(sessions, model, weights.fill, subject);
  if (!anchors.ok) return anchors;
  return success({ ...subject, anchors: anchors.value, read: (name) => weights.weights.read(name) });
}

/** Everything that decides the outcome. Faces go by their file names, which are their content's hashes. */
function fingerprintOf(model: InstalledEncoder, request: TrainRequest): string {
  const { method, from, anchor, people, prompts, faces, heldOut, seed, steps, rate, wise } = request;
  const named = (list: TrainRequest['faces']) => list.map(({ path, person }) => [basename(path), person]);
  const facts = [
    model.digest,
    method,
    from,
    anchor,
    people,
    prompts,
    named(faces),
    named(heldOut),
    seed,
    steps,
    rate,
    wise,
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

function begin(folder: string, phase: Phase, device: Device['kind']): TrainingState {
  mkdirSync(folder, { recursive: true });
  // A training that was killed may have left half a file.
  for (const name of readdirSync(folder)) {
    if (name === STATE || name === WEIGHTS || name.endsWith('.tmp'))
      rmSync(join(folder, name), { force: true });
  }
  return { ...freshPhase(0, phase, device), losses: [[]], weights: new Map() };
}

const freshPhase = (number: number, phase: Phase, device: Device['kind']) => ({
  phase: number,
  rows: fitRows(phase, device),
  optimiser: { step: 0, moments: new Map() },
  best: null,
});

function advance(state: TrainingState, phases: readonly Phase[], device: Device['kind']): void {
  Object.assign(state, freshPhase(state.phase + 1, phases[state.phase + 1], device));
  state.losses.push([]);
}

/** What was trained, moved back where that was asked for. */
function writeChanges(
  path: string,
  model: InstalledEncoder,
  { config, weights }: OpenWeights,
  state: TrainingState,
  { method, wise = 1 }: TrainRequest,
): void {
  const trained = new Map([...state.weights].sort(([a], [b]) => (a < b ? -1 : 1)));
  // A text tower that nobody had trained has nothing to go back to.
  const goesBack = (name: string) =>
    config.image.type !== 'dlib-resnet' || method === 'projector' || name.startsWith('visual.');
  const tuned = new Map([...trained].filter(([name]) => wise < 1 && goesBack(name)));
  const before = new Map([...tuned.keys()].map((name) => [name, weights.read(name)]));
  const after = new Map([...trained, ...averageWeights(before, tuned, wise)]);
  const tensors = new Map(
    [...after].map(([name, data]) => [name, { shape: weights.shapes.get(name) ?? [], data }]),
  );
  writeWhole(path, encodeSafetensors(tensors, changesMetadata(model, after)));
}
