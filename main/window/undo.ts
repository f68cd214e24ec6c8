// What can be taken back, the newest first.
import { success, type Result } from '../../models/failure.ts';

interface Step {
  readonly label: string;
  readonly takeBack: () => Promise<Result<unknown>>;
  /** Called when the step can no longer be taken back. */
  readonly forget?: () => Promise<void>;
}

/** Steps that are kept; older ones are final. */
const KEPT = 50;

export class UndoStack {
  #steps: Step[] = [];

  get label(): string | null {
    return this.#steps.at(-1)?.label ?? null;
  }

  async push(step: Step): Promise<void> {
    this.#steps.push(step);
    if (this.#steps.length > KEPT) await this.#steps.shift()?.forget?.();
  }

  /** A step that fails is gone too: what it needed is not there any more. */
  async undo(): Promise<Result<{ readonly label: string } | null>> {
    const step = this.#steps.pop();
    if (step === undefined) return success(null);
    const result = await step.takeBack();
    return result.ok ? success({ label: step.label }) : result;
  }

  async clear(): Promise<void> {
    const steps = this.#steps;
    this.#steps = [];
    for (const { forget } of steps) await forget?.();
  }
}
