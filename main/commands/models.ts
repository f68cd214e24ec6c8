// Installs a model that has proved itself: it is tried in a process of its own, before it is put in place.
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { failed, success, type Failure, type Result } from '../../models/failure.ts';
import type { AddModelRequest, ModelEntry, Progress, PullRequest } from '../../preload/contract.ts';
import { surveyOnnxFile } from '../engine/onnxFile.ts';
import type { EngineLimits } from '../engine/watchdog.ts';
import { addModel } from '../registry/add.ts';
import {
  entryOf,
  listModels,
  qualityNetwork,
  resolveModel,
  withRater,
  type ResolvedModel,
} from '../registry/models.ts';
import { pullModel, type InstallOptions } from '../registry/pull.ts';
import type { Services } from '../services.ts';
import { installedEncoder } from './encoders.ts';

interface InstallCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Every model that can be used or pulled; of the encoders on this machine, how each can be learned with. */
export async function listWithMethods(): Promise<Result<readonly ModelEntry[]>> {
  const list = await listModels();
  if (!list.ok) return list;
  return success(await Promise.all(list.value.map(withMethods)));
}

async function withMethods(entry: ModelEntry): Promise<ModelEntry> {
  if (entry.state === 'damaged' || entry.state === 'available' || entry.kind !== 'encoder') return entry;
  const encoder = await installedEncoder(entry.id);
  return encoder.ok ? { ...entry, methods: encoder.value.methods } : entry;
}

export async function pullAndProve(
  services: Services,
  request: PullRequest,
  call: InstallCall,
): Promise<Result<ModelEntry>> {
  const present = await resolveModel(request.id);
  if (present.ok) return success(await entryNow(present.value));
  return settled(services, await pullModel(request, proving(services, call)));
}

export async function addAndProve(
  services: Services,
  request: AddModelRequest,
  call: InstallCall,
): Promise<Result<ModelEntry>> {
  return settled(services, await addModel(request, proving(services, call)));
}

async function settled(services: Services, installed: Result<ResolvedModel>): Promise<Result<ModelEntry>> {
  if (!installed.ok) return installed;
  services.forgetModel(installed.value.manifest.id);
  return success(await entryNow(installed.value));
}

const entryNow = async (model: ResolvedModel): Promise<ModelEntry> =>
  withRater(entryOf(model), await qualityNetwork());

const proving = (services: Services, call: InstallCall): InstallOptions => ({
  ...call,
  prove: async (model) => {
    const { id } = model.manifest;
    call.onProgress({ phase: 'Trying out the model', done: 0, total: null, detail: id });
    const wrong = await tryOut(services, model, call.signal);
    if (wrong?.kind !== 'model-unusable') return wrong;
    return failed('model-unusable', `${id} was not installed: ${wrong.message}`, wrong.advice).failure;
  },
});

/** Null where the model may be installed. What is not its own fault is of another kind than `model-unusable`. */
async function tryOut(
  services: Services,
  model: ResolvedModel,
  signal: AbortSignal,
): Promise<Failure | null> {
  let bytes = 0;
  for (const { name } of model.manifest.files) {
    const path = join(model.folder, name);
    bytes += (await stat(path)).size;
    if (extname(name).toLowerCase() !== '.onnx') continue;
    const surveyed = surveyOnnxFile(path);
    if (!surveyed.ok) return surveyed.failure;
  }
  const engine = services.trialEngine();
  try {
    // Starting takes its time on a busy machine, and is not the model's fault.
    const started = await engine.device();
    if (!started.ok) return started.failure;
    const limits = trialLimits(bytes);
    const late = AbortSignal.timeout(TRIAL_RUNS * limits.silence);
    const tried = await engine.tryModel(model, limits, AbortSignal.any([signal, late]));
    if (tried.ok) return null;
    const { kind, message } = tried.failure;
    const exhausted = kind === 'engine-died' || kind === 'out-of-memory';
    if (!exhausted && !(kind === 'cancelled' && !signal.aborted)) return tried.failure;
    return failed(
      'model-unusable',
      exhausted ? message : 'It takes too long.',
      'A face network is done in a second: check that the file is whole and the preset is the right one.',
    ).failure;
  } finally {
    await engine.close();
  }
}

/** All runs of a trial together may take so many times as long as the longest one. */
const TRIAL_RUNS = 8;

/**
 * Small networks are done in milliseconds and large ones hold their weights a few times over: what takes hundreds of
 * times that is not a network for faces.
 */
const trialLimits = (bytes: number): EngineLimits => ({
  silence: Math.ceil(1500 + bytes / 2e3),
  memory: 1.1e9 + 5 * bytes,
});
