import { describe, expect, test } from 'vitest';
import * as g from '../../../../models/graph/index.ts';
import { topologicalOrder } from '../../../../models/graph/order.ts';
import { channelBlock, randomPlain, runAll, type Feeds } from '../support/run.ts';

const block = await channelBlock();

const [SMALL, LARGE] = [block, 2 * block];
const x = g.input('x', 'float32', [2, SMALL, 6, 4]);
const weight = (name: string, out: number, each: number, size: number) =>
  g.parameter(name, [out, each, size, size]);
const wide = weight('wide', LARGE, SMALL, 3);
const narrow = weight('narrow', SMALL, LARGE, 1);
const bias = g.parameter('bias', [LARGE]);
const padded = { pads: [1, 1, 1, 1] } as const;
const halved = { kernel: [2, 2], strides: [2, 2] } as const;

const feeds: Feeds = {
  x: randomPlain(1, [2, SMALL, 6, 4]),
  wide: randomPlain(2, [LARGE, SMALL, 3, 3]),
  narrow: randomPlain(3, [SMALL, LARGE, 1, 1]),
  bias: randomPlain(4, [LARGE]),
};

const operationsOf = (values: readonly g.Value[]) => topologicalOrder(values).operations.map(({ op }) => op);

/** Computes values both ways and compares them. Returns the operations of the blocked one. */
async function compare(...plain: readonly g.Value[]): Promise<readonly string[]> {
  const blocked = g.blockChannels(plain, block);
  const { leaves } = topologicalOrder(plain);
  const names = leaves.flatMap(({ source }) => ('name' in source ? [source.name] : []));
  const given = Object.fromEntries(names.map((name) => [name, feeds[name]]));
  const named = (values: readonly g.Value[], stem: string) =>
    Object.fromEntries(values.map((value, i) => [`${stem}${i}`, value] as const));
  const results = await runAll({ ...named(plain, 'plain'), ...named(blocked, 'blocked') }, given);
  plain.forEach((value, i) => {
    const [expected, actual] = [results[`plain${i}`], results[`blocked${i}`]];
    expect(actual.shape).toEqual(value.shape);
    const largest = Math.max(...expected.data.map(Math.abs));
    expected.data.forEach((y, at) => {
      expect(Math.abs(actual.data[at] - y)).toBeLessThan(1e-5 * largest);
    });
  });
  return operationsOf(blocked);
}

const hasBlocks = block > 1;
describe.skipIf(!hasBlocks)(hasBlocks ? 'in blocks' : 'skipped: this processor has no blocked layout', () => {
  const y = g.conv(x, wide, { ...padded, bias });

  test('a convolution', async () => {
    expect(await compare(y)).toContain('blockedConv');
  });

  test('strides and uneven padding', async () => {
    const options = { strides: [2, 1], pads: [0, 1, 2, 0] } as const;
    expect(await compare(g.conv(x, wide, options))).toContain('blockedConv');
  });

  test('what follows stays in blocks: it is reordered once each way', async () => {
    const operations = await compare(g.conv(g.mul(g.averagePool(g.relu(y), halved), 2), narrow));
    expect(operations.filter((op) => op.startsWith('reorder') && op !== 'reorderInput')).toHaveLength(1);
    expect(operations).toContain('blockedAveragePool');
  });

  test('an addition and a ReLU become part of the convolution', async () => {
    const shortcut = g.averagePool(y, { kernel: [3, 3], strides: [1, 1], ...padded });
    const operations = await compare(g.relu(g.add(shortcut, g.conv(x, wide, padded))));
    expect(operations.filter((op) => op === 'blockedConv')).toHaveLength(2);
    expect(operations).not.toContain('add');
    expect(operations).not.toContain('relu');
  });

  test('but not where something else needs what is between', async () => {
    expect(await compare(g.relu(y), y)).toContain('relu');
    expect(await compare(g.relu(y), g.neg(y))).toContain('relu');
  });

  test('a sum that broadcasts stays as it is', async () => {
    const operations = await compare(g.add(y, g.reshape(bias, [LARGE, 1, 1])));
    expect(operations).toContain('add');
  });

  test('repeated pixels, by whole numbers', async () => {
    expect(await compare(g.resize(y, { height: 12, width: 12 }))).toContain('blockedUpsample');
    expect(await compare(g.resize(y, { height: 9, width: 4 }))).toContain('resize');
    expect(await compare(g.resize(y, { height: 12, width: 8, mode: 'linear' }))).toContain('resize');
  });

  test('all gradients of a small network', async () => {
    const first = g.relu(y);
    const second = g.relu(g.add(g.conv(first, narrow), x));
    const pooled = g.averagePool(second, halved);
    const loss = g.reduceMean(g.mul(pooled, pooled), [0, 1, 2, 3], false);
    const operations = await compare(loss, ...g.grad(loss, [x, wide, narrow, bias]));
    expect(operations).not.toContain('conv');
    expect(operations).toContain('blockedUpsample');
  });
});

test('channels that do not divide, and groups, stay as they are', () => {
  const image = g.input('image', 'float32', [2, 16, 6, 4]);
  const odd = g.conv(image, weight('odd', 5, 16, 1));
  const grouped = g.conv(image, weight('grouped', 16, 8, 1), { group: 2 });
  expect(operationsOf(g.blockChannels([odd, grouped], 16))).toEqual(['conv', 'conv']);
});
