// Large answers as JSON in pieces: a window that had to take them in whole would stand still, as bridge and socket copy value by value.
import type { Result } from '../../models/failure.ts';
import { LIST, type PackedAnswer, type WindowCommandName } from '../../preload/window.ts';
import { mapInTurns } from '../work/turns.ts';

/** Commands whose answers grow with the library. All they say is JSON: no bytes, and no numbers that JSON has not. */
const large: ReadonlySet<string> = new Set<WindowCommandName>([
  'benchmark',
  'evaluate',
  'evaluation.last',
  'faces.grid',
  'faces.groups',
  'people.rows',
]);

/** Longer lists go by themselves, in pieces of so many entries. */
const PIECE = 250;

/** The answer, packed where its lists are long. */
export async function packAnswer(
  command: string,
  answer: Result<unknown>,
): Promise<Result<unknown> | PackedAnswer> {
  if (!large.has(command)) return answer;
  const long: (readonly unknown[])[] = [];
  const whole = JSON.stringify(answer, (_, value: unknown) =>
    Array.isArray(value) && value.length > PIECE ? { [LIST]: long.push(value) - 1 } : value,
  );
  if (long.length === 0) return answer;
  const lists: string[][] = [];
  for (const list of long) lists.push(await mapInTurns(piecesOf(list), (piece) => JSON.stringify(piece)));
  return { whole, lists };
}

function* piecesOf(list: readonly unknown[]): Generator<readonly unknown[]> {
  for (let from = 0; from < list.length; from += PIECE) yield list.slice(from, from + PIECE);
}
