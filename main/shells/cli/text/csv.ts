// Comma-separated values as RFC 4180 has them.

type Cell = string | number | null;

export const formatCsv = (cells: readonly Cell[]): string => cells.map(formatCell).join(',');

function formatCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  // A spreadsheet would run a text that begins like a formula; a leading apostrophe tells it not to.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
