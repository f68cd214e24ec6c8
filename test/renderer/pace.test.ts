import { expect, test } from 'vitest';
import { Pace } from '../../renderer/state/pace.ts';

/** Milliseconds that a frame travels to the engine, is looked at, and its answer travels back. */
interface Times {
  readonly there: number;
  readonly looked: number;
  readonly back: number;
}

/** A camera whose pictures come every `picture` milliseconds: the last answers' times, and how long each was waited for. */
function run({ there, looked, back }: Times, picture: number) {
  const pace = new Pace();
  const answers: { readonly taken: number; readonly at: number }[] = [];
  const done: { readonly at: number; readonly wait: number }[] = [];
  let free = 0;
  let fresh = false;
  for (let now = 0; now < 5000; now++) {
    if (now % picture === 0) fresh = true;
    while (answers.length > 0 && answers[0].at <= now) {
      const { taken, at } = answers.shift() as { taken: number; at: number };
      pace.answer(at);
      done.push({ at, wait: at - taken });
    }
    if (!fresh || pace.wait(now) > 0) continue;
    fresh = false;
    pace.take(now);
    free = Math.max(now + there, free) + looked;
    answers.push({ taken: now, at: free + back });
  }
  return done.slice(-20);
}

test('the engine hardly waits for frames, and frames hardly for it', () => {
  const done = run({ there: 9, looked: 60, back: 3 }, 1);
  const [first, last] = [done[0].at, done[done.length - 1].at];
  // One frame at a time would be one every 72.
  expect((last - first) / (done.length - 1)).toBeLessThan(63);
  for (const { wait } of done) expect(wait).toBeLessThan(75);
});

test('a camera that is slower than the engine decides', () => {
  const done = run({ there: 2, looked: 5, back: 1 }, 33);
  for (const { wait } of done) expect(wait).toBe(8);
  expect(done[done.length - 1].at - done[0].at).toBe(19 * 33);
});

test('two frames are under way at most, one before anything is known', () => {
  const pace = new Pace();
  expect(pace.wait(0)).toBe(0);
  pace.take(0);
  expect(pace.wait(1e6)).toBe(Infinity);
  pace.answer(100);
  pace.take(100);
  expect(pace.wait(110)).toBe(75);
  expect(pace.wait(185)).toBe(0);
  pace.take(185);
  expect(pace.wait(1e6)).toBe(Infinity);
  pace.reset();
  expect(pace.wait(200)).toBe(0);
});
