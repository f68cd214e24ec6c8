import { expect, test } from 'vitest';
import type { Evaluation } from '../../../../preload/window.ts';
import { Evaluating } from '../../../../renderer/state/jobs/evaluating.svelte.ts';
import { failure, openFakeWindow } from '../support/fakeTransport.ts';

/** The window passes evaluations on as they are. */
const evaluation = (): Evaluation => ({}) as Evaluation;
const [first, second] = [evaluation(), evaluation()];

test('a page that was reloaded shows the last result again', async () => {
  const { session } = openFakeWindow({ 'evaluation.last': () => first });
  const evaluating = new Evaluating(session);
  await evaluating.open();
  expect(evaluating.evaluation).toBe(first);
});

test('measures at the false-positive rate of the settings', async () => {
  const { session, calls } = openFakeWindow({ evaluate: () => second });
  await session.change({ fpir: 0.03 });
  const evaluating = new Evaluating(session);
  await evaluating.evaluateLibrary();
  expect(evaluating.evaluation).toBe(second);
  expect(calls).toContainEqual({ command: 'evaluate', request: { fpir: 0.03 } });
});

test('a failed or cancelled run leaves the result before', async () => {
  let fails = false;
  const { session } = openFakeWindow({
    benchmark: async (_, { cancelled }) => {
      if (!fails) return first;
      await cancelled;
      return failure('cancelled');
    },
  });
  const evaluating = new Evaluating(session);
  await evaluating.runPaper('/faces');
  fails = true;
  const run = evaluating.runPaper('/faces');
  await expect.poll(() => evaluating.command.running).toBe(true);
  evaluating.command.cancel();
  await run;
  expect(evaluating.evaluation).toBe(first);
  expect(evaluating.command.cancelled).toBe(true);
});
