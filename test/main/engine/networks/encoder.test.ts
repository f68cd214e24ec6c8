import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openEncoder } from '../../../../main/engine/networks/encoder.ts';
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import { Sessions } from '../../../../main/engine/networks/sessions.ts';
import { preprocess } from '../../../models/clip/support/preprocess.ts';
import { seededWeights } from '../../../../models/clip/seededWeights.ts';
import { buildImageTower } from '../../../../models/clip/towers/towers.ts';
import * as g from '../../../../models/graph/index.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';
import { encoderInput, makeClip, manifestOf, tinyVit } from '../support/models.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-encoder-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const sessions = new Sessions();

const noise = (size: number, seed: number): RgbImage => ({
  data: Uint8Array.from(
    { length: size * size * 3 },
    (_, i) => 127 + 120 * Math.sin(seed + i * (1 + seed / 7)),
  ),
  width: size,
  height: size,
});

const mirrored = ({ data, width, height }: RgbImage): RgbImage => ({
  data: data.map((_, i) => {
    const [channel, pixel] = [i % 3, Math.floor(i / 3)];
    return data[(pixel - (pixel % width) + width - 1 - (pixel % width)) * 3 + channel];
  }),
  width,
  height,
});

const unit = (row: readonly number[]) => row.map((value) => value / Math.hypot(...row));

const rowsOf = (all: Float32Array, dimensions: number) =>
  Array.from({ length: all.length / dimensions }, (_, i) => [
    ...all.subarray(i * dimensions, (i + 1) * dimensions),
  ]);

const open = async (...args: Parameters<typeof openEncoder>) => {
  const encoder = await openEncoder(...args);
  if (!encoder.ok) throw new Error(encoder.failure.message);
  return encoder.value;
};

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(Math.max(...actual.map((value, i) => Math.abs(value - expected[i])))).toBeLessThan(tolerance);
}

/** Features of OpenAI's preprocessing and the bare tower, computed the long way. */
async function reference(image: RgbImage): Promise<number[]> {
  const weights = seededWeights(tinyVit, 7);
  const { resolution } = tinyVit.image;
  const images = g.input('x', 'float32', ['N', 3, resolution, resolution]);
  const outputs = { y: buildImageTower(tinyVit, images) };
  const model = g.encodeModel({ outputs, parameters: (name) => weights.get(name)?.data ?? 'input' });
  const session = await InferenceSession.create(model);
  const x = new Tensor('float32', preprocess(image, resolution), [1, 3, resolution, resolution]);
  return [...((await session.run({ x })).y.data as Float32Array)];
}

describe('CLIP', () => {
  const images = [noise(16, 1), noise(16, 2), noise(16, 3)];

  test('from pixels to unit vectors in one graph, as the bare tower has it', async () => {
    const model = makeClip(join(root, 'plain'), tinyVit);
    const encoder = await open(sessions, model);
    expect(encoder.info).toMatchObject({ id: 'tiny', dimensions: 8 });
    expect(encoder.info.digest).toMatch(/^[0-9a-f]{64}$/);
    const other = await open(sessions, { ...model, digest: 'another' });
    expect(other.info.digest).not.toBe(encoder.info.digest);
    const rows = rowsOf(await encoder.run(images), 8);
    for (const [i, row] of rows.entries()) expectClose(row, unit(await reference(images[i])), 1e-5);
  });

  test('averages an image and its mirror image where the manifest says so', async () => {
    const encoder = await open(sessions, makeClip(join(root, 'mirror'), tinyVit, { mirror: true }));
    const rows = rowsOf(await encoder.run(images), 8);
    for (const [i, row] of rows.entries()) {
      const [here, there] = [await reference(images[i]), await reference(mirrored(images[i]))];
      expectClose(row, unit(here.map((value, at) => value + there[at])), 1e-5);
    }
  });

  test('16-bit weights are converted', async () => {
    const encoder = await open(sessions, makeClip(join(root, 'f16'), tinyVit, { dtype: 'F16' }));
    const [row] = rowsOf(await encoder.run(images.slice(0, 1)), 8);
    expectClose(row, unit(await reference(images[0])), 5e-3);
  });

  test('says what is wrong with the weights', async () => {
    const cut = makeClip(join(root, 'cut'), tinyVit);
    truncateSync(join(cut.folder, 'weights.safetensors'), 5000);
    const missing = { ...cut, folder: join(root, 'nowhere') };
    const other = makeClip(join(root, 'other'), tinyVit);
    const wrongSize = { ...other, manifest: { ...other.manifest, input: encoderInput(224) } };
    const messages = [];
    for (const model of [cut, missing, wrongSize]) {
      const result = await openEncoder(sessions, model);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'model-unusable' } });
      if (!result.ok) {
        expect(result.failure.path).toContain(model.folder);
        messages.push(result.failure.message);
      }
    }
    expect(messages[0]).toMatch(/safetensors/);
    expect(messages[1]).toMatch(/does not exist/);
    expect(messages[2]).toMatch(/takes pictures of 16 pixels, but its model.json says 224/);
  });
});

