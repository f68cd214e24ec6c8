// Installs a model and proves that the engine can run it; one that cannot be run is taken away again.
import { failed, success, type Failure, type Result } from '../models/failure.ts';
import type { RgbImage } from '../models/face/face.ts';
import type { AddModelRequest, ModelEntry, Progress, PullRequest } from '../preload/contract.ts';
import { addModel } from './registry/add.ts';
import { uninstall } from './registry/install.ts';
import { entryOf, resolveModel, type ResolvedModel } from './registry/models.ts';
import { pullModel } from './registry/pull.ts';
import type { Rooms } from './rooms.ts';

interface InstallCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export async function pullAndProve(
  rooms: Rooms,
  request: PullRequest,
  call: InstallCall,
): Promise<Result<ModelEntry>> {
  const present = await resolveModel(request.id);
  if (present.ok) return success(entryOf(present.value));
  // Its checksum was right: where the engine was stopped for another reason, the download need not be repeated.
  return prove(rooms, await pullModel(request, call), call, (wrong) => wrong.kind !== 'model-unusable');
}

export async function addAndProve(
  rooms: Rooms,
  request: AddModelRequest,
  call: InstallCall,
): Promise<Result<ModelEntry>> {
  return prove(rooms, await addModel(request, call), call, () => false);
}

async function prove(
  rooms: Rooms,
  installed: Result<ResolvedModel>,
  call: InstallCall,
  keepAfter: (wrong: Failure) => boolean,
): Promise<Result<ModelEntry>> {
  if (!installed.ok) return installed;
  const { manifest } = installed.value;
  rooms.forgetModel(manifest.id);
  call.onProgress({ phase: 'Trying out the model', done: 0, total: null, detail: manifest.id });
  const wrong = await tryOut(rooms, installed.value, call.signal);
  if (wrong === null) return success(entryOf(installed.value));
  if (keepAfter(wrong)) return { ok: false, failure: wrong };
  await uninstall(manifest.id);
  rooms.forgetModel(manifest.id);
  if (wrong.kind === 'cancelled') return { ok: false, failure: wrong };
  return failed(
    'model-unusable',
    `${manifest.id} was not installed, because it does not run: ${wrong.message}`,
    wrong.kind === 'model-unusable'
      ? wrong.advice
      : 'Check that the file is whole and that the preset is the right one.',
  );
}

/** Side of the empty photo that a detector is tried on, in pixels. */
const side = 320;

async function tryOut(
  { engine }: Rooms,
  { manifest }: ResolvedModel,
  signal: AbortSignal,
): Promise<Failure | null> {
  if (manifest.kind === 'encoder') {
    const encoder = await engine.encoder(manifest.id, signal);
    return encoder.ok ? null : encoder.failure;
  }
  const image: RgbImage = { data: new Uint8Array(side * side * 3).fill(127), width: side, height: side };
  const found = await engine.findFaces({ source: { kind: 'pixels', image }, detector: manifest.id }, signal);
  return found.ok ? null : found.failure;
}
