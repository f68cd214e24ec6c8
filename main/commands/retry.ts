// Learning whose engine died goes on by itself: the next call starts an engine, and what was saved is not done again.
import type { Result } from '../../models/failure.ts';

/** What ends the engine again and again does so for a reason: then the user decides. */
const MOST_DEATHS = 2;

/** @param learn goes on from what an interrupted run saved, if asked to, and fails with `not-found` where that is nothing */
export async function retryOnEngineExit<T>(
  signal: AbortSignal,
  resume: boolean,
  learn: (resume: boolean) => Promise<Result<T>>,
): Promise<Result<T>> {
  let learned = await learn(resume);
  for (let deaths = 0; deaths < MOST_DEATHS; deaths++) {
    if (learned.ok || learned.failure.kind !== 'engine-died' || signal.aborted) break;
    learned = await learn(true);
    // It died before anything was saved.
    if (!learned.ok && learned.failure.kind === 'not-found') learned = await learn(false);
  }
  return learned;
}
