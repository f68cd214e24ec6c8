// What figures must hold, written behind them.

/** What a figure must not pass, and whether it does. */
export const verdictOn = (value: number, limit: number, unit = ''): string =>
  ` (limit ${limit}${unit}${value > limit ? ': OVER' : ''})`;

/** What a figure must reach, and whether it does. */
export const verdictFrom = (value: number, limit: number, unit = ''): string =>
  ` (limit ${limit}${unit} or more${value < limit ? ': BELOW' : ''})`;

/** How many limits a line names, and whether all of them hold. */
export function verdictsIn(line: string): { readonly limits: number; readonly hold: boolean } {
  return { limits: line.split('(limit ').length - 1, hold: !/\(limit [^)]*: (OVER|BELOW)/.test(line) };
}
