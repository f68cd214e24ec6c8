import { expect, test } from 'vitest';
import * as g from '../../../models/graph/index.ts';
import { substitute } from '../../../models/graph/substitute.ts';
import { run } from './run.ts';

const x = g.input('x', 'float32', [2]);
const w = g.parameter('w', [2]);

test('leaves are replaced, and what does not depend on them is shared', async () => {
  const shared = g.exp(x);
  const y = g.add(g.mul(g.parameter('w', [2]), shared), w);
  const [other, same] = substitute([y, shared], ({ source }) =>
    source.kind === 'parameter' ? g.neg(x) : undefined,
  );
  expect(same).toBe(shared);
  const { data } = await run(other, { x: { shape: [2], data: [1, 2] } });
  [1, 2].forEach((z, i) => expect(data[i]).toBeCloseTo(-z * Math.exp(z) - z, 4));
});

test('a leaf may be what is asked for', () => {
  expect(substitute([w, x], ({ source }) => (source.kind === 'parameter' ? x : undefined))).toEqual([x, x]);
});

test('mistakes are named', () => {
  expect(() => substitute([g.neg(w)], () => g.scalar(1))).toThrow(
    'substitute: float32 [2] is not float32 []',
  );
  const { state } = g.loop(2, [x], (_, [y]) => ({ state: [g.mul(y, w)] }));
  const byX = ({ source }: g.Value) => (source.kind === 'parameter' ? x : undefined);
  expect(() => substitute(state, byX)).toThrow('a loop has its own body');
});
