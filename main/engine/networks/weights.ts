// A CLIP's weights as they lie on disk: the model's own file, and over it the file of what finetuning changed.
import { join } from 'node:path';
import type { Activation } from '../../../models/clip/activation.ts';
import type { ClipConfig } from '../../../models/clip/config.ts';
import type { StateDict } from '../../../models/clip/stateDict.ts';
import { openClip } from '../../../models/clip/weights.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { FillParameter } from '../../../models/graph/index.ts';
import type { Architecture } from '../../../models/manifest.ts';
import { fillFromFile, openSafetensors } from './safetensorsFile.ts';

export interface OpenWeights {
  /** The model's own file. */
  readonly path: string;
  readonly config: ClipConfig;
  /** Under OpenAI's names, as they are after finetuning. */
  readonly weights: Pick<StateDict, 'shapes' | 'read'>;
  /** For graphs whose external data lies in the folder of `path`. */
  readonly fill: FillParameter;
  /** The weights cannot be read after this. */
  close(): void;
}

/** A network whose parameters have names. */
export type WithWeights = Exclude<Architecture, { type: 'onnx' | 'fused' }>;

/** Starter's text tower is one of OpenAI's making. */
const activationOf = (architecture: WithWeights): Activation =>
  architecture.type === 'starter' ? 'quick-gelu' : architecture.activation;

/** @param tuned a safetensors file under OpenAI's names whose tensors take the place of the model's own */
export function openWeights(folder: string, architecture: WithWeights, tuned?: string): Result<OpenWeights> {
  const path = join(folder, architecture.weights);
  const file = openSafetensors(path);
  if (!file.ok) return file;
  const clip = openClip(file.value.dict, activationOf(architecture));
  if (!clip.ok) {
    file.value.close();
    return { ok: false, failure: { ...clip.failure, path } };
  }
  const { config, weights } = clip.value;
  const own = fillFromFile(path, weights);
  if (tuned === undefined)
    return success({ path, config, weights, fill: own, close: () => file.value.close() });

  const changes = openSafetensors(tuned);
  if (!changes.ok) {
    file.value.close();
    return changes;
  }
  const { dict } = changes.value;
  const read = (name: string) => (dict.shapes.has(name) ? dict.read(name) : weights.read(name));
  return success({
    path,
    config,
    weights: { shapes: weights.shapes, read },
    fill: (name, shape) => (dict.shapes.has(name) ? dict.read(name) : own(name, shape)),
    close: () => {
      file.value.close();
      changes.value.close();
    },
  });
}
