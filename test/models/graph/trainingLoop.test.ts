import { expect, test } from 'vitest';
import * as g from '../../../models/graph/index.ts';
import { randomPlain, runAll, runModel, type Feeds } from './support/run.ts';

const [rows, inputs, classes, steps] = [4, 5, 3, 4];
const images = g.input('images', 'float32', [rows, inputs]);
const targets = g.input('targets', 'float32', [rows, classes]);
const weight = g.parameter('w', [inputs, classes]);
const bias = g.parameter('b', [classes]);
const scores = g.logSoftmax(g.mul(g.add(g.matmul(images, weight), bias), g.parameter('scale', [])), 1);
const loss = g.mul(g.reduceSum(g.mul(scores, targets), [0, 1], false), -1 / rows);

const options = { beta1: 0.9, beta2: 0.98, epsilon: 1e-6, weightDecay: 0.2 };
const withoutDecay = { ...options, weightDecay: 0 };
const rates = [0.1, 0.05, 0.02, 0.01];
const shapes = { w: [inputs, classes], b: [classes] };

test('two runs of a loop are as many steps of AdamW in typed arrays', async () => {
  const model = g.encodeModel({
    outputs: g.trainingLoop({
      loss,
      trainable: ['w', 'b'],
      steps,
      batch: ['images'],
      options: (name) => (name === 'b' ? withoutDecay : options),
      clipNorm: 0.5,
    }),
    parameters: (name) => (name === 'scale' ? Float32Array.of(3) : 'input'),
  });
  const stacked = [
    randomPlain(1, [steps, rows, inputs], -3, 3),
    randomPlain(2, [steps, rows, inputs], -3, 3),
  ];
  const labels = randomPlain(3, [rows, classes], 0, 1);

  const values = new Map([
    ['w', Float32Array.from(randomPlain(4, shapes.w).data)],
    ['b', Float32Array.from(randomPlain(5, shapes.b).data)],
  ]);
  const plain = (name: 'w' | 'b') => ({ shape: shapes[name], data: [...(values.get(name) ?? [])] });
  const none = (name: 'w' | 'b') => ({ shape: shapes[name], data: plain(name).data.map(() => 0) });
  let feeds: Feeds = {
    w: plain('w'),
    b: plain('b'),
    'first.w': none('w'),
    'first.b': none('b'),
    'second.w': none('w'),
    'second.b': none('b'),
  };

  let state = g.initAdamW(values);
  for (const [run, batches] of stacked.entries()) {
    const found = await runModel(model, {
      ...feeds,
      images: batches,
      targets: labels,
      learningRates: { shape: [steps], data: rates },
      updates: { shape: [], data: [run * steps] },
      steps: { shape: [], data: [steps], dtype: 'int64' },
    });
    for (let step = 0; step < steps; step++) {
      const size = rows * inputs;
      const batch = { shape: [rows, inputs], data: batches.data.slice(step * size, (step + 1) * size) };
      const slopes = g.parameterGradients(loss, ['w', 'b']);
      const now = await runAll(
        { loss, dw: slopes['w'], db: slopes['b'] },
        { images: batch, targets: labels, w: plain('w'), b: plain('b'), scale: { shape: [], data: [3] } },
      );
      const gradients = new Map([
        ['w', Float32Array.from(now['dw'].data)],
        ['b', Float32Array.from(now['db'].data)],
      ]);
      const norm = Math.hypot(...[...gradients.values()].flatMap((values) => [...values]));
      expect(found['losses'].data[step]).toBeCloseTo(now['loss'].data[0], 4);
      expect(found['norms'].data[step]).toBeCloseTo(norm, 4);
      const learningRate = rates[step];
      const groups = [
        { names: ['w'], learningRate, ...options },
        { names: ['b'], learningRate, ...withoutDecay },
      ];
      state = g.updateAdamW(values, gradients, state, groups, g.clipScale(norm, 0.5));
    }
    for (const name of ['w', 'b'] as const) {
      plain(name).data.forEach((x, i) => expect(found[`after.${name}`].data[i]).toBeCloseTo(x, 4));
    }
    feeds = Object.fromEntries(Object.keys(feeds).map((name) => [name, found[`after.${name}`]]));
  }
});
