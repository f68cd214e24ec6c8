// The recipe of the built-in models: makes models/starter/ from three packages of the registry, with no download.
// Run as `node out/main/starter.build.js` after bundling; an argument names another folder to make them in.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dlibResNetWeights } from './clip/towers/dlibResNet.ts';
import { presets } from './clip/presets.ts';
import { encodeSafetensors } from './tensors/safetensors.ts';
import { seededWeights } from './clip/seededWeights.ts';
import { blazefaceNet, blazefaceWeights } from './face/detection/nets/blazefaceNet.ts';
import { LANDMARK_NAMES } from './face/detection/nets/landmarkNames.ts';
import { landmarkNet, landmarkWeights } from './face/detection/nets/landmarkNet.ts';
import { duo, DUO_NAMES } from './face/encoders/duo.ts';
import { mobileNetWeights } from './face/encoders/mobileNet.ts';
import { readProjection } from './face/encoders/projection.ts';
import { encoderInputs } from './face/templates.ts';
import { encodeModel, parseNodes } from './graph/index.ts';
import type { DetectorManifest, EncoderManifest, ModelFile } from './manifest.ts';
import {
  blazeface,
  faceApi,
  human,
  ingredient,
  packageFile,
  readFaceApi,
  readFaceres,
  sha256,
} from './ingredients.build.ts';
import projection from './face/encoders/faceresProjection.json' with { type: 'json' };

/** The text tower's weights are nobody's work: any seed does, as long as it stays. */
const textSeed = 1;

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

/** dlib's and human's face networks as one, behind human's the projection that `test/acceptance/fitProjection.ts` has fitted. */
function bothNetworks(): Uint8Array {
  const weights = new Map([
    ...dlibResNetWeights(readFaceApi('face_recognition_model')),
    ...mobileNetWeights(readFaceres()),
    ...readProjection(Buffer.from(projection.file, 'base64')),
  ]);
  return encodeModel({
    outputs: { [DUO_NAMES.output]: duo(projection.dimensions) },
    parameters: (name) => dataOf(weights, name, 'duo'),
  });
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

function starter(): readonly [EncoderManifest, Files] {
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

function usual(): readonly [EncoderManifest, Files] {
  const files = {
    'network.onnx': bothNetworks(),
    'LICENSE.face-api': packageFile(faceApi.name, 'LICENSE'),
    'LICENSE.human': packageFile(human.name, 'LICENSE'),
  };
  const manifest: EncoderManifest = {
    id: 'duo',
    kind: 'encoder',
    title: "dlib's ResNet and VGGFace2's MobileNet as one",
    licence: 'MIT',
    source: `npm ${faceApi.name}@${faceApi.version} and ${human.name}@${human.version} (changed: laid out anew as one, projected)`,
    files: describe(files),
    architecture: { type: 'onnx', network: 'network.onnx' },
    input: encoderInputs.duo,
    // Of its MobileNet the mirror image moved no rate by a point, and it would take as long again.
    mirror: false,
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

/** A model that an earlier recipe made would be listed, and packed, for ever. With a dot in its name it is one that is being made. */
function removeOthers(root: string, kept: readonly string[]): void {
  for (const id of readdirSync(root))
    if (!kept.includes(id) && !id.includes('.') && existsSync(join(root, id, 'model.json')))
      rmSync(join(root, id), { recursive: true, force: true });
}

/** The folder of package.json, above the source and above the bundle alike. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

const root = process.argv[2] ?? join(packageRoot(), 'models', 'starter');
const made = [detector(), starter(), usual()];
for (const model of made) place(root, model);
removeOthers(
  root,
  made.map(([{ id }]) => id),
);
