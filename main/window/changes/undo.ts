// What can be taken back, the newest first.
import { success, type FailureKind, type Result } from '../../../models/failure.ts';
import type { Change, WindowAnswer } from '../../../preload/window.ts';
import type { Arrivals } from './arrivals.ts';

export interface Step {
  readonly change: Change;
  readonly takeBack: () => Promise<Result<unknown>>;
  /** Ids of the people whom it is about: erasing one of them makes it final. */
  readonly people: ReadonlySet<string>;
  /** Id of the face whose judgement was undone. */
  readonly judged?: string;
  /** What came in, where it was an import: the rest of it belongs to the same step. */
  readonly arrivals?: Arrivals;
  /** It came by itself, as out of a followed folder: it is taken back by its number, or when there is nothing else. */
  readonly background?: true;
  /** Called when the step can no longer be taken back. */
  readonly forget?: () => Promise<void>;
}

interface Numbered extends Step {
  readonly id: number;
}

/** Steps that are kept; older ones are final. */
const KEPT = 50;

/** Failures that may be gone the next time. */
const PASSING: ReadonlySet<FailureKind> = new Set(['disk-full', 'no-permission']);

export class UndoStack {
  #steps: Numbered[] = [];
  #last = 0;

  /** The change that is taken back next; null where there is none. */
  get last(): Change | null {
    return this.#next?.change ?? null;
  }

  /** The user's newest: what came by itself since then is not what they want to have taken back. */
  get #next(): Numbered | undefined {
    return this.#steps.findLast(({ background }) => background !== true) ?? this.#steps.at(-1);
  }

  find(id: number): Step | undefined {
    return this.#steps.find((step) => step.id === id);
  }

  /** Answers with the step's number. */
  async push(step: Step): Promise<number> {
    const id = ++this.#last;
    this.#steps.push({ ...step, id });
    if (this.#steps.length > KEPT) await this.#steps.shift()?.forget?.();
    return id;
  }

  /** Takes back one step, the user's newest where none is named. What it needed may be gone: then so is the step. */
  async undo(id = this.#next?.id): Promise<Result<WindowAnswer<'undo'>>> {
    const step = this.#steps.find((kept) => kept.id === id);
    if (step === undefined) return success(null);
    this.#steps = this.#steps.filter((kept) => kept !== step);
    const result = await step.takeBack();
    if (result.ok) return success({ step: step.id, change: step.change, judged: step.judged ?? null });
    if (PASSING.has(result.failure.kind)) {
      this.#steps = [...this.#steps, step].sort((a, b) => a.id - b.id);
    } else {
      await step.forget?.();
    }
    return result;
  }

  /** Somebody was erased: nothing that is kept for taking back may bring them back. */
  forgetPerson(id: string): Promise<void> {
    const erased = new Set([id]);
    // Who was merged into them, at however many removes, was erased with them. What is added here is gone through as well.
    for (const into of erased) {
      for (const { change, people } of this.#steps)
        if (change.kind === 'merged' && people.has(into)) for (const merged of people) erased.add(merged);
    }
    return this.#forget(({ people }) => [...people].some((person) => erased.has(person)));
  }

  clear(): Promise<void> {
    return this.#forget(() => true);
  }

  async #forget(isFinal: (step: Step) => boolean): Promise<void> {
    const final = this.#steps.filter(isFinal);
    this.#steps = this.#steps.filter((step) => !final.includes(step));
    for (const { forget } of final) await forget?.();
  }
}
