// What every job is called with, and what it answers when it is cancelled.
import { failed } from '../../models/failure.ts';
import type { Events } from '../../preload/contract.ts';

/** Each job says what cancelling leaves behind. */
export interface JobCall<Heard extends keyof Events = 'progress' | 'skipped'> {
  readonly signal: AbortSignal;
  readonly emit: <E extends Heard>(event: E, detail: Events[E]) => void;
}

/** Photos in the engine at once: its workers are never idle, and cancelling is quick. */
export const IN_FLIGHT = 8;

/** @param what was cancelled, as the beginning of a sentence */
export const cancelled = (what: string, advice = 'Start it again when you like.') =>
  failed('cancelled', `${what} was cancelled.`, advice);
