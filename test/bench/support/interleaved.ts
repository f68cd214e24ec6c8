// Times several ways of doing a thing in turns, so that a busy machine is as unfair to each.
import { verdictOn } from './verdicts.ts';

export type Report = (line: string) => void;

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * Milliseconds that each way takes: the median of `rounds` rounds, in each of which all run once, after one round
 * that does not count.
 *
 * @param atLeast milliseconds for which a way that is faster is repeated in its turn
 */
export async function interleaved<Name extends string>(
  rounds: number,
  ways: Readonly<Record<Name, () => Promise<unknown>>>,
  atLeast = 0,
): Promise<Record<Name, number>> {
  const entries = Object.entries<() => Promise<unknown>>(ways);
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of entries) {
      const start = performance.now();
      let runs = 0;
      let spent: number;
      do {
        await run();
        runs++;
        spent = performance.now() - start;
      } while (spent < atLeast);
      if (round > 0) times.get(name)?.push(spent / runs);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

/** One line: a time, another one, their ratio and what it must not pass. */
export function tellRatio(
  report: Report,
  what: string,
  [name, time]: readonly [string, number],
  [baseName, base]: readonly [string, number],
  limit?: number,
): void {
  const ratio = time / base;
  const verdict = limit === undefined ? '' : verdictOn(ratio, limit);
  const ms = (value: number) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
  report(`${what}: ${name} ${ms(time)}, ${ratio.toFixed(2)}x the ${ms(base)} of ${baseName}${verdict}`);
}
