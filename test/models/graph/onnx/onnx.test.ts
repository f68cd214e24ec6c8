import { fromBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { ModelProtoSchema } from '../../../../models/graph/onnx/onnx_pb.ts';
import * as g from '../../../../models/graph/index.ts';
import { run, runModel } from '../support/run.ts';

const float = (name: string, shape: g.Shape) => g.input(name, 'float32', shape);
const graphOf = (model: Uint8Array) => {
  const { graph } = fromBinary(ModelProtoSchema, model);
  if (graph === undefined) throw new Error('the model has no graph');
  return graph;
};

test('shared values are computed once, names are stable and unique', () => {
  const build = () => {
    const y = g.conv(float('x', ['N', 1, 2, 2]), g.parameter('stem.weight', [1, 1, 1, 1]));
    const z = g.relu(y);
    return g.encodeModel({
      outputs: { sum: g.add(z, z), again: g.relu(g.conv(z, g.parameter('stem.weight', [1, 1, 1, 1]))) },
      parameters: () => Float32Array.of(2),
    });
  };
  const model = build();
  expect(build()).toEqual(model);
  const graph = graphOf(model);
  expect(graph.node.map(({ name }) => name)).toEqual([
    'stem.weight/Conv',
    'Relu',
    'stem.weight/Conv_2',
    'Relu_2',
    'Add',
  ]);
  expect(graph.initializer.map(({ name }) => name)).toEqual(['stem.weight']);
});

test('parameters are weights or inputs, as asked, and inputs come in the order asked for', async () => {
  const y = g.add(g.mul(float('x', [2]), g.parameter('w', [2])), g.parameter('b', [2]));
  const parameters: g.FillParameter = (name) => (name === 'w' ? 'input' : Float32Array.of(1, 2));
  const model = g.encodeModel({ outputs: { y }, parameters, inputs: ['w', 'x'] });
  expect(graphOf(model).input.map(({ name }) => name)).toEqual(['w', 'x']);
  const feeds = { x: { shape: [2], data: [3, 4] }, w: { shape: [2], data: [10, 20] } };
  expect((await runModel(model, feeds))['y']?.data).toEqual([31, 82]);
});

test('an output may be an input, a constant, or another output under a second name', async () => {
  const x = float('x', [2]);
  const y = g.neg(x);
  const outputs = { x2: x, one: g.scalar(1), y, y2: y };
  const results = await runModel(g.encodeModel({ outputs }), { x: { shape: [2], data: [1, 2] } });
  expect(results['x2']?.data).toEqual([1, 2]);
  expect(results['one']).toEqual({ shape: [], data: [1] });
  expect(results['y']?.data).toEqual([-1, -2]);
  expect(results['y2']?.data).toEqual([-1, -2]);
});

test('small constants are stored once; 0 and -0 are two', async () => {
  const x = float('x', [1]);
  const y = g.div(g.mul(g.add(g.add(x, 1), 1), g.scalar(0)), g.scalar(1));
  expect(graphOf(g.encodeModel({ outputs: { y } })).initializer).toHaveLength(2);
  const signs = g.concat(
    [g.div(x, g.constant(Float32Array.of(0), [1])), g.div(x, g.constant(Float32Array.of(-0), [1]))],
    0,
  );
  expect((await run(signs, { x: { shape: [1], data: [1] } })).data).toEqual([Infinity, -Infinity]);
});

test('a chain of 20,000 operations needs no recursion', () => {
  let y = float('x', [1]);
  for (let i = 0; i < 20_000; i++) y = g.add(y, 1);
  const model = g.encodeModel({ outputs: { y } });
  expect(graphOf(model).node).toHaveLength(20_000);
});

test('nodes that nobody consumes come last, the deepest first', () => {
  const x = float('x', [2]);
  const a = g.exp(x);
  const outputs = { first: g.neg(a), second: g.sqrt(g.add(a, 1)), third: g.abs(a) };
  const { node } = graphOf(g.encodeModel({ outputs }));
  expect(node.map(({ opType }) => opType)).toEqual(['Exp', 'Add', 'Sqrt', 'Neg', 'Abs']);
});

test('large weights are copied once', () => {
  const weights = new Float32Array(25_000_000).fill(0.5);
  const y = g.add(float('x', [1]), g.reduceSum(g.parameter('w', [25_000, 1000]), [0, 1], false));
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const model = g.encodeModel({ outputs: { y }, parameters: () => weights });
  const grown = process.memoryUsage().arrayBuffers - before;
  expect(model.length).toBeGreaterThan(weights.byteLength);
  expect(grown).toBeLessThan(weights.byteLength * 1.1);
  expect(graphOf(model).initializer[0]?.rawData?.length).toBe(weights.byteLength);
});

test('mistakes are named', () => {
  const x = float('x', [2]);
  const w = g.parameter('w', [2]);
  const encode = (y: g.Value, more: Partial<g.Model> = {}) => g.encodeModel({ outputs: { y }, ...more });
  expect(() => encode(g.add(x, w))).toThrow('parameter w: the model says nothing about it');
  expect(() => encode(g.add(x, w), { parameters: () => new Float32Array(3) })).toThrow(
    'parameter w: 3 weights do not fill [2]',
  );
  expect(() => encode(g.add(w, g.parameter('w', [1])), { parameters: () => 'input' })).toThrow(
    'parameter w is both [2] and [1]',
  );
  expect(() => encode(g.add(x, float('x', [1])))).toThrow('input x: the name stands for something else too');
  expect(() => encode(x, { inputs: ['z'] })).toThrow('the order of inputs leaves out x');
  expect(() => encode(x, { inputs: ['x', 'z'] })).toThrow('no output needs an input called z');
  expect(() => g.encodeModel({ outputs: { x: g.neg(x) } })).toThrow(
    'input x: the name stands for something else too',
  );
  expect(() => g.constant(new Float32Array(3), [2])).toThrow('constant: 3 elements do not fill [2]');
  expect(() => g.constant(new Float32Array(2), [2], 'bool')).toThrow('bool cannot be held in a Float32Array');
  expect(() => g.input('', 'float32', [])).toThrow('input needs a name');
});

test('operations are read back in order, with the weights that are stored in the file', () => {
  const y = g.relu(g.conv(float('x', [1, 1, 2, 2]), g.parameter('w', [1, 1, 1, 2])));
  const nodes = g.parseNodes(g.encodeModel({ outputs: { y }, parameters: () => Float32Array.of(2, 3) }));
  expect(nodes).toEqual([
    { type: 'Conv', stored: [undefined, { shape: [1, 1, 1, 2], data: Float32Array.of(2, 3) }] },
    { type: 'Relu', stored: [undefined] },
  ]);
});
