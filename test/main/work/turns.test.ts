import { expect, test } from 'vitest';
import { mapInTurns, sortInTurns, stepInTurns } from '../../../main/work/turns.ts';

const busy = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

test('others have their turn while a long list is worked through, in order', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const made = await mapInTurns([1, 2, 3, 4, 5, 6], (number) => {
    busy(10);
    return 2 * number;
  });
  clearInterval(timer);
  expect(made).toEqual([2, 4, 6, 8, 10, 12]);
  expect(turns).toBeGreaterThan(2);
});

test('steps are taken to their end, unless somebody cancels', async () => {
  const taken: number[] = [];
  function* steps() {
    for (let step = 0; step < 3; step++) yield taken.push(step);
    return 'done';
  }
  expect(await stepInTurns(steps())).toBe('done');
  expect(taken).toEqual([0, 1, 2]);
  const reason = new Error('cancelled');
  await expect(stepInTurns(steps(), AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(taken).toHaveLength(4);
});

test('others have their turn while a long list is sorted, and equal things keep their order', async () => {
  const things = Array.from({ length: 3000 }, (_, at) => ({ key: (at * 7919) % 100, at }));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const sorted = await sortInTurns(things, (a, b) => {
    busy(0.002);
    return a.key - b.key;
  });
  clearInterval(timer);
  expect(sorted).toEqual([...things].sort((a, b) => a.key - b.key));
  expect(turns).toBeGreaterThan(4);
  expect(await sortInTurns([], () => 0)).toEqual([]);
});
