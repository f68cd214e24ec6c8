import { join } from 'node:path';
import { expect, test } from 'vitest';
import { presets } from '../../../../models/clip/presets.ts';
import { buildImageTower } from '../../../../models/clip/towers/towers.ts';
import { openClip } from '../../../../models/clip/weights.ts';
import { input } from '../../../../models/graph/index.ts';
import { makeStarter } from '../../face/support/starter.ts';
import { floats, readStateDict, relativeError, run } from '../support/run.ts';

const folder = makeStarter();

test('the built-in model is a CLIP, and its image tower computes what face-api.js computes', async () => {
  const opened = openClip(readStateDict(join(folder, 'starter', 'weights.safetensors')), 'quick-gelu');
  if (!opened.ok) throw new Error(opened.failure.message);
  const { config, weights } = opened.value;
  expect(config).toEqual(presets.starter);

  // A pattern that every filter answers to; face-api's numbers are from its own pure JavaScript backend.
  const pixels = Uint8Array.from({ length: 150 * 150 * 3 }, (_, at) =>
    Math.floor(Math.sin(at * 0.013) * 100 + 128 + ((at * 7919) % 31)),
  );
  const means = [122.782, 117.001, 104.298];
  const image = new Float32Array(pixels.length);
  pixels.forEach((pixel, at) => {
    const channel = at % 3;
    image[channel * 22_500 + Math.floor(at / 3)] = (pixel - means[channel]) / 255;
  });
  const { y } = await run(
    {
      outputs: { y: buildImageTower(config, input('x', 'float32', ['N', 3, 150, 150])) },
      parameters: (name) => weights.read(name),
    },
    { x: floats(image, [1, 3, 150, 150]) },
  );
  expect(y.length).toBe(128);
  expect(Math.hypot(...y)).toBeCloseTo(1.2827697349123073, 4);
  expect(
    relativeError(
      y.slice(0, 8),
      [-0.043468, 0.11829, 0.049753, -0.012851, -0.033864, -0.070497, -0.066639, -0.029364],
    ),
  ).toBeLessThan(1e-4);
});
