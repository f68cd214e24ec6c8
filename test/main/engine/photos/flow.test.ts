import { describe, expect, test } from 'vitest';
import { Batches } from '../../../../main/engine/networks/batches.ts';
import { Gate } from '../../../../main/engine/photos/gate.ts';
import { readAhead } from '../../../../main/engine/photos/readAhead.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';

const image = (value: number): RgbImage => ({ data: Uint8Array.of(value, 0, 0), width: 1, height: 1 });
const soon = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('batches', () => {
  const recording = () => {
    const sizes: number[] = [];
    const run = async (images: readonly RgbImage[]) => {
      sizes.push(images.length);
      await soon();
      if (images.some(({ data }) => data[0] === 255)) throw new Error('broken');
      return Float32Array.from(images.flatMap(({ data }) => [data[0], -data[0]]));
    };
    return { sizes, batches: new Batches({ dimensions: 2, run }, 4) };
  };

  test('everyone gets their own rows, and who comes together runs together', async () => {
    const { sizes, batches } = recording();
    const askers = Array.from({ length: 5 }, (_, i) => batches.embed([image(2 * i), image(2 * i + 1)]));
    const rows = (await Promise.all(askers)).flat().map((row) => [...row]);
    expect(rows).toEqual(Array.from({ length: 10 }, (_, i) => [i, -i]));
    expect(sizes).toEqual([4, 4, 2]);
    await batches.embed([image(9)]);
    expect(sizes).toEqual([4, 4, 2, 1]);
    expect(await batches.embed([])).toEqual([]);
  });

  test('a run that throws fails those in it and nobody else', async () => {
    const { batches } = recording();
    const good = batches.embed([image(1), image(2), image(3)]);
    const bad = batches.embed([image(4), image(255)]);
    await expect(bad).rejects.toThrow('broken');
    expect(await batches.embed([image(5)])).toEqual([Float32Array.of(5, -5)]);
    await good;
  });
});

test('a gate lets in what fits, in order, and never more', async () => {
  const gate = new Gate(10);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const weights = [4, 4, 4, 25, 1, 10, 3, 3, 3];
  await Promise.all(
    weights.map(async (weight, i) => {
      const leave = await gate.enter(weight);
      order.push(i);
      inside += Math.min(weight, 10);
      most = Math.max(most, inside);
      await soon();
      inside -= Math.min(weight, 10);
      leave();
    }),
  );
  expect(order).toEqual(weights.map((_, i) => i));
  expect(most).toBe(10);
  (await gate.enter(10))();
});

test('reading ahead keeps the order and the distance', async () => {
  const items = Array.from({ length: 20 }, (_, i) => i);
  let begun = 0;
  let used = 0;
  let furthest = 0;
  const read = async (item: number) => {
    begun++;
    furthest = Math.max(furthest, begun - used);
    await new Promise((resolve) => setTimeout(resolve, item % 3));
    return item * 10;
  };
  const results: number[] = [];
  for await (const result of readAhead(items, 5, read)) {
    used++;
    results.push(result);
    if (used === 15) break;
  }
  expect(results).toEqual(items.slice(0, 15).map((item) => item * 10));
  expect(furthest).toBeLessThanOrEqual(6);
  expect(begun).toBe(19);
});
