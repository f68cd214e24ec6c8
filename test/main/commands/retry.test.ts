import { expect, test } from 'vitest';
import { retryOnEngineExit } from '../../../main/commands/retry.ts';
import { failed, success, type Result } from '../../../models/failure.ts';

const died = failed('engine-died', 'The engine stopped.', 'Try again.');
const nothing = failed('not-found', 'Cannot resume training.', 'Start it anew.');

/** Answers with the outcomes in turn, and keeps whether each was asked to go on. */
function learner(...outcomes: readonly Result<string>[]) {
  const asked: boolean[] = [];
  const learn = (resume: boolean): Promise<Result<string>> => {
    asked.push(resume);
    return Promise.resolve(outcomes[asked.length - 1] ?? died);
  };
  return { asked, learn };
}

const { signal } = new AbortController();

test('it goes on from what was saved, twice and no more', async () => {
  const once = learner(died, success('learned'));
  expect(await retryOnEngineExit(signal, false, once.learn)).toEqual(success('learned'));
  expect(once.asked).toEqual([false, true]);
  const always = learner();
  expect(await retryOnEngineExit(signal, false, always.learn)).toEqual(died);
  expect(always.asked).toEqual([false, true, true]);
});

test('where nothing was saved it begins anew', async () => {
  const early = learner(died, nothing, died, success('learned'));
  expect(await retryOnEngineExit(signal, false, early.learn)).toEqual(success('learned'));
  expect(early.asked).toEqual([false, true, false, true]);
});

test('other failures are final, and so is a cancellation', async () => {
  const refused = learner(nothing);
  expect(await retryOnEngineExit(signal, true, refused.learn)).toEqual(nothing);
  expect(refused.asked).toEqual([true]);
  const stopped = learner();
  await retryOnEngineExit(AbortSignal.abort(), false, stopped.learn);
  expect(stopped.asked).toEqual([false]);
});
