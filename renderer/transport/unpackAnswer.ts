// Large answers come in pieces (main/shells/packAnswer.ts): the page stays at hand while they are put together.
import { LIST, type PackedAnswer, type Result } from '../../preload/window.ts';

/** Milliseconds of work after which clicks and frames have their turn. */
const TURN = 12;

/** Resolves in a task of its own where the answer is large: what is made of it then need not fit beside the last piece. */
export async function unpackAnswer<T>(answer: Result<T> | PackedAnswer): Promise<Result<T>> {
  if (!('lists' in answer)) return answer;
  const lists: unknown[][] = [];
  let since = performance.now();
  for (const pieces of answer.lists) {
    const list: unknown[] = [];
    for (const piece of pieces) {
      for (const entry of JSON.parse(piece) as unknown[]) list.push(entry);
      if (performance.now() - since < TURN) continue;
      await nextTask();
      since = performance.now();
    }
    lists.push(list);
  }
  const whole = JSON.parse(answer.whole, (_, value: unknown) =>
    typeof value === 'object' && value !== null && LIST in value ? lists[Number(value[LIST])] : value,
  ) as Result<T>;
  await nextTask();
  return whole;
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
