// What a training will take is foretold from its warm steps, and never before.
import { expect, test } from 'vitest';
import { Pace } from '../../../../main/jobs/auto/pace.ts';

test('slow first steps foretell nothing; the later pace does', () => {
  const pace = new Pace();
  const said: number[] = [];
  // Twenty steps of two seconds while faces are looked at, then ten a second.
  let elapsed = 0;
  for (let step = 1; step <= 60; step++) {
    elapsed += step <= 20 ? 2 : 0.1;
    said.push(pace.secondsFor({ phase: 'projector', step, steps: 200 }, elapsed));
  }
  expect(said[9]).toBeCloseTo(20);
  expect(said[29]).toBeCloseTo(said[59]);
  expect(said[59]).toBeCloseTo(40 + 18);
});

test('each phase has its own pace', () => {
  const pace = new Pace();
  for (let step = 1; step <= 10; step++) pace.secondsFor({ phase: 'text', step, steps: 10 }, step);
  expect(pace.secondsFor({ phase: 'full', step: 1, steps: 100 }, 20)).toBe(20);
});
