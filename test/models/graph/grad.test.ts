import { expect, test } from 'vitest';
import * as g from '../../../models/graph/index.ts';
import { run, runAll } from './support/run.ts';

const x = g.input('x', 'float32', [3]);
const at = { x: { shape: [3], data: [1, 2, 3] } };
const total = (value: g.Value) =>
  g.reduceSum(
    value,
    value.shape.map((_, axis) => axis),
    false,
  );

test('a value used twice gets both its cotangents', async () => {
  const [slope] = g.grad(total(g.add(g.mul(x, x), g.mul(x, 3))), [x]);
  expect((await run(slope, at)).data).toEqual([5, 7, 9]);
});

test('parameters of one name are one, however often they are made', async () => {
  const loss = total(g.mul(g.parameter('w', [3]), g.mul(x, g.parameter('w', [3]))));
  const { w } = g.parameterGradients(loss, ['w']);
  const feeds = { ...at, w: { shape: [3], data: [10, 20, 30] } };
  expect((await run(w, feeds)).data).toEqual([20, 80, 180]);
});

test('gradients with respect to values inside the graph, and above them', async () => {
  const inner = g.exp(x);
  const [ofInner, ofX] = g.grad(total(g.mul(inner, 2)), [inner, x]);
  const { a, b } = await runAll({ a: ofInner, b: g.div(ofX, inner) }, at);
  expect(a.data).toEqual([2, 2, 2]);
  expect(b.data).toEqual([2, 2, 2]);
});

test('what the loss does not depend on has the gradient zero', async () => {
  const [slope, stopped] = g.grad(total(g.mul(g.stopGradient(x), x)), [g.input('z', 'float32', [2]), x]);
  expect((await run(slope)).data).toEqual([0, 0]);
  expect((await run(stopped, at)).data).toEqual([1, 2, 3]);
});

test('gradients are graphs, and have gradients', async () => {
  const [first] = g.grad(total(g.pow(x, 3)), [x]);
  const [second] = g.grad(total(first), [x]);
  expect((await run(second, at)).data).toEqual([6, 12, 18]);
});

test('only paths that lead to what is asked for need rules', async () => {
  const image = g.input('image', 'float32', [1, 1, 2, 2]);
  const resized = g.resize(image, { height: 4, width: 4 });
  const loss = total(g.mul(resized, g.parameter('w', [])));
  expect(() => g.grad(loss, [image])).toThrow('resize has no gradient rule');
  const { w } = g.parameterGradients(loss, ['w']);
  const y = await run(w, { image: { shape: [1, 1, 2, 2], data: [1, 2, 3, 4] } });
  expect(y.data).toEqual([40]);
});

test('slices that fill a tensor are joined, not padded and added', async () => {
  const [a, b] = [0, 1].map((part) => g.slice(x, { axis: 0, start: part, end: part + 2 }));
  const [apart, overlapping] = [
    g.grad(
      total(g.mul(g.exp(g.slice(x, { axis: 0, start: 0, end: 1 })), g.slice(x, { axis: 0, start: 1 }))),
      [x],
    )[0],
    g.grad(total(g.mul(a, b)), [x])[0],
  ];
  expect(apart.source).toMatchObject({ op: 'concat' });
  expect(overlapping.source).toMatchObject({ op: 'add' });
  expect((await run(overlapping, at)).data).toEqual([2, 4, 2]);
});

test('the length of all gradients together, of whatever shapes', async () => {
  const norm = g.globalNorm([g.input('a', 'float32', [2, 2]), g.input('b', 'float32', []), x]);
  const fed = { a: { shape: [2, 2], data: [1, 1, 1, 1] }, b: { shape: [], data: [2] } };
  const x4 = { shape: [3], data: [4, 1, 0] };
  expect((await run(norm, { ...fed, x: x4 })).data).toEqual([5]);
  expect((await run(norm, { ...fed, x: { ...x4, data: [0, NaN, 0] } })).data).toEqual([NaN]);
});

test('mistakes are named', () => {
  expect(() => g.grad(x, [x])).toThrow('grad: the loss is float32 [3], not float32 []');
  expect(() => g.parameterGradients(total(x), ['w', 'v'])).toThrow('the loss does not depend on w, v');
});
