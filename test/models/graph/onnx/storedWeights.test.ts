import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import * as g from '../../../../models/graph/index.ts';

test('weights in a file beside the model count as if they were in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-weights-'));
  try {
    // An odd header, as safetensors files have: the weights lie at no round offset.
    const weights = Float32Array.from({ length: 4 * 3 * 9 }, (_, i) => Math.sin(i));
    writeFileSync(join(folder, 'w.bin'), Buffer.concat([Buffer.alloc(13), Buffer.from(weights.buffer)]));
    const image = g.input('image', 'float32', ['N', 3, 8, 8]);
    const convolved = g.conv(image, g.parameter('w', [4, 3, 3, 3]));
    const bytesOf = (fill: g.FillParameter) => g.encodeModel({ outputs: { y: convolved }, parameters: fill });
    const run = async (model: Uint8Array) => {
      const extra = { session: { model_external_initializers_file_folder_path: folder } };
      const session = await InferenceSession.create(model, { extra });
      const data = Float32Array.from({ length: 2 * 3 * 64 }, (_, i) => Math.cos(i));
      return (await session.run({ image: new Tensor('float32', data, [2, 3, 8, 8]) })).y.data;
    };
    const stored = { file: 'w.bin', offset: 13, byteLength: weights.byteLength };
    expect(await run(bytesOf(() => stored))).toEqual(await run(bytesOf(() => weights)));
    expect(() => bytesOf(() => ({ ...stored, byteLength: 8 }))).toThrow(/2 weights do not fill/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
