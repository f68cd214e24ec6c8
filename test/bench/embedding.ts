// Embedding stored crops through the engine, against bare sessions that are handed finished tensors.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { startEngine } from '../../main/engine/client.ts';
import type { CropToEmbed, Engine } from '../../main/engine/engine.ts';
import type { InstalledEncoder } from '../../main/engine/protocol.ts';
import { fillFromFile, openSafetensors } from '../../main/engine/safetensorsFile.ts';
import { readImage } from '../../main/images/decode.ts';
import { resolveModel } from '../../main/registry/models.ts';
import type { ClipConfig } from '../../models/clip/config.ts';
import { presets } from '../../models/clip/presets.ts';
import { encodeSafetensors } from '../../models/clip/safetensors.ts';
import { seededWeights } from '../../models/clip/seededWeights.ts';
import { buildImageTower } from '../../models/clip/towers.ts';
import { openClip } from '../../models/clip/weights.ts';
import { cutInput } from '../../models/face/align.ts';
import { encoderInputs } from '../../models/face/templates.ts';
import { writeTensor } from '../../models/face/tensor.ts';
import { encodeModel, input } from '../../models/graph/index.ts';
import { success } from '../../models/failure.ts';
import type { EncoderManifest } from '../../models/manifest.ts';
import { valueOf } from './import.ts';
import { interleaved, tellRatio, type Report } from './interleaved.ts';
import { makePhotos } from './photos.ts';

const ROUNDS = 7;
/** The engine's own batch on a CPU. */
const BATCH = 8;

/** RN50's image tower with random weights; a token text tower, which nobody runs, makes the file smaller. */
const rn50: ClipConfig = {
  ...presets.RN50,
  text: { width: 64, heads: 1, layers: 1, contextLength: 8, vocabularySize: 300 },
};

function makeRN50(folder: string): InstalledEncoder {
  mkdirSync(folder, { recursive: true });
  const weights = 'weights.safetensors';
  writeFileSync(join(folder, weights), Buffer.concat([...encodeSafetensors(seededWeights(rn50, 1))]));
  const manifest: EncoderManifest = {
    ...{ id: 'rn50', kind: 'encoder', title: 'RN50', licence: 'none', source: 'random numbers', files: [] },
    architecture: { type: 'clip', weights },
    input: encoderInputs.clip,
    mirror: false,
  };
  return { manifest, folder, digest: 'random RN50' };
}

/** Crops of the faces in three photos, `count` in all. */
async function makeCrops(engine: Engine, folder: string, count: number): Promise<CropToEmbed[]> {
  const crops: CropToEmbed[] = [];
  for (const path of (await makePhotos(folder, 1)).slice(0, 3)) {
    const source = { kind: 'file', path } as const;
    const photo = valueOf(await engine.findFaces({ source, detector: 'blazeface', crops: true }));
    for (const { crop, cropLandmarks } of photo.faces) {
      const file = join(folder, `${crop?.hash}.png`);
      writeFileSync(file, crop?.png ?? '');
      crops.push({ path: file, landmarks: cropLandmarks });
    }
  }
  return Array.from({ length: count }, (_, i) => crops[i % crops.length]);
}

/** A bare session of the encoder's tower and the crops as tensors for it, `batch` images each. */
async function openBare(encoder: InstalledEncoder, crops: readonly CropToEmbed[], batch: number) {
  const { manifest, folder } = encoder;
  const { architecture, input: facts } = manifest;
  if (architecture.type === 'onnx') throw new Error('a bare tower is built from weights');
  const path = join(folder, architecture.weights);
  const file = valueOf(openSafetensors(path));
  const { config, weights } = valueOf(openClip(file.dict));
  const images = input('images', 'float32', ['N', 3, facts.size, facts.size]);
  const outputs = { features: buildImageTower(config, images) };
  const model = encodeModel({ outputs, parameters: fillFromFile(path, weights) });
  file.close();
  const session = await InferenceSession.create(model, {
    extra: { session: { model_external_initializers_file_folder_path: folder } },
  });
  const one = 3 * facts.size * facts.size;
  const tensors: Tensor[] = [];
  for (let from = 0; from < crops.length; from += batch) {
    const part = crops.slice(from, from + batch);
    const data = new Float32Array(part.length * one);
    for (const [i, crop] of part.entries()) {
      writeTensor(cutInput(valueOf(await readImage(crop.path)), crop.landmarks, facts), facts, data, i * one);
    }
    tensors.push(new Tensor('float32', data, [part.length, 3, facts.size, facts.size]));
  }
  return async () => {
    for (const tensor of tensors) await session.run({ images: tensor });
  };
}

/** Calls with one crop each, two under way: the second is read and cut while the first one is in the network. */
async function embedSingly(engine: Engine, id: string, crops: readonly CropToEmbed[]): Promise<void> {
  const lane = async (from: number) => {
    for (let i = from; i < crops.length; i += 2) valueOf(await engine.embed(id, [crops[i]]));
  };
  await Promise.all([lane(0), lane(1)]);
}

export async function benchEmbedding(report: Report, folder: string): Promise<void> {
  const random = makeRN50(join(folder, 'rn50'));
  const engine = startEngine({
    resolveModel: (id) => (id === 'rn50' ? Promise.resolve(success(random)) : resolveModel(id)),
  });
  const many = await makeCrops(engine, join(folder, 'photos'), 16 * BATCH);
  const few = many.slice(0, 3 * BATCH);
  const starter = valueOf(await resolveModel('starter')) as InstalledEncoder;

  const ofRN50 = await interleaved(ROUNDS, {
    bare: await openBare(random, few, BATCH),
    engine: () => engine.embed('rn50', few),
    bareSingly: await openBare(random, few, 1),
    engineSingly: () => embedSingly(engine, 'rn50', few),
  });
  const face = (time: number, crops: readonly unknown[]) => time / crops.length;
  tellRatio(
    report,
    `RN50 in batches of ${BATCH}, a face from its file`,
    ['engine', face(ofRN50.engine, few)],
    ['the bare session', face(ofRN50.bare, few)],
    1.1,
  );
  tellRatio(
    report,
    'RN50 one by one, a face from its file',
    ['engine', face(ofRN50.engineSingly, few)],
    ['the bare session', face(ofRN50.bareSingly, few)],
    1.05,
  );

  const ofStarter = await interleaved(ROUNDS, {
    bare: await openBare(starter, many, BATCH),
    engine: () => engine.embed('starter', many),
  });
  const mirrored = starter.manifest.mirror ? 2 : 1;
  tellRatio(
    report,
    `starter in batches of ${BATCH}, a face from its file`,
    ['engine', face(ofStarter.engine, many)],
    ['the bare session', mirrored * face(ofStarter.bare, many)],
  );
  await engine.close();
}
