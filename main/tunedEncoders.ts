// Encoders that are no models of the registry but were trained in this library, by their ids.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { failed, success, type Result } from '../models/failure.ts';
import { baseOf, tune } from './engine/networks/tuned.ts';
import {
  BENCHMARK_TRAINING,
  CHECKPOINT_ENCODER,
  ENCODER_FILE,
  LATEST_TRAINING,
} from './jobs/checkpoints/encoderIds.ts';
import type { InstalledEncoder, InstalledModel } from './engine/protocol.ts';
import type { Library } from './library/library.ts';

export const isTuned = (id: string): boolean => id === LATEST_TRAINING || id.startsWith(CHECKPOINT_ENCODER);

/** @param resolve finds the models of the registry */
export async function resolveTuned(
  id: string,
  library: Library,
  resolve: (id: string) => Promise<Result<InstalledModel>>,
): Promise<Result<InstalledEncoder>> {
  const changes = changesOf(id, library);
  return changes.ok ? tunedBy(changes.value, id, resolve) : changes;
}

/** @param folder that a benchmark trains in */
export function resolveBenchmarked(
  folder: string,
  resolve: (id: string) => Promise<Result<InstalledModel>>,
): Promise<Result<InstalledEncoder>> {
  return tunedBy(join(folder, ENCODER_FILE), BENCHMARK_TRAINING, resolve);
}

async function tunedBy(
  changes: string,
  id: string,
  resolve: (id: string) => Promise<Result<InstalledModel>>,
): Promise<Result<InstalledEncoder>> {
  const base = baseOf(changes);
  if (!base.ok) return base;
  const model = await resolve(base.value);
  if (!model.ok) return model;
  const { manifest } = model.value;
  if (manifest.kind === 'encoder') return tune({ ...model.value, manifest }, changes, id);
  return failed('model-unusable', `${base.value} is no longer an encoder.`, 'Fetch it again.', changes);
}

/** The file of changed weights behind an id. */
function changesOf(id: string, library: Library): Result<string> {
  const checkpoint = library.checkpoints().find((stored) => CHECKPOINT_ENCODER + stored.id === id);
  const folder = id === LATEST_TRAINING ? library.trainingFolder : checkpoint?.folder;
  const path = folder === undefined ? undefined : join(folder, ENCODER_FILE);
  if (path !== undefined && existsSync(path)) return success(path);
  return failed(
    'model-missing',
    `The trained weights of ${id} are not there.`,
    'Run facet finetune again.',
    path,
  );
}
