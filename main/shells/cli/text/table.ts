// Columns for the terminal, as wide as their widest cell.
import stringWidth from 'string-width';
import { translate } from '../speech.ts';
import { printable } from './text.ts';

/** Rows under a header; columns whose cells are all numbers are flush right. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = [header.map(translate), ...rows.map((row) => row.map(printable))];
  const widths = header.map((_, column) => Math.max(...safe.map((row) => stringWidth(row[column] ?? ''))));
  const numeric = header.map((_, column) =>
    rows.every((row) => /^[-\d.,%+\u00a0]*$/.test(row[column] ?? '')),
  );
  const format = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const gap = ' '.repeat(width - stringWidth(cell));
        return numeric[column] === true ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return safe.map(format).join('\n');
}
