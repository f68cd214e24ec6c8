import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../../../main/jobs/faces/inOrder.ts';

test('results come in order, and never are more under way than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { maxLength: 30 }),
      fc.integer({ min: 1, max: 8 }),
      async (delays, atOnce) => {
        let running = 0;
        let most = 0;
        const results: number[] = [];
        const work = async (index: number) => {
          most = Math.max(most, ++running);
          await sleep(delays[index]);
          running--;
          return index;
        };
        for await (const result of inOrder(delays.keys(), atOnce, work)) results.push(result);
        expect(results).toEqual([...delays.keys()]);
        expect(most).toBeLessThanOrEqual(atOnce);
        if (delays.length >= atOnce) expect(most).toBe(atOnce);
      },
    ),
    { numRuns: 30 },
  );
});

test('whoever stops taking stops the work, and errors reach whoever takes', async () => {
  const started: number[] = [];
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  for await (const result of inOrder(numbers, 3, async (number) => Promise.resolve(started.push(number)))) {
    if (result === 3) break;
  }
  expect(started).toEqual([0, 1, 2, 3, 4]);

  const fail = async (number: number) => {
    await sleep(1);
    if (number > 0) throw new Error(`number ${number}`);
    return number;
  };
  const taken: number[] = [];
  await expect(
    (async () => {
      for await (const result of inOrder(numbers, 4, fail)) taken.push(result);
    })(),
  ).rejects.toThrow('number 1');
  expect(taken).toEqual([0]);
});
