// Steps in a loop inside the graph, as they are taken on CUDA, against steps one by one: on the processor, which runs both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Sessions } from '../../../../../main/engine/networks/sessions.ts';
import { openWeights } from '../../../../../main/engine/networks/weights.ts';
import type { StepsContext } from '../../../../../main/engine/train/context.ts';
import { classesOf } from '../../../../../main/engine/train/batch.ts';
import type { Features } from '../../../../../main/engine/train/features.ts';
import { openLoopedSteps } from '../../../../../main/engine/train/steps/loopedSteps.ts';
import { planPhases, type Subject } from '../../../../../main/engine/train/phases.ts';
import { openSingleSteps } from '../../../../../main/engine/train/steps/singleSteps.ts';
import type { TrainingState } from '../../../../../main/engine/train/state.ts';
import type { Steps, StepsPlan } from '../../../../../main/engine/train/steps/stepSession.ts';
import { Pace } from '../../../../../main/work/pace.ts';
import { success } from '../../../../../models/failure.ts';
import { initAdamW, warmupCosine } from '../../../../../models/graph/index.ts';
import { seededRandom } from '../../../../../models/random.ts';
import { sampleLandmarks } from '../../../../support/landmarks.ts';
import { makeClip, tinyVit } from '../../support/models.ts';
import { valueOf } from '../../support/start.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-loop-'));
const { manifest } = makeClip(root, tinyVit);
if (manifest.kind !== 'encoder' || manifest.architecture.type !== 'clip') throw new Error('not a CLIP');
const weights = valueOf(openWeights(root, manifest.architecture));
afterAll(() => {
  weights.close();
  rmSync(root, { recursive: true });
});

const [PEOPLE, FACES, LENGTH, STEPS, ROWS] = [3, 12, 5, 8, 6];
const pixels = Array.from({ length: FACES }, (_, face) => {
  const random = seededRandom(face);
  return Float32Array.from({ length: 3 * 16 * 16 }, () => random.uniform() - 0.5);
});

function planOf(method: 'full' | 'text'): StepsPlan {
  const subject: Subject = {
    config: weights.config,
    tokens: BigInt64Array.from({ length: PEOPLE * LENGTH }, (_, at) => BigInt(at % LENGTH === 4 ? 299 : at)),
    length: LENGTH,
    people: PEOPLE,
    faces: FACES,
    anchors: new Float32Array(),
    read: (name) => weights.weights.read(name),
  };
  const request = { encoder: 'tiny', method, people: [], faces: [], heldOut: [], seed: 1, folder: root };
  const [phase] = valueOf(planPhases(request, subject));
  const size = phase.face.reduce((product, side) => product * side, 1);
  const people = Array.from({ length: FACES }, (_, face) => face % PEOPLE);
  const batches = { people, count: PEOPLE, rows: ROWS, views: 1, seed: 1 };
  const step = phase.build(ROWS, classesOf(batches));
  const trained = new Map(step.trainable.map((name) => [name, weights.weights.read(name).slice()]));
  const state: TrainingState = {
    phase: 0,
    rows: ROWS,
    losses: [[]],
    weights: trained,
    optimiser: initAdamW(trained),
    best: null,
  };
  // Pictures in memory stand for the photos that features are made of; nothing else of a training is asked for.
  const features = {
    known: () => undefined,
    trained: (_: unknown, face: number) =>
      Promise.resolve(success(pixels[face]?.subarray(0, size) ?? new Float32Array(size))),
  } as unknown as Features;
  const faces = people.map((person, at) => ({ path: String(at), landmarks: sampleLandmarks, person }));
  const context: StepsContext = {
    sessions: new Sessions(),
    name: 'tiny',
    folder: root,
    weights,
    subject,
    features,
    faces,
    signal: new AbortController().signal,
    seed: 1,
    stride: new Pace().stride(),
    onFace: () => undefined,
  };
  return { context, phase, state, step, batches };
}

async function take(steps: Steps, { phase }: StepsPlan): Promise<number[]> {
  const losses: number[] = [];
  while (losses.length < STEPS) {
    const at = losses.length;
    const rates = Array.from({ length: Math.min(steps.most, STEPS - at) }, (_, i) =>
      warmupCosine(at + i, { ...phase.recipe, total: STEPS }),
    );
    losses.push(...(valueOf(await steps.take(at, rates)) ?? []));
  }
  await steps.close();
  return losses;
}

test.for(['full', 'text'] as const)(
  '%s: three steps a run, and a last run of two, are eight steps one by one',
  async (method) => {
    const [single, looped] = [planOf(method), planOf(method)];
    const expected = await take(valueOf(await openSingleSteps(single)), single);
    const found = await take(valueOf(await openLoopedSteps(looped, 3)), looped);
    expect(found).toHaveLength(STEPS);
    found.forEach((loss, step) => expect(loss, `step ${step + 1}`).toBeCloseTo(expected[step], 4));
    expect(looped.state.optimiser.step).toBe(STEPS);
    for (const [name, own] of single.state.weights) {
      const other = looped.state.weights.get(name) ?? new Float32Array();
      const before = weights.weights.read(name);
      const moved = Math.max(...own.map((value, at) => Math.abs(value - before[at])));
      const apart = Math.max(...own.map((value, at) => Math.abs(value - other[at])));
      // As near to each other as AdamW's division by small moments lets rounding be, far nearer than they moved.
      expect(apart, name).toBeLessThan(0.05 * moved + 1e-7);
    }
  },
);

test('a loss that is no number changes nothing', async () => {
  const plan = planOf('text');
  const steps = valueOf(await openLoopedSteps(plan, 3));
  const before = [...plan.state.weights].map(([name, data]) => [name, data.slice()] as const);
  expect(valueOf(await steps.take(0, [1e30, 1e30, 1e30]))).toBeNull();
  for (const [name, data] of before) expect(plan.state.weights.get(name)).toEqual(data);
  expect(plan.state.optimiser.step).toBe(0);
  await steps.close();
});
