// An encoder's tower as ONNX Runtime alone would run it: what the engine is compared with.
import { join } from 'node:path';
import type { CropToEmbed } from '../../../main/engine/engine.ts';
import { InferenceSession, Tensor } from '../../../main/engine/onnxRuntime.ts';
import type { InstalledEncoder } from '../../../main/engine/protocol.ts';
import { fillFromFile, openSafetensors } from '../../../main/engine/networks/safetensorsFile.ts';
import { readImage } from '../../../main/images/decode.ts';
import { buildImageTower } from '../../../models/clip/towers/towers.ts';
import { openClip } from '../../../models/clip/weights.ts';
import { cutInput } from '../../../models/face/align.ts';
import { mirror } from '../../../models/image/mirror.ts';
import { writeTensor } from '../../../models/image/tensor.ts';
import { encodeModel, input } from '../../../models/graph/index.ts';
import { valueOf } from './parts.ts';

export interface BareSession {
  /** Reads and cuts the crops, with their mirror images where the encoder wants them, one after another. */
  readonly read: (crops: readonly CropToEmbed[]) => Promise<Tensor>;
  /** Threads that wait by spinning: faster on an idle machine, far slower on a busy one. */
  readonly spinning: (images: Tensor) => Promise<unknown>;
  readonly waiting: (images: Tensor) => Promise<unknown>;
}

export async function openBare({ manifest, folder }: InstalledEncoder): Promise<BareSession> {
  const { architecture, input: facts } = manifest;
  if (architecture.type === 'onnx' || architecture.type === 'fused')
    throw new Error('a bare tower is built from weights');
  const path = join(folder, architecture.weights);
  const file = valueOf(openSafetensors(path));
  const { config, weights } = valueOf(openClip(file.dict, 'quick-gelu'));
  const { size } = facts;
  const outputs = { features: buildImageTower(config, input('images', 'float32', ['N', 3, size, size])) };
  const model = encodeModel({ outputs, parameters: fillFromFile(path, weights) });
  file.close();
  const open = async (allow_spinning: '0' | '1') => {
    const place = { model_external_initializers_file_folder_path: folder };
    const extra = { session: { ...place, intra_op: { allow_spinning } } };
    const session = await InferenceSession.create(model, { extra });
    return (images: Tensor) => session.run({ images });
  };
  return {
    spinning: await open('1'),
    waiting: await open('0'),
    async read(crops) {
      const one = 3 * size * size;
      const rows = crops.length * (manifest.mirror ? 2 : 1);
      const data = new Float32Array(rows * one);
      for (const [i, { path: crop, landmarks }] of crops.entries()) {
        const image = cutInput(valueOf(await readImage(crop)), landmarks, facts);
        writeTensor(image, facts, data, i * one);
        if (manifest.mirror) writeTensor(mirror(image), facts, data, (crops.length + i) * one);
      }
      return new Tensor('float32', data, [rows, 3, size, size]);
    },
  };
}
