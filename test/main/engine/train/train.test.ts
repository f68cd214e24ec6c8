import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrainEvent, TrainingFace, TrainRequest } from '../../../../main/engine/engine.ts';
import { tune } from '../../../../main/engine/networks/tuned.ts';
import { parseSafetensors } from '../../../../models/tensors/safetensors.ts';
import { testEngine, valueOf } from '../support/start.ts';
import { noisyFaces, requestFor, sha256Of, tinyModel } from '../support/trainings.ts';

// Each of these is seconds of work; on a machine that does other things too it takes its time.
const timeout = 240_000;

const root = mkdtempSync(join(tmpdir(), 'facet-train-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
const model = tinyModel(join(root, 'model'));
const engine = testEngine({ tiny: model });
let faces: TrainingFace[] = [];
beforeAll(async () => {
  faces = await noisyFaces(join(root, 'faces'), 3, 5);
}, timeout);

let runs = 0;
const fresh = (): string => join(root, `training-${runs++}`);
const tensorsOf = (path: string): string[] => [
  ...valueOf(parseSafetensors(new Uint8Array(readFileSync(path)))).tensors.keys(),
];

test.for([
  ['text', undefined, /^(?!visual\.|token_embedding|logit_scale)/],
  ['projector', undefined, /^visual\.proj$/],
  ['full', 'block1', /^(visual\.(transformer\.resblocks\.1|ln_post|proj)|(?!visual\.|logit_scale))/],
  ['full', undefined, /^(?!logit_scale)/],
] as const)(
  '%s from %s: the loss falls, and only what is trained is kept',
  async ([method, from, trained]) => {
    const events: TrainEvent[] = [];
    const options = { method, ...(from && { from }), steps: 60 };
    const result = valueOf(
      await engine.train(requestFor(fresh(), faces, options), { onEvent: (event) => events.push(event) }),
    );
    const { losses } = result.history[0];
    expect(losses).toHaveLength(60);
    expect(losses.at(-1)).toBeLessThan(losses[0]);
    expect(result.stopped).toBeNull();
    expect(result.heldOut).toBeGreaterThanOrEqual(0);
    const changed = tensorsOf(result.weights);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((name) => !trained.test(name))).toEqual([]);
    expect(events[0]).toMatchObject({ phase: 'features', steps: faces.length - 3 });
    expect(events.at(-1)).toMatchObject({ phase: method, step: 60, steps: 60, secondsLeft: 0 });
    expect(events.at(-1)?.stepsPerSecond).toBeGreaterThan(0);
  },
);

test('a projection is drawn to the prompts, where that is asked for', { timeout }, async () => {
  const options = { method: 'projector', steps: 20, rate: 3e-3 } as const;
  const byText = { ...options, anchor: 'text' } as const;
  const trained = async (more: Partial<TrainRequest>) =>
    valueOf(await engine.train(requestFor(fresh(), faces, { ...options, ...more })));
  const text = await trained(byText);
  const { losses } = text.history[0];
  expect(losses.at(-1)).toBeLessThan(losses[0]);
  expect(tensorsOf(text.weights)).toEqual(['visual.proj']);
  expect(text.texts).toBeNull();
  // What the prompts say matters then, and only then.
  const prompts = ['one', 'another', 'a third'];
  const worded = await trained({ ...byText, prompts });
  const means = await trained({});
  const meansWorded = await trained({ prompts });
  const [bytes, bytesWorded, bytesMeans, bytesMeansWorded] = [text, worded, means, meansWorded].map(
    ({ weights }) => sha256Of(weights),
  );
  expect(new Set([bytes, bytesWorded, bytesMeans]).size).toBe(3);
  expect(bytesMeansWorded).toBe(bytesMeans);
});

test(
  'a changed model is an encoder of its own; changes of half the way lie half way',
  { timeout },
  async () => {
    const whole = valueOf(await engine.train(requestFor(fresh(), faces, { method: 'projector', steps: 40 })));
    const none = valueOf(
      await engine.train(requestFor(fresh(), faces, { method: 'projector', steps: 40, wise: 1e-9 })),
    );
    const tuned = valueOf(tune(model, whole.weights, 'checkpoint:1'));
    const back = valueOf(tune(model, none.weights, 'checkpoint:2'));
    expect(new Set([tuned.digest, back.digest, model.digest]).size).toBe(3);
    const other = testEngine({ tiny: model, tuned, back });
    const embed = async (id: string): Promise<Float32Array> =>
      valueOf(await other.embed(id, faces)).embeddings;
    const [before, after, returned] = [await embed('tiny'), await embed('tuned'), await embed('back')];
    const difference = (a: Float32Array, b: Float32Array) =>
      Math.max(...a.map((value, at) => Math.abs(value - b[at])));
    expect(difference(before, after)).toBeGreaterThan(1e-3);
    expect(difference(before, returned)).toBeLessThan(1e-5);
    expect(tune({ ...model, digest: 'another' }, whole.weights, 'x')).toMatchObject({
      failure: { kind: 'model-unusable' },
    });
  },
);

test('a cancelled training ends within a step, and goes on where it was saved', { timeout }, async () => {
  const folder = fresh();
  const controller = new AbortController();
  let last = 0;
  const request: TrainRequest = requestFor(folder, faces, { method: 'text', steps: 400, saveEvery: 5 });
  const cancelled = await engine.train(request, {
    signal: controller.signal,
    onEvent: ({ phase, step }) => {
      last = step;
      if (phase === 'text' && step === 12) controller.abort();
    },
  });
  expect(cancelled).toMatchObject({ failure: { kind: 'cancelled' } });
  expect(last).toBeLessThan(20);
  const short = { ...request, resume: true };
  const steps: number[] = [];
  const resumed = await engine.train(short, {
    onEvent: ({ phase, step }) => phase === 'text' && steps.push(step),
  });
  expect(steps[0]).toBeGreaterThan(1);
  const undisturbed = valueOf(await engine.train({ ...request, folder: fresh() }));
  expect(sha256Of(valueOf(resumed).weights)).toBe(sha256Of(undisturbed.weights));
});

test('only the same training is gone on with', { timeout }, async () => {
  const request = requestFor(fresh(), faces, { method: 'projector', resume: true });
  expect(await engine.train(request)).toMatchObject({ failure: { kind: 'not-found' } });
  valueOf(await engine.train({ ...request, resume: false }));
  expect(await engine.train(request)).toMatchObject({ ok: true });
  for (const other of [{ seed: 2 }, { rate: 1e-5 }, { anchor: 'text' }] as const) {
    expect(await engine.train({ ...request, ...other })).toMatchObject({
      failure: { kind: 'not-found', message: expect.stringContaining('other options') as unknown },
    });
  }
});

test('a stage that the tower does not have is answered with those that it has', async () => {
  const request = requestFor(fresh(), faces, { method: 'full', from: 'layer9' });
  expect(await engine.train(request)).toMatchObject({
    failure: { kind: 'bad-arguments', advice: expect.stringContaining('block1') as unknown },
  });
});

test('a loss that is no number ends the training', async () => {
  const broken = tinyModel(join(root, 'broken'), { logit_scale: 200 });
  const request = requestFor(fresh(), faces, { method: 'text' });
  expect(await testEngine({ tiny: broken }).train(request)).toMatchObject({
    failure: { kind: 'training-diverged', message: expect.stringContaining('step 1') as unknown },
  });
});
