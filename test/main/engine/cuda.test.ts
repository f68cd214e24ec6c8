// Training and embedding on CUDA, held against the processor's. Skipped, with the reason, where CUDA cannot be used.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TrainingFace, TrainRequest } from '../../../main/engine/engine.ts';
import { limitsOf } from '../../../main/engine/watchdog.ts';
import { testEngine, valueOf } from './support/start.ts';
import { noisyFaces, requestFor, tinyModel } from './support/trainings.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-cuda-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const model = tinyModel(join(root, 'model'));
const gpu = testEngine({ tiny: { ...model, device: { kind: 'cuda', name: 'CUDA' } } });
const cpu = testEngine({ tiny: model });
let faces: TrainingFace[] = [];
let missing: string | null = null;
beforeAll(async () => {
  // A process of its own: it may not survive a driver that is not there.
  const trial = await testEngine().tryDevice(model, 'cuda', limitsOf('answers'));
  missing = trial.ok ? (trial.value.runs ? null : `CUDA: ${trial.value.reason}`) : trial.failure.message;
  if (missing === null) faces = await noisyFaces(join(root, 'faces'), 3, 5);
}, 60_000);
beforeEach((context) => {
  if (missing !== null) context.skip(missing);
});

let runs = 0;
const fresh = (): string => join(root, `training-${runs++}`);

test.for(['text', 'projector', 'full'] as const)('%s: the processor’s losses', async (method) => {
  const request = (): TrainRequest => requestFor(fresh(), faces, { method, steps: 47 });
  const onGpu = valueOf(await gpu.train(request()));
  const onCpu = valueOf(await cpu.train(request()));
  expect(onGpu.device.kind).toBe('cuda');
  const [found, expected] = [onGpu.history[0].losses, onCpu.history[0].losses];
  expect(found).toHaveLength(47);
  // Matrix units round more; over the steps it adds up.
  found.forEach((loss, step) => {
    expect(Math.abs(loss - expected[step]) / expected[step], `step ${step + 1}`).toBeLessThan(0.02);
  });
});

test('embeddings are the processor’s', async () => {
  const [found, expected] = [
    valueOf(await gpu.embed('tiny', faces)),
    valueOf(await cpu.embed('tiny', faces)),
  ];
  found.embeddings.forEach((value, at) => {
    expect(Math.abs(value - expected.embeddings[at])).toBeLessThan(5e-3);
  });
});

test('a cancelled training goes on where it was saved', async () => {
  const controller = new AbortController();
  const request: TrainRequest = requestFor(fresh(), faces, { method: 'full', steps: 60, saveEvery: 20 });
  const cancelled = await gpu.train(request, {
    signal: controller.signal,
    onEvent: ({ phase, step }) => {
      if (phase === 'full' && step >= 30) controller.abort();
    },
  });
  expect(cancelled).toMatchObject({ failure: { kind: 'cancelled' } });
  const steps: number[] = [];
  const resumed = valueOf(
    await gpu.train(
      { ...request, resume: true },
      { onEvent: ({ phase, step }) => phase === 'full' && steps.push(step) },
    ),
  );
  expect(steps).toEqual([60]);
  const undisturbed = valueOf(await gpu.train({ ...request, folder: fresh() }));
  // ONNX Runtime's sums on CUDA come out differently from run to run, undisturbed ones too: by the last bits.
  resumed.history[0].losses.forEach((loss, step) => {
    const expected = undisturbed.history[0].losses[step];
    expect(Math.abs(loss - expected) / expected, `step ${step + 1}`).toBeLessThan(5e-3);
  });
});
