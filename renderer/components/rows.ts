// Lists as grids.

/** The entries in rows of so many each; the last may be shorter. */
export function inRows<T>(entries: readonly T[], columns: number): T[][] {
  return Array.from({ length: Math.ceil(entries.length / columns) }, (_, row) =>
    entries.slice(row * columns, (row + 1) * columns),
  );
}
