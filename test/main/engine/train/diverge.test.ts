// Trainings that explode, by learning rates that no method would choose.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrainEvent, TrainingFace } from '../../../../main/engine/engine.ts';
import { parseSafetensors } from '../../../../models/tensors/safetensors.ts';
import { safetensorsStateDict, type StateDict } from '../../../../models/clip/stateDict.ts';
import { testEngine, valueOf } from '../support/start.ts';
import { noisyFaces, requestFor, tinyModel } from '../support/trainings.ts';

// Each of these is seconds of work; on a machine that does other things too it takes its time.
const timeout = 240_000;

const root = mkdtempSync(join(tmpdir(), 'facet-diverge-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const engine = testEngine({ tiny: tinyModel(join(root, 'model')) });
let faces: TrainingFace[] = [];
beforeAll(async () => {
  faces = await noisyFaces(join(root, 'faces'), 3, 5);
}, timeout);

function readWeights(path: string): StateDict {
  const file = new Uint8Array(readFileSync(path));
  return safetensorsStateDict(valueOf(parseSafetensors(file)), (start, end) => file.subarray(start, end));
}

test(
  'a loss that explodes late ends the training: the best weights before are the result',
  { timeout },
  async () => {
    const folder = join(root, 'late');
    const events: TrainEvent[] = [];
    // What is saved on the way has the best weights in it, too.
    const request = requestFor(folder, faces, { method: 'full', rate: 20, steps: 120, saveEvery: 10 });
    const { stopped, weights, history, heldOut } = valueOf(
      await engine.train(request, { onEvent: (event) => events.push(event) }),
    );
    const [, by, after] =
      /^The full training diverged by step (\d+): the loss is no longer a number\. .* after step (\d+), are kept\.$/.exec(
        stopped?.message ?? '',
      ) ?? [];
    expect(stopped?.kind).toBe('training-diverged');
    expect(Number(after)).toBeGreaterThanOrEqual(10);
    expect(Number(by)).toBeGreaterThan(Number(after));
    expect(events.at(-1)?.step).toBe(Number(by) - 1);
    expect(history[0].losses).toHaveLength(Number(by) - 1);
    expect(heldOut).not.toBeNull();

    const kept = readWeights(weights);
    const state = readWeights(join(folder, 'state.safetensors'));
    expect(kept.shapes.size).toBeGreaterThan(0);
    for (const name of kept.shapes.keys()) {
      expect(kept.read(name).every(Number.isFinite), name).toBe(true);
      expect(kept.read(name), name).toEqual(state.read(`best/${name}`));
    }
  },
);

test.for([
  ['before anything was worth keeping', 1000],
  ['after it had become worse than before training', 30],
] as const)('a training that explodes %s makes nothing, and says so', { timeout }, async ([, rate]) => {
  const folder = join(root, `nothing-${rate}`);
  const failed = await engine.train(requestFor(folder, faces, { method: 'text', rate, steps: 120 }));
  expect(failed).toMatchObject({
    failure: {
      kind: 'training-diverged',
      message: expect.stringContaining('nothing was made') as unknown,
      advice: expect.stringContaining('--rate') as unknown,
    },
  });
  expect(existsSync(join(folder, 'encoder.safetensors'))).toBe(false);
});
