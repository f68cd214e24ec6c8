// What a job is called with.
import type { Events } from '../../preload/contract.ts';

export interface FinetuneCall {
  /** Until the checkpoint is being written, cancelling leaves nothing behind but cached embeddings. */
  readonly signal: AbortSignal;
  readonly emit: <E extends 'progress' | 'skipped'>(event: E, detail: Events[E]) => void;
}
