// Reads a few items ahead of who uses them, so that reading goes on while the network runs.

/**
 * The results of `read` in the order of the items, at most `ahead` of them under way or unused. Items that
 * nobody asks for are not begun.
 */
export async function* readAhead<Item, Result>(
  items: readonly Item[],
  ahead: number,
  read: (item: Item, index: number) => Promise<Result>,
): AsyncGenerator<Result, void, void> {
  const pendingWork: Promise<Result>[] = [];
  let next = 0;
  while (next < items.length || pendingWork.length > 0) {
    while (next < items.length && pendingWork.length < ahead) {
      const reading = read(items[next], next);
      // Its turn comes later than its error.
      reading.catch(() => undefined);
      pendingWork.push(reading);
      next++;
    }
    const first = pendingWork.shift();
    if (first !== undefined) yield await first;
  }
}
