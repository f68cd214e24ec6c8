import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { rewrite } from '../../../../models/graph/rewrite/rewrite.ts';
import { run } from '../support/run.ts';

const x = g.input('x', 'float32', [2]);
const w = g.parameter('w', [2]);
const byX = ({ source }: g.Value) => (source.kind === 'parameter' ? x : undefined);

test('leaves are replaced, and what does not depend on them is shared', async () => {
  const shared = g.exp(x);
  const y = g.add(g.mul(g.parameter('w', [2]), shared), w);
  const [other, same] = rewrite([y, shared], {
    leaf: ({ source }) => (source.kind === 'parameter' ? g.neg(x) : undefined),
  });
  expect(same).toBe(shared);
  const { data } = await run(other, { x: { shape: [2], data: [1, 2] } });
  [1, 2].forEach((z, i) => expect(data[i]).toBeCloseTo(-z * Math.exp(z) - z, 4));
});

test('a leaf may be what is asked for', () => {
  expect(rewrite([w, x], { leaf: byX })).toEqual([x, x]);
});

test('operations are replaced after what they are made of', async () => {
  const y = g.exp(g.exp(x));
  const [z] = rewrite([y], {
    operation: ({ op, inputs }) => (op === 'exp' ? g.add(inputs[0], 1) : undefined),
  });
  expect((await run(z, { x: { shape: [2], data: [1, 2] } })).data).toEqual([3, 4]);
});

test('mistakes are named', () => {
  expect(() => rewrite([g.neg(w)], { leaf: () => g.scalar(1) })).toThrow(
    'rewrite: float32 [2] is not float32 []',
  );
  const { state } = g.loop(2, [x], (_, [y]) => ({ state: [g.mul(y, w)] }));
  expect(() => rewrite(state, { leaf: byX })).toThrow('a loop has its own body');
});
