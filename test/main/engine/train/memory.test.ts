import { Pace } from '../../../../main/work/pace.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { OpenModels } from '../../../../main/engine/networks/openModels.ts';
import { PhotoLine } from '../../../../main/engine/photos/pipeline.ts';
import { runningFailure } from '../../../../main/engine/networks/sessions.ts';
import { drawBatch } from '../../../../main/engine/train/batch.ts';
import { isDiverging, trackBest } from '../../../../main/engine/train/divergence.ts';
import { viewsTogether } from '../../../../main/engine/train/features.ts';
import { fitRows } from '../../../../main/engine/train/memory.ts';
import type { Phase } from '../../../../main/engine/train/phases.ts';
import type { TrainingState } from '../../../../main/engine/train/state.ts';
import { train } from '../../../../main/engine/train/train.ts';
import { failed } from '../../../../models/failure.ts';
import { input, mul, reduceMean } from '../../../../models/graph/index.ts';
import { noisyFaces, requestFor, tinyModel } from '../support/trainings.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-training-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

test('where memory runs out, the batch is halved and the training goes on', async () => {
  const models = new OpenModels();
  const sessions = models.on('cpu');
  const open = sessions.open.bind(sessions);
  let refusals = 2;
  // The one fault that cannot be had without harming the machine: a training graph that does not fit.
  sessions.open = (name, network, options) =>
    options?.enableMemPattern === false && refusals-- > 0
      ? Promise.resolve(failed('out-of-memory', 'There is not enough memory.', 'Wait.'))
      : open(name, network, options);
  const photos = new PhotoLine(resolve(import.meta.dirname, '../../../../out/main/photoWorker.js'));
  const faces = await noisyFaces(join(root, 'faces'), 3, 5);
  const request = requestFor(join(root, 'training'), faces, { method: 'text', steps: 6 });
  const call = {
    signal: new AbortController().signal,
    stride: new Pace().stride(),
    onEvent: () => undefined,
  };
  const result = await train({ models, photos }, tinyModel(join(root, 'model')), request, call);
  expect(result).toMatchObject({ ok: true, value: { rows: 3, stopped: null } });
  refusals = 9;
  const never = await train({ models, photos }, tinyModel(join(root, 'model')), request, call);
  expect(never).toMatchObject({ ok: false, failure: { kind: 'out-of-memory' } });
});

test.for([
  'std::bad_alloc',
  'Failed to allocate memory for requested buffer of size 411041792',
  'CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED ; GPU=0',
  'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0',
  'Array buffer allocation failed',
])('%s: memory ran out', (text) => {
  expect(runningFailure(new Error(text), 'tiny')).toMatchObject({ failure: { kind: 'out-of-memory' } });
});

test('what else a network throws is a bug', () => {
  expect(runningFailure(new Error('Got invalid dimensions for input: images'), 'tiny')).toBeNull();
});

test('rows are as many as memory has room for', () => {
  const build = (side: number) => (rows: number) => {
    const x = input('x', 'float32', [rows, side, side]);
    return { loss: reduceMean(mul(x, 2), [0, 1, 2], false), trainable: [] };
  };
  expect(fitRows({ rows: 16, build: build(8) }, 'cpu')).toBe(16);
  expect(fitRows({ rows: 16, build: build(200_000) }, 'cpu')).toBe(1);
  // What the computer has says nothing of its graphics card.
  expect(fitRows({ rows: 16, build: build(200_000) }, 'cuda')).toBe(16);
});

test('the views of a face are looked at together where nearly all are asked for and all can be kept', () => {
  const phase = { recipe: { steps: 16 }, rows: 10, views: 8, face: [1024] } as unknown as Phase;
  expect(viewsTogether(phase, 10)).toBe(8);
  expect(viewsTogether(phase, 11)).toBe(1);
  expect(viewsTogether({ ...phase, face: [256, 56, 56] }, 10)).toBe(8);
  expect(viewsTogether({ ...phase, rows: 1000, face: [256, 56, 56] }, 1000)).toBe(1);
});

test('a batch follows from seed and step; every face comes once in a pass, and padding fills the last batch', () => {
  const people = Array.from({ length: 10 }, (_, at) => at % 5);
  const plan = { people, count: 5, rows: 4, views: 3, seed: 1 };
  expect(drawBatch(plan, 7)).toEqual(drawBatch(plan, 7));
  const pass = [0, 1, 2].flatMap((step) => drawBatch(plan, step).rows);
  expect(pass.filter((row) => row === null)).toHaveLength(2);
  expect(new Set(pass.flatMap((row) => (row === null ? [] : [row.face])))).toHaveProperty('size', 10);
  const crowd = { ...plan, people: Array.from({ length: 500 }, (_, at) => at), count: 500 };
  const { classes, labels, rows } = drawBatch(crowd, 3);
  expect(new Set(classes).size).toBe(64);
  rows.forEach((row, at) => expect(classes[labels[at]]).toBe(row?.face));
});

test('a rising loss is diverging, a noisy one is not; the best weights are copied', () => {
  const noisy = Array.from({ length: 60 }, (_, at) => 2 + Math.sin(at * 7));
  expect(isDiverging(noisy, 10)).toBe(false);
  expect(isDiverging([...noisy, ...Array<number>(10).fill(9)], 10)).toBe(true);
  const weights = new Map([['w', Float32Array.of(1)]]);
  const optimiser = { step: 0, moments: new Map() };
  const state: TrainingState = {
    phase: 0,
    rows: 1,
    losses: [Array<number>(10).fill(1)],
    weights,
    optimiser,
    best: null,
  };
  trackBest(state, ['w']);
  weights.get('w')?.fill(5);
  state.losses[0].push(...Array<number>(10).fill(2));
  trackBest(state, ['w']);
  expect(state.best).toMatchObject({ step: 10, loss: 1 });
  expect(state.best?.weights.get('w')).toEqual(Float32Array.of(1));
});
