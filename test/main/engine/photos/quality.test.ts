// Faces rated by a quality network: one whose answer is known stands in for the real ones, in the form of eDifFIQA's.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { startEngine } from '../../../../main/engine/client.ts';
import type { FoundFace, PhotoSource } from '../../../../main/engine/engine.ts';
import type { InstalledQuality } from '../../../../main/engine/protocol.ts';
import { resolveModel } from '../../../../main/registry/models.ts';
import { cutInput } from '../../../../models/face/align.ts';
import { CROP_SIZE, encoderInputs } from '../../../../models/face/templates.ts';
import { success } from '../../../../models/failure.ts';
import type { QualityManifest } from '../../../../models/manifest.ts';
import {
  constant,
  encodeModel,
  gemm,
  globalAveragePool,
  input,
  reshape,
} from '../../../../models/graph/index.ts';
import { brightnessNetwork, faceNetwork } from '../../../cli/support/faceNetwork.ts';
import { groupPhoto, testEngine, valueOf } from '../support/start.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-quality-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function installed(
  id: string,
  network: Uint8Array,
  range: readonly [number, number] = [0, 1],
): InstalledQuality {
  const place = join(folder, id);
  mkdirSync(place);
  writeFileSync(join(place, 'network.onnx'), network);
  const manifest: QualityManifest = {
    ...{ id, title: id, licence: 'MIT', source: 'made for a test', files: [] },
    ...{ kind: 'quality', network: 'network.onnx', input: encoderInputs.arcface, range },
  };
  return { manifest, folder: place, digest: id };
}

function engineWith(quality: InstalledQuality) {
  const engine = startEngine({ resolveModel, quality: () => Promise.resolve(success(quality)) });
  afterAll(() => engine.close());
  return engine;
}

const brightness = installed('brightness', brightnessNetwork());
const plain = testEngine();
const rating = engineWith(brightness);

/** What the stand-in answers: the mean of all numbers of the tight crop of 112 pixels. */
async function brightnessOf({ crop, cropLandmarks }: FoundFace): Promise<number> {
  const data = new Uint8Array(await sharp(crop?.png).raw().toBuffer());
  const cut = cutInput({ data, width: CROP_SIZE, height: CROP_SIZE }, cropLandmarks, encoderInputs.arcface);
  return cut.data.reduce((sum, value) => sum + value, 0) / cut.data.length / 255;
}

const scoresOf = (faces: readonly FoundFace[]) => faces.map(({ quality }) => quality.score);
const search = (source: PhotoSource) => ({ source, detector: 'blazeface', encoder: 'starter' }) as const;

test('its answer to the crop is the score; what else is known of a face stays', async () => {
  const request = { ...search({ kind: 'file', path: groupPhoto(1) }), crops: true };
  const before = valueOf(await plain.findFaces(request)).faces;
  const { faces } = valueOf(await rating.findFaces(request));
  expect(faces).toHaveLength(3);
  for (const [at, { quality, embedding, ...face }] of faces.entries()) {
    const { quality: measured, embedding: sameEmbedding, ...same } = before[at];
    expect(face).toEqual(same);
    expect(embedding).toEqual(sameEmbedding);
    expect(quality).toEqual({ ...measured, score: quality.score });
    expect(quality.score).toBeCloseTo(await brightnessOf(before[at]), 4);
    expect(Math.abs(quality.score - measured.score)).toBeGreaterThan(0.01);
  }
});

test('a frame of a camera is rated as a photo is', async () => {
  const { data, info } = await sharp(groupPhoto(4)).resize(960).raw().toBuffer({ resolveWithObject: true });
  const image = { data: new Uint8Array(data), width: info.width, height: info.height };
  const frame = search({ kind: 'pixels', image });
  const before = scoresOf(valueOf(await plain.findFaces(frame)).faces);
  const after = scoresOf(valueOf(await rating.findFaces(frame)).faces);
  expect(after.length).toBeGreaterThan(1);
  expect(after).toHaveLength(before.length);
  for (const [at, score] of after.entries()) {
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1);
    expect(Math.abs(score - before[at])).toBeGreaterThan(0.001);
  }
});

test('its range is 0 to 1 of the score, and nothing lies beyond', async () => {
  const request = search({ kind: 'file', path: groupPhoto(1) });
  const scores = scoresOf(valueOf(await rating.findFaces(request)).faces);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  expect(high - low).toBeGreaterThan(0.01);
  const narrow = engineWith(installed('narrow', brightnessNetwork(), [low + 0.001, high - 0.001]));
  const clamped = scoresOf(valueOf(await narrow.findFaces(request)).faces);
  for (const [at, score] of scores.entries()) {
    const share = (score - low - 0.001) / (high - low - 0.002);
    expect(clamped[at]).toBeCloseTo(Math.min(1, Math.max(0, share)), 3);
  }
});

test('a drawn box in which no face was found keeps the score of what is no face', async () => {
  const sky = sharp({ create: { width: 640, height: 480, channels: 3, background: '#6aa0e0' } });
  const source = { kind: 'bytes', bytes: await sky.png().toBuffer(), name: 'sky' } as const;
  const drawn = [[200, 150, 120, 120]] as const;
  const { faces } = valueOf(await rating.findFaces({ ...search(source), drawn }));
  expect(faces.map(({ quality }) => [quality.detection, quality.score])).toEqual([[0, 0]]);
});

test('networks that answer with anything but one number that tells faces apart are refused', async () => {
  const limits = { silence: 60_000, memory: 4e9 };
  expect(await plain.tryModel(brightness, limits)).toMatchObject({ ok: true });
  const images = input('input', 'float32', [1, 3, 112, 112]);
  const zeros = constant(new Float32Array(3), [3, 1]);
  const constantAnswer = encodeModel({
    outputs: { y: gemm(reshape(globalAveragePool(images), [1, 3]), zeros) },
  });
  const same = await plain.tryModel(installed('constant', constantAnswer), limits);
  expect(same).toMatchObject({ ok: false, failure: { kind: 'model-unusable' } });
  const encoder = installed('encoder', faceNetwork(128));
  const vector = await plain.tryModel(encoder, limits);
  expect(vector).toMatchObject({ ok: false, failure: { kind: 'model-unusable' } });
  expect(vector.ok ? '' : vector.failure.message).toMatch(/as a quality network: .* with 128 numbers/);
  // Nor is a photo looked at with it, as if nothing were wrong.
  const found = await engineWith(encoder).findFaces(search({ kind: 'file', path: groupPhoto(1) }));
  expect(found).toMatchObject({ ok: false, failure: { kind: 'model-unusable' } });
});