describe('ONNX', () => {
  /** A network that anyone can check: the mean of each channel over the left half of the picture. */
  const makeOnnx = (name: string, batch: number | string, layout: 'NCHW' | 'NHWC' = 'NCHW') => {
    const folder = join(root, name);
    mkdirSync(folder);
    const x = g.input('picture', 'float32', layout === 'NCHW' ? [batch, 3, 16, 16] : [batch, 16, 16, 3]);
    const planes = layout === 'NCHW' ? x : g.transpose(x, [0, 3, 1, 2]);
    const features = g.reduceMean(g.slice(planes, { axis: 3, start: 0, end: 8 }), [2, 3], false);
    writeFileSync(join(folder, 'net.onnx'), g.encodeModel({ outputs: { vector: features } }));
    return folder;
  };
  const means = ({ data }: RgbImage) =>
    [0, 1, 2].map((channel) => {
      const values = [...data].filter((_, i) => i % 3 === channel && Math.floor(i / 3) % 16 < 8);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
  const input = { ...encoderInput(16), mean: [100, 110, 120], std: [50, 60, 70], channels: 'BGR' } as const;
  const expected = (image: RgbImage) => {
    const [r, g, b] = means(image);
    return [(b - 100) / 50, (g - 110) / 60, (r - 120) / 70];
  };
  const architecture = { type: 'onnx', network: 'net.onnx' } as const;
  const images = [noise(16, 4), noise(16, 5), noise(16, 6)];

  test.each([
    ['any batch', 'N', 'NCHW', false],
    ['a batch of one', 1, 'NCHW', false],
    ['a batch of two, the last one half empty', 2, 'NCHW', true],
    ['channels last', 'N', 'NHWC', true],
  ] as const)('%s', async (name, batch, layout, mirror) => {
    const folder = makeOnnx(name, batch, layout);
    const manifest = manifestOf('onnx', architecture, { ...input, layout }, mirror);
    const encoder = await open(sessions, { manifest, folder, digest: name });
    expect(encoder.info.dimensions).toBe(3);
    const rows = rowsOf(await encoder.run(images), 3);
    for (const [i, row] of rows.entries()) {
      const there = mirror ? expected(mirrored(images[i])) : [0, 0, 0];
      expectClose(row, unit(expected(images[i]).map((value, at) => value + there[at])), 1e-5);
    }
  });

  test('says what is wrong with the network', async () => {
    const say = async (folder: string, size: number) => {
      const manifest = manifestOf('odd', architecture, encoderInput(size));
      const result = await openEncoder(sessions, { manifest, folder, digest: folder });
      return result.ok ? 'opened' : `${result.failure.kind}: ${result.failure.message}`;
    };
    const folder = makeOnnx('fine', 'N');
    expect(await say(folder, 16)).toBe('opened');
    expect(await say(folder, 112)).toMatch(/model-unusable: .*\[N, 3, 16, 16\], not \[N, 3, 112, 112\]/);
    writeFileSync(join(folder, 'net.onnx'), 'not protobuf at all');
    expect(await say(folder, 16)).toMatch(/model-unusable: The ONNX file cannot be read/);
    expect(await say(join(root, 'nowhere'), 16)).toMatch(/model-unusable: /);
  });
});
