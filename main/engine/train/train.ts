// A whole training: weights, prompts, frozen features, the method's phases, and the file of what changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { averageWeights } from '../../../models/clip/finetune/wise.ts';
import { encodeSafetensors } from '../../../models/clip/safetensors.ts';
import { clipParameters } from '../../../models/clip/weights.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { PhaseHistory, TrainEvent, TrainRequest, TrainResult } from '../engine.ts';
import { embedCrops } from '../crops.ts';
import type { OpenModels } from '../openModels.ts';
import type { PhotoLine } from '../photoLine.ts';
import type { InstalledEncoder } from '../protocol.ts';
import { openWeights, type OpenWeights } from '../weights.ts';
import { Features } from './features.ts';
import { fitRows, featureBudget } from './memory.ts';
import { runPhase, type PhaseContext, type PhaseEnd } from './phaseRun.ts';
import { planPhases, type Phase, type Subject } from './phases.ts';
import { loadState, saveState, writeWhole, type TrainingState } from './state.ts';
import { embedPrompts, promptTokens } from './tokens.ts';
import { changesMetadata } from '../tuned.ts';

const STATE = 'state.safetensors';
/** The name of the result in the request's folder. */
const WEIGHTS = 'encoder.safetensors';
const SAVE_EVERY = 25;

export interface TrainTools {
  readonly models: OpenModels;
  readonly photos: PhotoLine;
}

interface Call {
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrainEvent) => void;
}

/** Rejects with the signal's reason. */
export async function train(
  tools: TrainTools,
  model: InstalledEncoder,
  request: TrainRequest,
  call: Call,
): Promise<Result<TrainResult>> {
  const { architecture, id } = model.manifest;
  if (architecture.type === 'onnx') {
    const what = `${id} is a network without names: only the head can be trained on it.`;
    return failed('bad-arguments', what, 'Train the head: facet finetune --method head');
  }
  if (model.tuned !== undefined) {
    return failed(
      'bad-arguments',
      `${id} was finetuned before.`,
      'Start from the model that it was made of.',
    );
  }
  const weights = openWeights(join(model.folder, architecture.weights));
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
  const subject = await study(tools, model, weights, request, call);
  if (!subject.ok) return subject;
  const phases = planPhases(request, subject.value);
  if (!phases.ok) return phases;

  const statePath = join(folder, STATE);
  const fingerprint = fingerprintOf(model, request);
  const state = resume ? loadState(statePath, fingerprint) : success(begin(folder, phases.value[0]));
  if (!state.ok) return state;

  const { sessions } = tools.models;
  let end: PhaseEnd = { heldOut: null, stopped: null };
  for (; state.value.phase < phases.value.length; advance(state.value, phases.value)) {
    const phase = phases.value[state.value.phase];
    const options = { name: model.manifest.id, folder: model.folder, input: model.manifest.input, weights };
    const budget = featureBudget();
    const features = await Features.open(sessions, tools.photos, {
      ...options,
      cut: phase.cut,
      seed,
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
  const path = join(folder, WEIGHTS);
  writeChanges(path, model, weights, state.value, request);
  const history: PhaseHistory[] = state.value.losses.map((losses, at) => ({
    phase: phases.value[at].name,
    recipe: phases.value[at].recipe,
    losses,
  }));
  const texts = await embedPrompts(sessions, model, weights, subject.value, state.value);
  if (!texts.ok) return texts;
  return success({
    weights: path,
    texts: texts.value,
    history,
    heldOut: end.heldOut,
    rows: state.value.rows,
    device: await sessions.device(),
    stopped: end.stopped,
  });
}

/** Prompts, and where everybody's faces lie before training. */
async function study(
  { models, photos }: TrainTools,
  model: InstalledEncoder,
  weights: OpenWeights,
  { method, people, faces }: TrainRequest,
  { signal, onEvent }: Call,
): Promise<Result<Subject>> {
  onEvent({ ...silent, phase: 'features', step: 0, steps: faces.length });
  const { config } = weights;
  const prompts =
    method === 'projector'
      ? success({ ids: new BigInt64Array(), length: 0 })
      : promptTokens(model, config, people);
  if (!prompts.ok) return prompts;
  const anchors = new Float32Array(people.length * config.dimensions);
  if (method === 'projector') {
    const encoder = await models.encoder(model);
    if (!encoder.ok) return encoder;
    const { embeddings, failures } = await embedCrops(encoder.value, photos, faces, signal);
    for (const failure of failures.values()) return { ok: false, failure };
    faces.forEach(({ person }, row) => {
      for (let at = 0; at < config.dimensions; at++)
        anchors[person * config.dimensions + at] += embeddings[row * config.dimensions + at];
    });
  }
  return success({
    config,
    tokens: prompts.value.ids,
    length: prompts.value.length,
    people: people.length,
    faces: faces.length,
    anchors,
    read: (name) => weights.weights.read(name),
  });
}

const silent = {
  loss: null,
  learningRate: null,
  heldOut: null,
  stepsPerSecond: null,
  secondsLeft: null,
} as const;

/** Everything that decides the outcome. Faces go by their file names, which are their content's hashes. */
function fingerprintOf(model: InstalledEncoder, request: TrainRequest): string {
  const { method, from, people, faces, heldOut, seed, steps, wise } = request;
  const named = (list: TrainRequest['faces']) => list.map(({ path, person }) => [basename(path), person]);
  const facts = [model.digest, method, from, people, named(faces), named(heldOut), seed, steps, wise];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

function begin(folder: string, phase: Phase): TrainingState {
  mkdirSync(folder, { recursive: true });
  // A training that was killed may have left half a file.
  for (const name of readdirSync(folder)) {
    if (name === STATE || name === WEIGHTS || name.endsWith('.tmp'))
      rmSync(join(folder, name), { force: true });
  }
  return { ...freshPhase(0, phase), losses: [[]], weights: new Map() };
}

const freshPhase = (number: number, phase: Phase) => ({
  phase: number,
  rows: fitRows(phase),
  optimiser: { step: 0, moments: new Map() },
  best: null,
});

function advance(state: TrainingState, phases: readonly Phase[]): void {
  Object.assign(state, freshPhase(state.phase + 1, phases[state.phase + 1]));
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
  const shapes = clipParameters(config);
  const tensors = new Map([...after].map(([name, data]) => [name, { shape: shapes.get(name) ?? [], data }]));
  writeWhole(path, encodeSafetensors(tensors, changesMetadata(model, after)));
}
