// Background work beside a camera and on a battery, by a clock of the test's own.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../../../main/work/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const passing = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** Pieces of 100 ms each, and what was begun and done so far. */
function pieces(pace: Pace, signal?: AbortSignal) {
  const begun: number[] = [];
  const done: number[] = [];
  const start = (which: number) =>
    pace.piece(
      async () => {
        begun.push(which);
        await new Promise((resolve) => setTimeout(resolve, 100));
        done.push(which);
        return which;
      },
      signal === undefined ? {} : { signal },
    );
  return { begun, done, start };
}

test('without a camera all pieces begin at once', async () => {
  const { begun, start } = pieces(new Pace());
  const all = Promise.all([1, 2, 3].map(start));
  expect(begun).toEqual([1, 2, 3]);
  await passing(100);
  expect(await all).toEqual([1, 2, 3]);
});

test('beside a camera one piece is done at a time, and four times as long is rested after it', async () => {
  const pace = new Pace();
  pace.give('camera', true);
  const { begun, done, start } = pieces(pace);
  const all = Promise.all([1, 2, 3].map(start));
  await passing(0);
  expect(begun).toEqual([1]);
  await passing(100 + 399);
  expect([begun, done]).toEqual([[1], [1]]);
  await passing(2);
  expect(begun).toEqual([1, 2]);
  // It is closed in the middle of a rest: nothing of it is left.
  await passing(150);
  expect(begun).toEqual([1, 2]);
  pace.give('camera', false);
  await passing(1);
  expect(begun).toEqual([1, 2, 3]);
  await passing(100);
  expect(await all).toEqual([1, 2, 3]);
});

test('work of a day beside a camera goes on all day', async () => {
  const pace = new Pace();
  pace.give('camera', true);
  const { done, start } = pieces(pace);
  for (let which = 0; which < 100; which++) void start(which);
  await passing(100 * 500);
  expect(done).toHaveLength(100);
});

test('a battery stops everything until there is power, a camera or not', async () => {
  const pace = new Pace();
  pace.give('battery', true);
  pace.give('camera', true);
  expect(pace.way).toBe('battery');
  const { begun, start } = pieces(pace);
  const one = start(1);
  await passing(24 * 3_600_000);
  expect(begun).toEqual([]);
  pace.give('camera', false);
  await passing(1000);
  expect(begun).toEqual([]);
  pace.give('battery', false);
  await passing(100);
  expect(await one).toBe(1);
  expect(pace.way).toBeNull();
});

test('whoever cancels is heard at once, and nobody behind waits longer for it', async () => {
  const pace = new Pace();
  pace.give('camera', true);
  const controller = new AbortController();
  const { begun, start } = pieces(pace);
  const given = pieces(pace, controller.signal);
  void start(1);
  void given.start(2);
  void start(3);
  await passing(50);
  expect([begun, given.begun]).toEqual([[1], []]);
  // The work itself says that it is cancelled: it is called for that.
  controller.abort();
  await passing(0);
  expect(given.begun).toEqual([2]);
  await passing(600);
  expect(begun).toEqual([1, 3]);

  pace.give('battery', true);
  const stopped = new AbortController();
  const waiting = pieces(pace, stopped.signal);
  void waiting.start(4);
  await passing(1000);
  expect(waiting.begun).toEqual([]);
  stopped.abort();
  await passing(0);
  expect(waiting.begun).toEqual([4]);
});

test('a piece that throws lets the next one in', async () => {
  const pace = new Pace();
  pace.give('camera', true);
  const broken = pace.piece(() => Promise.reject(new Error('broken')));
  await expect(broken).rejects.toThrow('broken');
  const { start } = pieces(pace);
  const next = start(1);
  await passing(100);
  expect(await next).toBe(1);
});

test('who listens hears of each change once, until it is deaf', () => {
  const pace = new Pace();
  const heard: (string | null)[] = [];
  const deaf = pace.hear(() => heard.push(pace.way));
  pace.give('camera', true);
  pace.give('camera', true);
  pace.give('battery', true);
  pace.give('battery', false);
  pace.give('camera', false);
  deaf();
  pace.give('camera', true);
  expect(heard).toEqual(['camera', 'battery', 'camera', null]);
});

test.each([
  // A picture that stands still for a tenth of a second is not seen.
  [100, 400],
  [250, 1000],
  // For a second it is.
  [1000, 16_000],
  [10_000, 60_000],
  // And yet no training stands still because its steps take minutes.
  [60_000, 240_000],
])('a training rests after a step of %i ms for %i ms beside a camera', async (took, rest) => {
  const pace = new Pace();
  const stride = pace.stride();
  await passing(took);
  await stride.rest();
  pace.give('camera', true);
  await passing(took);
  let rested = false;
  void stride.rest().then(() => (rested = true));
  await passing(rest - 1);
  expect(rested).toBe(false);
  await passing(1);
  expect(rested).toBe(true);
});
