// What a command is called with.
import type { Events } from '../../preload/contract.ts';

/** What a shell gives along with a request. */
export interface Call {
  readonly signal: AbortSignal;
  readonly emit: <E extends keyof Events>(event: E, detail: Events[E]) => void;
}
