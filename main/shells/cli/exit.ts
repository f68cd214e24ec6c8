// What the process says when it ends. Documented in the help and the README.
import type { Failure } from '../../../models/failure.ts';

export const exit = { done: 0, someSkipped: 1, wrongUse: 2, failed: 3 } as const;

export const exitOf = (failure: Failure): number =>
  failure.kind === 'bad-arguments' ? exit.wrongUse : exit.failed;
