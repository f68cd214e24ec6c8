import { expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { run, runAll } from '../support/run.ts';

const x = g.input('x', 'float32', [2]);
const feeds = { x: { shape: [2], data: [1, 2] } };

test('a loop hands its state on and keeps what it is told to', async () => {
  const table = g.input('t', 'float32', [3, 2]);
  const { state, scanned } = g.loop(3, [x, g.scalar(0)], (iteration, [sum, count]) => {
    const row = g.gather(table, iteration, 0);
    const next = g.add(g.mul(sum, 2), g.exp(row));
    return { state: [next, g.add(count, 1)], scanned: [row, g.reduceSum(next, [0], false)] };
  });
  const t = { shape: [3, 2], data: [0, 1, 2, 3, 4, 5] };
  const { sum, count, rows, totals } = await runAll(
    { sum: state[0], count: state[1], rows: scanned[0], totals: scanned[1] },
    { ...feeds, t },
  );
  let [a, b] = [1, 2];
  const expected = [0, 2, 4].map((row) => {
    [a, b] = [2 * a + Math.exp(row), 2 * b + Math.exp(row + 1)];
    return a + b;
  });
  [a, b].forEach((number, i) => expect(sum.data[i]).toBeCloseTo(number, 3));
  expect(count.data).toEqual([3]);
  expect(rows).toEqual(t);
  expected.forEach((number, i) => expect(totals.data[i]).toBeCloseTo(number, 3));
});

test('what does not depend on the iteration is computed outside, and may be the state or a scan output', async () => {
  const outside = g.exp(x);
  const { state, scanned } = g.loop(2, [x], (_, [y]) => ({ state: [outside], scanned: [y, outside] }));
  expect(state[0].source).toMatchObject({ op: 'loop', inputs: [{}, x, outside] });
  const { last, first } = await runAll({ last: state[0], first: scanned[0], same: scanned[1] }, feeds);
  expect(last.data[1]).toBeCloseTo(Math.exp(2), 4);
  expect(first.data.slice(0, 2)).toEqual([1, 2]);
  expect(first.data[3]).toBeCloseTo(Math.exp(2), 4);
});

test('how many turns there are may be said when the graph runs', async () => {
  const turns = g.input('turns', 'int64', []);
  const { state, scanned } = g.loop(turns, [x], (iteration, [y]) => ({
    state: [g.mul(y, 2)],
    scanned: [iteration],
  }));
  const times = (count: number) =>
    runAll(
      { y: state[0], turn: scanned[0] },
      { ...feeds, turns: { shape: [], data: [count], dtype: 'int64' } },
    );
  expect(await times(1)).toEqual({ y: { shape: [2], data: [2, 4] }, turn: { shape: [1], data: [0] } });
  expect(await times(3)).toEqual({ y: { shape: [2], data: [8, 16] }, turn: { shape: [3], data: [0, 1, 2] } });
});

test('loops in loops', async () => {
  const { state } = g.loop(3, [x], (outer, [y]) => {
    const inner = g.loop(2, [y], (iteration, [z]) => ({
      state: [g.add(z, g.cast(g.add(g.mul(outer, 10), iteration), 'float32'))],
    }));
    return { state: inner.state };
  });
  expect((await run(state[0], feeds)).data).toEqual([64, 65]);
});

test('a symbolic batch inside a loop', async () => {
  const images = g.input('x', 'float32', ['N', 2]);
  const { state } = g.loop(2, [images], (iteration, [y]) => ({
    state: [g.add(y, g.expand(g.reshape(g.cast(iteration, 'float32'), [1, 1]), ['N', 2]))],
  }));
  expect((await run(state[0], { x: { shape: [2, 2], data: [1, 2, 3, 4] } })).data).toEqual([2, 3, 4, 5]);
});

test('what does not fit is named', () => {
  expect(() => g.loop(2, [x], () => ({ state: [] }))).toThrow('the state begins as 1 values and becomes 0');
  expect(() => g.loop(2, [x], () => ({ state: [g.scalar(1)] }))).toThrow(
    'state 0 begins as float32 [2] and becomes float32 []',
  );
  expect(() => g.loop(0, [x], (_, state) => ({ state }))).toThrow('0 is not a trip count');
  const { state } = g.loop(2, [x], (_, [y]) => ({ state: [g.exp(y)] }));
  expect(() => g.grad(g.reduceSum(state[0], [0], false), [x])).toThrow('loop has no gradient rule');
});
