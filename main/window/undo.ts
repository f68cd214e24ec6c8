// What can be taken back, the newest first.
import { success, type Result } from '../../models/failure.ts';
import type { Change, WindowAnswer } from '../../preload/window.ts';

interface Step {
  readonly change: Change;
  readonly takeBack: () => Promise<Result<unknown>>;
  /** Id of the face about which something was said that is not said any more. */
  readonly judged?: string;
  /** Called when the step can no longer be taken back. */
  readonly forget?: () => Promise<void>;
}

/** Steps that are kept; older ones are final. */
const KEPT = 50;

export class UndoStack {
  #steps: Step[] = [];

  /** The newest change; null where there is none. */
  get last(): Change | null {
    return this.#steps.at(-1)?.change ?? null;
  }

  async push(step: Step): Promise<void> {
    this.#steps.push(step);
    if (this.#steps.length > KEPT) await this.#steps.shift()?.forget?.();
  }

  /** A step that fails is gone too: what it needed is not there any more. */
  async undo(): Promise<Result<WindowAnswer<'undo'>>> {
    const step = this.#steps.pop();
    if (step === undefined) return success(null);
    const result = await step.takeBack();
    return result.ok ? success({ change: step.change, judged: step.judged ?? null }) : result;
  }

  async clear(): Promise<void> {
    const steps = this.#steps;
    this.#steps = [];
    for (const { forget } of steps) await forget?.();
  }
}
