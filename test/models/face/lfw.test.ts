// Labeled Faces in the Wild, view 2: are two photos of the same person? One pair in twenty of all ten folds.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildImageGraph, EMBEDDINGS, PIXELS } from '../../../main/engine/networks/imageGraph.ts';
import { InferenceSession, Tensor } from '../../../main/engine/onnxRuntime.ts';
import { parseSafetensors } from '../../../models/tensors/safetensors.ts';
import { safetensorsStateDict } from '../../../models/clip/stateDict.ts';
import { openClip } from '../../../models/clip/weights.ts';
import { alignFace, cutInput, type AlignedFace } from '../../../models/face/align.ts';
import { detectFaces } from '../../../models/face/detection/detect.ts';
import { mirror } from '../../../models/image/mirror.ts';
import { encoderInputs } from '../../../models/face/templates.ts';
import { writeTensor } from '../../../models/image/tensor.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { encodeModel } from '../../../models/graph/index.ts';
import type { EncoderManifest } from '../../../models/manifest.ts';
import { faces, needs, networks } from '../../support/shared.ts';
import { loadPhoto, makeStarter, openDetector } from './support/starter.ts';

type Embed = (face: AlignedFace) => Promise<Float32Array>;

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** The built-in encoder as the engine runs it. */
async function openStarter(folder: string): Promise<Embed> {
  const manifest = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8')) as EncoderManifest;
  const bytes = readFileSync(`${folder}/weights.safetensors`);
  const header = parseSafetensors(bytes);
  if (!header.ok) throw new Error(header.failure.message);
  const clip = openClip(
    safetensorsStateDict(header.value, (from, to) => bytes.subarray(from, to)),
    'quick-gelu',
  );
  if (!clip.ok) throw new Error(clip.failure.message);
  const { config, weights } = clip.value;
  const outputs = { [EMBEDDINGS]: buildImageGraph(config, manifest) };
  const graph = encodeModel({ outputs, parameters: (name) => weights.read(name) });
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1 });
  const { size } = manifest.input;
  return async ({ crop, landmarks }) => {
    const pixels = new Tensor('uint8', cutInput(crop, landmarks, manifest.input).data, [1, size, size, 3]);
    return (await session.run({ [PIXELS]: pixels }))[EMBEDDINGS].data as Float32Array;
  };
}

async function openArcface(path: string): Promise<Embed> {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const input = encoderInputs.arcface;
  const once = async (face: RgbImage) => {
    const data = new Float32Array(3 * input.size ** 2);
    writeTensor(face, input, data);
    const feeds = { [session.inputNames[0]]: new Tensor('float32', data, [1, 3, input.size, input.size]) };
    return unit((await session.run(feeds))[session.outputNames[0]].data as Float32Array);
  };
  return async ({ crop, landmarks }) => {
    const face = cutInput(crop, landmarks, input);
    const other = await once(mirror(face));
    return unit((await once(face)).map((value, i) => value + other[i]));
  };
}

const photo = (name: string, number: string) => `${name}/${name}_${number.padStart(4, '0')}.jpg`;

/** Lines of three words are two photos of one person, lines of four two photos of two. */
function readPairs(path: string) {
  const lines = readFileSync(path, 'utf8').split('\n').slice(1);
  return lines.flatMap((line) => {
    const [a, b, c, d] = line.trim().split(/\s+/);
    if (c === undefined) return [];
    return d === undefined
      ? [{ first: photo(a, b), second: photo(a, c), same: true }]
      : [{ first: photo(a, b), second: photo(c, d), same: false }];
  });
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

test('built-in detection and alignment verify faces with dlib and with ArcFace', async (context) => {
  const [protocol, arcface] = [`${faces}/lfw-protocol/pairs.txt`, `${networks}/arcface_w600k_mbf_int8.onnx`];
  for (const path of [protocol, arcface]) needs(context, path);
  const pairs = readPairs(protocol).filter((_, i) => i % 20 === 0);
  expect(pairs).toHaveLength(300);
  const folder = makeStarter();
  const detector = await openDetector(folder);
  const encoders = [await openStarter(`${folder}/starter`), await openArcface(arcface)];

  const embed = async (name: string): Promise<readonly Float32Array[]> => {
    const image = await loadPhoto(`${faces}/lfw/${name}`);
    const found = await detectFaces(image, detector);
    // The protocol is about the face in the middle.
    const offCentre = ({ box: [x, y, width, height] }: (typeof found)[number]) =>
      Math.hypot(x + width / 2 - image.width / 2, y + height / 2 - image.height / 2);
    const [face] = [...found].sort((a, b) => offCentre(a) - offCentre(b));
    const aligned = alignFace(image, face.landmarks);
    return [await encoders[0](aligned), await encoders[1](aligned)];
  };
  // Thresholds at which the other 5,900 pairs are told apart best.
  const thresholds = [0.9125, 0.238];
  const right = [0, 0];
  for (const { first, second, same } of pairs) {
    const [one, other] = [await embed(first), await embed(second)];
    thresholds.forEach((threshold, i) => {
      if (cosine(one[i], other[i]) >= threshold === same) right[i]++;
    });
  }
  expect(right[0]).toBeGreaterThanOrEqual(98);
  expect(right[1]).toBeGreaterThanOrEqual(99);
}, 600_000);
